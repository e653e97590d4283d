export const keys = {
  title: 'API keys',
  lead: 'For other programs that act for you.',
  name: 'What the key is for',
  create: 'Create key',
  new: 'The key “{{name}}” is shown this once. Copy it now.',
  copy: 'Copy the key',
  used: 'last used {{at}}',
  neverUsed: 'never used',
  delete: 'Delete the key {{name}}',
  deleteTitle: 'Delete this key?',
  deleteAction: 'Delete key',
  deleteExplained: 'Programs that use “{{name}}” lose their access at once.',
} as const
