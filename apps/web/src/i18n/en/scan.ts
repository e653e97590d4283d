export const scan = {
  running: 'Scanning {{name}}',
  waiting: 'The scan begins in a moment.',
  counts_one: '{{count, number}} file found, {{taken, number}} taken in',
  counts_other: '{{count, number}} files found, {{taken, number}} taken in',
  failed_one: '{{count, number}} could not be read',
  failed_other: '{{count, number}} could not be read',
} as const
