import type { Catalogue } from '../words.ts'

export const search: Catalogue['search'] = {
  title: 'Bücher, Autoren und Reihen suchen',
  open: 'Suchen',
  placeholder: 'Titel, Autor, Reihe, ISBN; > für Aktionen',
  hint: 'Einige Buchstaben eines Titels, eines Namens oder einer Reihe eingeben.',
  nothing: 'Nichts passt zu „{{words}}“. Weniger oder andere Wörter helfen oft.',
  results: 'Ergebnisse',
  more_one: '{{count, number}} weiteres Buch passt. Mehr Wörter grenzen es ein.',
  more_other: '{{count, number}} weitere Bücher passen. Mehr Wörter grenzen es ein.',
  count_one: '{{count, number}} Ergebnis',
  count_other: '{{count, number}} Ergebnisse',
  books: 'Bücher',
  recent: 'Zuletzt gelesen',
  commands: 'Aktionen',
  authors: 'Autoren',
  series: 'Reihen',
  elsewhere: 'Anderswo',
  outside: 'Außerhalb nach „{{words}}“ suchen',
}
