export const sessions = {
  title: 'Signed-in browsers',
  lead: 'If one of them is not yours, sign it out and change the password.',
  device: '{{browser}} on {{system}}',
  unknown: 'Unknown browser',
  current: 'This browser',
  lastSeen: 'Last used {{at}}',
  signedIn: 'signed in {{at}} from {{address}}',
  end: 'Sign out',
  endNamed: 'Sign out {{name}}',
  endOthers_one: 'Sign out the other browser',
  endOthers_other: 'Sign out the {{count, number}} other browsers',
} as const
