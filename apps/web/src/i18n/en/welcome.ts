export const welcome = {
  title: 'Choose a password',
  lead: 'For {{name}}, {{email}}.',
  action: 'Set the password and sign in',
  gone: 'This link no longer works',
  goneExplained: 'It was used already, or has expired. Ask for a new one.',
  toSignIn: 'To the sign-in',
} as const
