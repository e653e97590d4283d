import type { Catalogue } from '../words.ts'

export const pager: Catalogue['pager'] = {
  label: 'Seiten',
  newer: 'Zurück',
  older: 'Weiter',
  range: '{{from, number}}–{{to, number}} von {{total, number}}',
}
