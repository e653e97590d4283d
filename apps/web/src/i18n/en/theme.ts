export const theme = {
  title: 'Appearance',
  lead: 'Kept in this browser.',
  label: 'Theme',
  system: 'System',
  light: 'Light',
  dark: 'Dark',
  eink: 'E-ink',
} as const
