import type { Catalogue } from '../words.ts'

export const calendar: Catalogue['calendar'] = {
  title: 'Kalender',
  caption: 'Bücher, die im {{month}} erscheinen',
  before: 'Ein Monat zurück',
  after: 'Ein Monat weiter',
  now: 'Dieser Monat',
  today: 'heute',
  view: 'Form',
  month: 'Monat',
  list: 'Liste',
  all: 'Auch, was nicht gewünscht ist',
  none: 'In diesem Monat erscheint nichts.',
  noneExplained: 'Bücher derer, denen gefolgt wird, erscheinen hier, sobald ihr Tag bekannt ist.',
  state: { have: 'In der Bibliothek', wanted: 'Gewünscht', unwanted: 'Nicht gewünscht' },
}
