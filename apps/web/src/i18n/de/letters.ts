import type { Catalogue } from '../words.ts'

export const letters: Catalogue['letters'] = {
  label: 'Zu einem Buchstaben',
  at_one: '{{letter}}, {{count, number}} Buch',
  at_other: '{{letter}}, {{count, number}} Bücher',
}
