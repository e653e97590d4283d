import { decisionContext } from './decision-context.ts'
import type { Slot } from './formats.ts'
import { holdForUnderway, type Recorded, recordDecided } from './record-outcome.ts'
import type { Release } from './release.ts'
import type { SharedRules } from './search-rules.ts'
import type { SearchWantedDeps } from './search-wanted.ts'
import { readSearchedBook } from './searched-book.ts'
import { siftReleases } from './sift-releases.ts'
import { isSoughtByItself } from './upgrading.ts'

export interface Offers {
  bookId: number
  slot: Slot
  releases: readonly Release[]
  trigger: string
}

export interface DecidedOffers extends Recorded {
  /** GUIDs of what is neither taken nor worth waiting for. */
  refused: string[]
}

/**
 * Decides about releases that came without a search for the book: newest ones, or held ones whose time has come.
 * @returns undefined where nothing is wanted for the slot any more
 */
export async function decideOffers(
  deps: SearchWantedDeps,
  { bookId, slot, releases, trigger }: Offers,
  shared?: SharedRules,
): Promise<DecidedOffers | undefined> {
  const book = await readSearchedBook(deps.db, bookId)
  if (!book || !(await isSoughtByItself(deps.db, book, slot))) return undefined
  const now = deps.clock.now()
  const context = await decisionContext(deps.db, book, slot, { mode: 'automatic', now, ...(shared ? { shared } : {}) })
  const sifted = siftReleases(releases, context)
  const decisions = holdForUnderway(sifted.decisions, context.underway)
  const { alternates } = sifted
  const { firstSeen, owned } = context
  const recorded = await deps.transaction((trx, emit) =>
    recordDecided(trx, emit, { bookId, slot, trigger, decisions, alternates, firstSeen, owned }, now),
  )
  const kept = new Set(
    decisions
      .filter(({ isApproved, rejections }) => isApproved || rejections.every(({ isTemporary }) => isTemporary))
      .map(({ release }) => release.guid),
  )
  return { ...recorded, refused: releases.filter(({ guid }) => !kept.has(guid)).map(({ guid }) => guid) }
}
