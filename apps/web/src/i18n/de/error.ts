import type { Catalogue } from '../words.ts'

export const error: Catalogue['error'] = {
  unreachable: 'Der Server ist nicht erreichbar. Bitte die Verbindung prüfen und es erneut versuchen.',
  tooOften: 'Zu viele Versuche. Bitte einen Moment warten und es dann erneut versuchen.',
  forbidden: 'Dieses Konto darf das nicht. Wer den Server betreibt, kann es erlauben.',
  server:
    'Auf dem Server ist etwas schiefgegangen. Bitte erneut versuchen; bleibt es dabei, nennt sein Protokoll den Grund.',
  unknown: 'Das hat nicht geklappt. Bitte erneut versuchen.',
}
