export const why = {
  heading: 'Where it is and why',
  noFiles: 'It has no file yet.',
  origin: {
    scan: '“{{name}}” was found by a scan, {{at}}.',
    upload: '“{{name}}” was uploaded, {{at}}.',
    api: '“{{name}}” was registered by a program, {{at}}.',
    import: '“{{name}}” was imported, {{at}}.',
    hand: '“{{name}}” was imported by hand, {{at}}.',
    watch: '“{{name}}” came by the watch folder, {{at}}.',
  },
  joined: 'It joined this book: {{reason}}.',
  libraries_one: 'The library {{names}} lists it: a file lies in one of its folders, or somebody put it there.',
  libraries_other: 'The libraries {{names}} list it: a file lies in one of their folders, or somebody put it there.',
  noLibrary: 'No library lists it.',
  byHand: 'Edited by hand, and left as it is by scans: {{fields}}. Everything else is as its files say.',
  fromFiles: 'Title, people and series are as its files, or else the names of its folders, say.',
  typed: 'What is said of it was typed in.',
} as const
