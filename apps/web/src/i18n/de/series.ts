import type { Catalogue } from '../words.ts'

export const series: Catalogue['series'] = {
  section: 'Reihe {{name}}',
  all: 'Alle Bücher der Reihe',
  previous: 'Davor',
  next: 'Danach',
}
