import type { Catalogue } from '../words.ts'

export const get: Catalogue['get'] = {
  navigation: 'Bücher beschaffen',
  discover: 'Finden',
  authors: 'Personen',
  wanted: 'Gewünscht',
  calendar: 'Kalender',
  queue: 'Downloads',
  activity: 'Verlauf',
  requests: 'Anfragen',
  stuck_one: '{{count, number}} Download braucht jemanden',
  stuck_other: '{{count, number}} Downloads brauchen jemanden',
}
