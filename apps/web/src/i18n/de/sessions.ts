import type { Catalogue } from '../words.ts'

export const sessions: Catalogue['sessions'] = {
  title: 'Angemeldete Browser',
  lead: 'Ist ein fremder darunter: ihn abmelden und das Passwort ändern.',
  device: '{{browser}} auf {{system}}',
  unknown: 'Unbekannter Browser',
  current: 'Dieser Browser',
  lastSeen: 'Zuletzt benutzt {{at}}',
  signedIn: 'angemeldet {{at}} von {{address}}',
  end: 'Abmelden',
  endNamed: '{{name}} abmelden',
  endOthers_one: 'Den anderen Browser abmelden',
  endOthers_other: 'Die {{count, number}} anderen Browser abmelden',
}
