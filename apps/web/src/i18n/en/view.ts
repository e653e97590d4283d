export const view = {
  label: 'Show as',
  change: 'Shown as: {{view}}. Change',
  grid: 'Grid',
  list: 'List',
  table: 'Table',
  coverSize: 'Size of the covers',
} as const
