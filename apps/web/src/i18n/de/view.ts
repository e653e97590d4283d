import type { Catalogue } from '../words.ts'

export const view: Catalogue['view'] = {
  label: 'Zeigen als',
  change: 'Gezeigt als: {{view}}. Ändern',
  grid: 'Raster',
  list: 'Liste',
  table: 'Tabelle',
  coverSize: 'Größe der Cover',
}
