export const series = {
  section: 'Series {{name}}',
  all: 'All books of the series',
  previous: 'Before',
  next: 'Next',
} as const
