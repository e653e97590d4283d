export const views = {
  title: 'Saved views',
  save: 'Save view',
  name: 'Name',
  explained:
    'Keeps these filters, their order and the form of the list. From now on it stands in the sidebar, or on small screens behind the bookmark above the list. It always shows what matches at that moment.',
  delete: 'Delete the view “{{name}}”',
  deleteShort: 'Delete view',
  deleted: 'The view “{{name}}” was deleted.',
} as const
