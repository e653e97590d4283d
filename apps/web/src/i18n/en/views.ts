export const views = {
  save: 'Save view',
  name: 'Name',
  explained:
    'Keeps these filters, their order and the form of the list. It stands in the sidebar from now on, and always shows what matches at that moment.',
  delete: 'Delete the view “{{name}}”',
  deleteShort: 'Delete view',
  deleted: 'The view “{{name}}” was deleted.',
} as const
