export const get = {
  navigation: 'Get books',
  discover: 'Find',
  authors: 'Authors',
  wanted: 'Wanted',
  calendar: 'Calendar',
  queue: 'Queue',
  activity: 'Activity',
  requests: 'Requests',
  stuck_one: '{{count, number}} download needs you',
  stuck_other: '{{count, number}} downloads need you',
} as const
