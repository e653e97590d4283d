export const books = {
  title: 'Books',
  of: { author: 'Author', series: 'Series', tag: 'Subject' },
  showAll: 'Show all books',
  none: 'No books yet',
  noneAdmin: 'Choose the folder that holds your books. They appear here as they are read.',
  noneInFolders: 'The folders of your libraries hold no books that Colophon reads. Check them, or add another folder.',
  noneReader: 'Whoever runs this server has not added any yet.',
  chooseFolder: 'Choose a folder',
  toLibraries: 'Go to the libraries',
  noneMatch: 'No book matches',
  noneMatchExplained: 'Nothing fits all filters at once. Take one away to see more.',
  more: 'More about {{title}}',
} as const
