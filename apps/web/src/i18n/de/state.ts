import type { Catalogue } from '../words.ts'

export const state: Catalogue['state'] = {
  unread: 'Ungelesen',
  reading: 'Angefangen',
  finished: 'Gelesen',
  abandoned: 'Abgebrochen',
}
