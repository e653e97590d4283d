import type { Catalogue } from '../words.ts'

export const folder: Catalogue['folder'] = {
  path: 'Ordner auf dem Server',
  open: 'Öffnen',
  up: 'Einen Ordner höher',
  list: 'Ordner in {{path}}',
  books_one: '{{count, number}} Buchdatei in diesem Ordner',
  books_other: '{{count, number}} Buchdateien in diesem Ordner',
  folders_one: '{{count, number}} Ordner',
  folders_other: '{{count, number}} Ordner',
  noFolders: 'Hier liegen keine Ordner.',
  choose: 'Diesen Ordner wählen',
}
