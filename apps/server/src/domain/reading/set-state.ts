import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction } from '#database/open.ts'
import type { ReadState } from '#database/schema.ts'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { holdReading } from './hold-reading.ts'
import { readInstant } from './read-instant.ts'
import { changeState, findReadingState, findStanding, type ReadingState } from './state-store.ts'

interface StateMark {
  state: ReadState
  startedAt?: string | null
  endedAt?: string | null
}

/**
 * Marks a book by hand. Dates that are given are kept with the newest time through the book; null says that nobody
 * knows.
 * @throws not-found for the book, invalid for dates that cannot be
 */
export async function setState(
  { dialect, transaction, clock }: { dialect: Dialect; transaction: Transaction; clock: Clock },
  userId: number,
  bookPublicId: string,
  mark: StateMark,
): Promise<ReadingState> {
  const now = instant(clock.now())
  const startedAt = pastInstant('startedAt', mark.startedAt, now)
  const endedAt = pastInstant('endedAt', mark.endedAt, now)
  return transaction(async (trx) => {
    await holdReading(trx, dialect, userId)
    const bookId = await bookKeyOrThrow(trx, bookPublicId)
    const from = (await findStanding(trx, userId, bookId))?.state ?? 'unread'
    await changeState(trx, { userId, bookId, from, to: mark.state, at: now, startedAt, endedAt })
    return findReadingState(trx, userId, bookId)
  })
}

function pastInstant(name: string, text: string | null | undefined, now: string): string | null | undefined {
  if (text === null || text === undefined) return text
  const at = readInstant(name, text)
  if (at > now) throw invalid('state.dates', `\`${name}\` lies in the future`)
  return at
}
