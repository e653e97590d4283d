import { isInScope, type OwnerScope } from '#domain/catalog/owner-scope.ts'
import { notFound } from '#kernel/errors.ts'
import type { Slot } from './formats.ts'
import type { IndexerDeps } from './indexer-turns.ts'
import { type SlotSearch, searchSlots } from './search-slot.ts'
import { keepTrace, type SearchTrace, traceOf } from './search-trace.ts'
import { readSearchedBook, slotsOf } from './searched-book.ts'

export interface BookSearch {
  searches: SlotSearch[]
  trace: SearchTrace | undefined
}

/**
 * Searches a book for a person, who decides on what is found; nothing is grabbed. What was done is remembered for them.
 * @param caller who asks, and whose books they see
 * @param slot null: all slots in which the book is wanted
 * @throws not-found
 */
export async function searchBook(
  deps: IndexerDeps,
  bookId: number,
  caller: { userId: number; scope: OwnerScope },
  {
    slot = null,
    showsRejected = false,
    signal,
  }: { slot?: Slot | null; showsRejected?: boolean; signal?: AbortSignal } = {},
): Promise<BookSearch> {
  const book = await readSearchedBook(deps.db, bookId)
  if (!book || !isInScope(caller.scope, book.ownerUserId)) throw notFound('book', bookId)
  const slots = slot === null ? slotsOf(book.mediaType) : [slot]
  const searches = await searchSlots(deps, book, slots, { mode: 'interactive', showsRejected, signal })
  const trace = traceOf(searches)
  if (trace) await keepTrace(deps, caller.userId, trace)
  return { searches, trace }
}
