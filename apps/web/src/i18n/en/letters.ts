export const letters = {
  label: 'Go to a letter',
  at_one: '{{letter}}, {{count, number}} book',
  at_other: '{{letter}}, {{count, number}} books',
} as const
