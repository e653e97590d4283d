import type { Catalogue } from '../words.ts'

export const views: Catalogue['views'] = {
  title: 'Gesicherte Ansichten',
  save: 'Ansicht sichern',
  name: 'Name',
  explained:
    'Behält diese Filter, ihre Sortierung und die Form der Liste. Die Ansicht steht von nun an in der Seitenleiste oder, auf kleinen Bildschirmen, hinter dem Lesezeichen über der Liste. Sie zeigt immer, was gerade passt.',
  delete: 'Ansicht „{{name}}“ löschen',
  deleteShort: 'Ansicht löschen',
  deleted: 'Die Ansicht „{{name}}“ wurde gelöscht.',
}
