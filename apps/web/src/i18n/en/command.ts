export const command = {
  go: 'Go to: {{name}}',
  view: 'View: {{name}}',
  upload: 'Add books',
  uploadAlso: 'upload files import',
  scan: 'Scan the library {{name}}',
  scanAsked: 'A scan of {{name}} was asked for.',
  theme: 'Theme: {{name}}',
  language: 'Language: {{name}}',
  finished: 'Mark this book as read',
  unread: 'Mark this book as unread',
  finishedDone: 'Marked as read.',
  unreadDone: 'Marked as unread.',
} as const
