export const language = {
  title: 'Language',
  lead: 'Kept in this browser.',
  label: 'Language of the app',
  system: 'As the browser is set',
} as const
