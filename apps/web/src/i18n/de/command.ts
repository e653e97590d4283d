import type { Catalogue } from '../words.ts'

export const command: Catalogue['command'] = {
  go: 'Gehe zu: {{name}}',
  view: 'Ansicht: {{name}}',
  upload: 'Bücher hinzufügen',
  uploadAlso: 'hochladen Dateien importieren',
  scan: 'Bibliothek {{name}} durchsuchen',
  scanAsked: '{{name}} wird bald durchsucht.',
  theme: 'Darstellung: {{name}}',
  language: 'Sprache: {{name}}',
  finished: 'Dieses Buch als gelesen markieren',
  unread: 'Dieses Buch als ungelesen markieren',
  finishedDone: 'Als gelesen markiert.',
  unreadDone: 'Als ungelesen markiert.',
}
