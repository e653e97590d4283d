import type { DecisionContext, DecisionMode } from './decision.ts'
import { decisionContext } from './decision-context.ts'
import { type Found, findReleases } from './find-releases.ts'
import type { Slot } from './formats.ts'
import { type IndexerDeps, noteOutcomes, openIndexers, outcomeOf, turnsFor } from './indexer-turns.ts'
import type { SearchedBook } from './searched-book.ts'

/** What a search of one slot of a book came to. */
export interface SlotSearch {
  slot: Slot
  context: DecisionContext
  found: Found
}

export interface SearchOptions {
  mode: DecisionMode
  /** Keep other books and languages too, with their reasons. */
  showsRejected?: boolean
  signal?: AbortSignal | undefined
}

/** Searches slots of a book at all indexers, and keeps how these behaved. Nothing is grabbed. */
export async function searchSlots(
  deps: IndexerDeps,
  book: SearchedBook,
  slots: readonly Slot[],
  { mode, showsRejected = false, signal }: SearchOptions,
): Promise<SlotSearch[]> {
  const opened = await openIndexers(deps, signal)
  return Promise.all(
    slots.map(async (slot) => {
      const context = await decisionContext(deps.db, book, slot, { mode, now: deps.clock.now() })
      const found = await findReleases(turnsFor(opened, slot), context, {
        showsRejected,
        ...(signal ? { signal } : {}),
      })
      await noteOutcomes(deps, found.indexers.map(outcomeOf))
      return { slot, context, found }
    }),
  )
}
