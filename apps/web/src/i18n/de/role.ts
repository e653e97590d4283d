import type { Catalogue } from '../words.ts'

export const role: Catalogue['role'] = {
  translator: 'Übersetzt von',
  narrator: 'Gelesen von',
  illustrator: 'Illustriert von',
  editor: 'Herausgegeben von',
  contributor: 'Mit',
}
