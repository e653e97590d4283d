export const folder = {
  path: 'Folder on the server',
  open: 'Open',
  up: 'One folder up',
  list: 'Folders in {{path}}',
  books_one: '{{count, number}} book file in this folder',
  books_other: '{{count, number}} book files in this folder',
  folders_one: '{{count, number}} folder',
  folders_other: '{{count, number}} folders',
  noFolders: 'There are no folders in here.',
  choose: 'Choose this folder',
} as const
