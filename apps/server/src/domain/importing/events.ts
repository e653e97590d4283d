import type { Slot } from '#database/schema.ts'
import { defineEvent } from '#kernel/events.ts'

/** Files of a book are in their place and in the library. */
export const bookImported = defineEvent<{
  bookId: number
  /** Null where no download brought them. */
  downloadId: number | null
  slot: Slot
  path: string
  format: string
  /** From which format to which a file of the slot was replaced; null where none was. */
  outdone: { from: string; to: string } | null
}>('importing.book-imported')

/** An import came to nothing, for now or until somebody looks at it. */
export const importFailed = defineEvent<{ downloadId: number; message: string; isBlocked: boolean }>(
  'importing.import-failed',
)

/** A download is no book at all: nobody wants it again, and something else has to be found. */
export const downloadIsFake = defineEvent<{ downloadId: number; message: string }>('importing.download-is-fake')

/** Half of a pair has waited long enough, or its other half is there: it goes on. */
export const importReleased = defineEvent<{ downloadId: number }>('importing.import-released')
