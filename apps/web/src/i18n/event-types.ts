/** What happened on the way of a book, as the server names it. */
export const eventTypes = [
  'grabbed',
  'bookImported',
  'downloadFailed',
  'importFailed',
  'downloadStalled',
  'downloadRequeued',
  'releaseRejected',
  'upgradeGrabbed',
  'fileReplaced',
  'bookRenamed',
  'bookFileDeleted',
  'bookRebound',
  'bookLanguageCorrected',
  'downloadFolderImported',
] as const
export type EventType = (typeof eventTypes)[number]
