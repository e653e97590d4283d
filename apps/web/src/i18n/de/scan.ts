import type { Catalogue } from '../words.ts'

export const scan: Catalogue['scan'] = {
  running: '{{name}} wird durchsucht',
  waiting: 'Der Suchlauf beginnt gleich.',
  counts_one: '{{count, number}} Datei gefunden, {{taken, number}} aufgenommen',
  counts_other: '{{count, number}} Dateien gefunden, {{taken, number}} aufgenommen',
  failed_one: '{{count, number}} nicht lesbar',
  failed_other: '{{count, number}} nicht lesbar',
}
