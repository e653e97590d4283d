import type { Catalogue } from '../words.ts'

export const views: Catalogue['views'] = {
  save: 'Ansicht sichern',
  name: 'Name',
  explained:
    'Behält diese Filter, ihre Sortierung und die Form der Liste. Die Ansicht steht von nun an in der Seitenleiste und zeigt immer, was gerade passt.',
  delete: 'Ansicht „{{name}}“ löschen',
  deleteShort: 'Ansicht löschen',
  deleted: 'Die Ansicht „{{name}}“ wurde gelöscht.',
}
