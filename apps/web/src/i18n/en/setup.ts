export const setup = {
  title: 'First steps',
  welcome: 'Welcome to Colophon',
  accountLead: 'The first account runs the server. It stays on this machine.',
  createAccount: 'Create the account',
  folderTitle: 'Where are your books?',
  folderLead:
    'Choose the folder on the server that holds them. Colophon reads it and everything below it; your files stay as they are.',
  useFolder: 'Use this folder',
  libraryName: 'Books',
  scanTitle: 'Your books are coming in',
  doneTitle: 'Your library is ready',
  scanLead: 'You need not wait: whatever is here can be read already.',
  arriving: 'Books that have just come in',
  toBooks: 'Go to the books',
  fetchLead: 'Colophon can also look for books that you do not have, and fetch them.',
  toFirstSteps: 'Set that up',
} as const
