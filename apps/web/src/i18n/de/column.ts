import type { Catalogue } from '../words.ts'

export const column: Catalogue['column'] = {
  choose: 'Spalten',
  mark: 'Markiert',
  title: 'Titel',
  author: 'Autor',
  series: 'Reihe',
  formats: 'Formate',
  language: 'Sprache',
  state: 'Lesestand',
  rating: 'Bewertung',
  published: 'Erschienen',
  added: 'Hinzugefügt',
}
