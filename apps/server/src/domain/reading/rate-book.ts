import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction } from '#database/open.ts'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import { holdReading } from './hold-reading.ts'
import { findReadingState, type ReadingState, touchRevision } from './state-store.ts'

/** Nothing was marked: whatever is reported of a place counts. */
const NEVER = '0001-01-01T00:00:00.000Z'

/**
 * Keeps how a reader liked a book; null takes the stars away.
 * @throws not-found for the book
 */
export async function rateBook(
  { dialect, transaction }: { dialect: Dialect; transaction: Transaction },
  userId: number,
  bookPublicId: string,
  rating: number | null,
): Promise<ReadingState> {
  return transaction(async (trx) => {
    await holdReading(trx, dialect, userId)
    const bookId = await bookKeyOrThrow(trx, bookPublicId)
    await trx
      .insertInto('reading_states')
      .values({ user_id: userId, book_id: bookId, state: 'unread', state_at: NEVER, rating })
      .onConflict((c) => c.columns(['user_id', 'book_id']).doUpdateSet({ rating }))
      .execute()
    await touchRevision(trx, userId)
    return findReadingState(trx, userId, bookId)
  })
}
