import type { Catalogue } from '../words.ts'

export const language: Catalogue['language'] = {
  title: 'Sprache',
  lead: 'Gilt für diesen Browser.',
  label: 'Sprache der App',
  system: 'Wie im Browser eingestellt',
}
