import type { Catalogue } from '../words.ts'

export const theme: Catalogue['theme'] = {
  title: 'Darstellung',
  lead: 'Gilt für diesen Browser.',
  label: 'Farbschema',
  system: 'System',
  light: 'Hell',
  dark: 'Dunkel',
  eink: 'E-Ink',
}
