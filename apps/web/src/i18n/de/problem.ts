import type { Catalogue } from '../words.ts'

export const problem: Catalogue['problem'] = {
  title: 'Dateien mit Problemen',
  count_one: '{{count, number}} Datei',
  count_other: '{{count, number}} Dateien',
  show: 'Welche gezeigt werden',
  open: 'Offen',
  ignored: 'Ignoriert',
  seen: 'Zuletzt gesehen {{at}}',
  retry: 'Erneut versuchen',
  ignore: 'Ignorieren',
  unignore: 'Nicht mehr ignorieren',
  none: 'Alle Dateien waren lesbar',
  noneExplained: 'Dateien, die sich nicht aufnehmen lassen, stehen hier mit dem Grund.',
  noneIgnored: 'Nichts wird ignoriert',
}
