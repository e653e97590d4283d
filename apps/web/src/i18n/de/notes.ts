import type { Catalogue } from '../words.ts'

export const notes: Catalogue['notes'] = {
  title: 'Notizen',
  search: 'Notizen und Textstellen durchsuchen',
  kind: 'Art',
  kinds: { all: 'Alle', highlight: 'Markierungen', note: 'Notizen', bookmark: 'Lesezeichen' },
  color: 'Farbe der Markierung',
  colors: { yellow: 'Gelb', green: 'Grün', blue: 'Blau', pink: 'Rosa', purple: 'Violett' },
  bookmark: 'Lesezeichen',
  page: 'Seite {{page, number}}',
  share: 'Bei {{share, number(style: percent)}}',
  open: 'Im Buch öffnen',
  remove: 'Löschen',
  removeAsk: 'Diese Notiz löschen?',
  removeExplained: 'Der Text im Buch bleibt; was hier markiert und geschrieben wurde, ist endgültig weg.',
  allBooks: 'Notizen aller Bücher',
  export: 'Exportieren',
  formats: { markdown: 'Markdown', json: 'JSON' },
  ofBook: 'Notizen in diesem Buch',
  none: 'Noch nichts markiert',
  noneExplained:
    'Beim Lesen eine Textstelle auswählen, um sie zu markieren oder etwas dazu zu schreiben. Hier wird es aufbewahrt.',
  toBooks: 'Zu den Büchern',
  noMatch: 'Keine passende Notiz',
  noMatchExplained: 'Andere Wörter, eine andere Art oder eine andere Farbe versuchen.',
  showAll: 'Alle Notizen zeigen',
}
