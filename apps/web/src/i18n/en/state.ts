export const state = {
  unread: 'Unread',
  reading: 'Reading',
  finished: 'Finished',
  abandoned: 'Abandoned',
} as const
