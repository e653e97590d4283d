export const fact = {
  heading: 'About this book',
  published: 'Published',
  publisher: 'Publisher',
  language: 'Language',
  pages: 'Pages',
  duration: 'Running time',
  time: '{{hours, number}} h {{minutes, number}} min',
  minutes: '{{minutes, number}} min',
  library_one: 'Library',
  library_other: 'Libraries',
  added: 'Added',
  subjects: 'Subjects',
} as const
