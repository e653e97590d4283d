export const file = {
  heading_one: 'File',
  heading_other: 'Files',
  parts_one: '{{count, number}} part',
  parts_other: '{{count, number}} parts',
  pages_one: '{{count, number}} page',
  pages_other: '{{count, number}} pages',
  downloads_one: 'downloaded once',
  downloads_other: 'downloaded {{count, number}} times',
  why: 'Why it is here: {{reason}}',
  missingSince: 'Not found since {{at}}',
  actions: 'Actions for {{name}}',
  forget: 'Forget this file',
  separate: 'Make it a book of its own',
  separateTitle: 'Make this file a book of its own?',
  separateExplained:
    '“{{name}}” leaves this book, and is not joined with another again by itself. The file stays where it is.',
} as const
