export const backups = {
  title: 'Backups',
  lead: 'Copies of the database: accounts, notes, reading places, settings. Book files are not in them. They lie in the folder “backups” of the data folder; keep a copy of that elsewhere.',
  make: 'Back up now',
  making: 'Backing up …',
  made: 'The backup is made',
  none: 'No backup yet',
  noneExplained: 'Make one before you change much. It takes a moment, and the server goes on working.',
  restore: 'Restore',
  delete: 'Delete {{name}}',
  deleteTitle: 'Delete this backup?',
  deleteAction: 'Delete',
  restoreTitle: 'Go back to this backup?',
  restoreExplained:
    'Everything that was done since {{at}} is lost: new accounts, notes, reading places and settings. Files on the disk stay.',
  restoreHow: 'It is put in place when the server starts the next time. Until then nothing changes.',
  restoreAction: 'Restore at the next start',
  staged: '{{name}} waits to be put in place. Restart the server now.',
} as const
