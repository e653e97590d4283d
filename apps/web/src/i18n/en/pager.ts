export const pager = {
  label: 'Pages',
  newer: 'Back',
  older: 'Next',
  range: '{{from, number}}–{{to, number}} of {{total, number}}',
} as const
