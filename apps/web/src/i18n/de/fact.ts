import type { Catalogue } from '../words.ts'

export const fact: Catalogue['fact'] = {
  heading: 'Über dieses Buch',
  published: 'Erschienen',
  publisher: 'Verlag',
  language: 'Sprache',
  pages: 'Seiten',
  duration: 'Laufzeit',
  time: '{{hours, number}} Std. {{minutes, number}} Min.',
  minutes: '{{minutes, number}} Min.',
  library_one: 'Bibliothek',
  library_other: 'Bibliotheken',
  added: 'Hinzugefügt',
  subjects: 'Themen',
}
