export const state = {
  unread: 'Unread',
  reading: 'Reading',
  finished: 'Finished',
  abandoned: 'Given up',
} as const
