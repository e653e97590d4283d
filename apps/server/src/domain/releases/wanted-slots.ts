import type { Db } from '#database/open.ts'
import type { Slot } from './formats.ts'

/** Books that are wanted and monitored in a slot, of which there is neither a file nor a download on its way. */
export const wantedSlots = (db: Db, slot: Slot) =>
  db
    .selectFrom('books')
    .where('books.status', '=', 'wanted')
    .where('books.is_monitored', '=', true)
    .where('books.is_excluded', '=', false)
    .where('books.author_id', 'is not', null)
    .where('books.media_type', 'in', [slot, 'both'])
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('book_files')
            .select('book_files.id')
            .whereRef('book_files.book_id', '=', 'books.id')
            .where('book_files.media', '=', slot)
            .where('book_files.missing_since', 'is', null),
        ),
      ),
    )
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('downloads')
            .select('downloads.id')
            .whereRef('downloads.book_id', '=', 'books.id')
            .where('downloads.slot', '=', slot)
            .where('downloads.is_in_flight', '=', true),
        ),
      ),
    )
