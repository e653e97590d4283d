export const column = {
  choose: 'Columns',
  mark: 'Marked',
  title: 'Title',
  author: 'Author',
  series: 'Series',
  formats: 'Formats',
  language: 'Language',
  state: 'Read state',
  rating: 'Rating',
  published: 'Published',
  added: 'Added',
} as const
