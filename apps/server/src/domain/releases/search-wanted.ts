import { Type } from 'typebox'
import { defineJob } from '#jobs/define-job.ts'
import { noteSearch } from './book-searches.ts'
import { isGrabbingAutomatic, isUpgradingOn, mayUpgrade } from './by-itself.ts'
import type { Slot } from './formats.ts'
import type { IndexerDeps } from './indexer-turns.ts'
import { noteRejected } from './note-rejected.ts'
import { holdForUnderway, type RecordDeps, recordDecided } from './record-outcome.ts'
import { reportOf, type SearchReport } from './search-report.ts'
import { type SlotSearch, searchSlots } from './search-slot.ts'
import { readSearchedBook, type SearchedBook, slotsOf } from './searched-book.ts'
import { isWorthUpgrading } from './upgrades.ts'

export type SearchWantedDeps = IndexerDeps & RecordDeps

/** A person asked for it by name. */
export const MANUAL = 'manual'
/** It is time to look for something better than what is there. */
export const UPGRADE = 'upgrade'
/** A book that turns wanted gets a fresh start, and so does one that somebody asks for. */
const FRESH = new Set([MANUAL, 'added', 'wanted'])
/** What is searched again after a failure may have been meant to outdo a file. */
const UPGRADING = new Set([UPGRADE, 'reported', 'stalled'])

/** Searches a book by itself, for what is missing or better: what may be grabbed is handed on, what has to wait is held. */
export const searchWanted = defineJob({
  name: 'releases.search-wanted',
  queue: 'default',
  payload: Type.Object({
    bookId: Type.Integer(),
    /** Null: every slot in which it is wanted. */
    slot: Type.Union([Type.Literal('ebook'), Type.Literal('audiobook'), Type.Null()]),
    trigger: Type.String(),
  }),
  key: ({ bookId, slot }) => `${bookId} ${slot ?? 'all'}`,
  attempts: 3,
  timeoutSeconds: 240,
  async run(deps: SearchWantedDeps, { bookId, slot, trigger }, { signal }) {
    if (trigger !== MANUAL && !(await isGrabbingAutomatic(deps))) return { searched: [] }
    const book = await readSearchedBook(deps.db, bookId)
    if (!book || book.isExcluded || !(trigger === MANUAL || isAwaited(book))) return { searched: [] }
    const isUpgrading =
      trigger === MANUAL ? await mayUpgrade(deps.db) : UPGRADING.has(trigger) && (await isUpgradingOn(deps.db))
    const slots = slotsOf(book.mediaType).filter((one) => {
      if ((slot ?? one) !== one) return false
      const owned = book.owned[one]
      return owned ? isUpgrading && isWorthUpgrading(owned, book.qualityProfile, one) : trigger !== UPGRADE
    })
    const searches = await searchSlots(deps, book, slots, { mode: 'automatic', signal })
    const outcomes: string[] = []
    for (const search of searches) outcomes.push(await record(deps, book, search, trigger))
    return { searched: slots, outcomes }
  },
})

/** Nobody waits for a book that is not monitored, or that somebody skips. */
const isAwaited = ({ isMonitored, status }: SearchedBook) => isMonitored && status !== 'skipped'

async function record(
  deps: SearchWantedDeps,
  book: SearchedBook,
  search: SlotSearch,
  trigger: string,
): Promise<string> {
  const { slot, context, found } = search
  const now = deps.clock.now()
  const decisions = holdForUnderway(found.decisions, context.underway)
  const judged = { ...search, found: { ...found, decisions } }
  return deps.transaction(async (trx, emit) => {
    const stillThere = await trx.selectFrom('books').select('id').where('id', '=', book.id).executeTakeFirst()
    if (!stillThere) return 'gone'
    const { alternates } = found
    const { firstSeen, owned } = context
    const decided = { bookId: book.id, slot, trigger, decisions, alternates, firstSeen, owned }
    const { candidates, held } = await recordDecided(trx, emit, decided, now)
    const outcome = outcomeOf(judged, candidates.length, held)
    await noteSearch(
      trx,
      {
        bookId: book.id,
        slot,
        isFruitful: candidates.length > 0 || held > 0,
        isFresh: FRESH.has(trigger),
        isUpgrade: owned !== undefined,
        releaseDate: book.releaseDate,
        report: reportOf(judged, trigger, outcome),
      },
      now,
    )
    if (outcome === 'rejected') await noteRejected(trx, book, decisions, now)
    return outcome
  })
}

function outcomeOf({ found }: SlotSearch, candidates: number, held: number): SearchReport['outcome'] {
  if (candidates > 0) return 'grabbing'
  if (held > 0) return 'pending'
  if (found.decisions.length > 0) return 'rejected'
  return found.indexers.some(({ skipReason }) => skipReason === undefined) ? 'nothing-found' : 'no-indexer'
}

export const requestsFor = (bookIds: readonly number[], trigger: string, slot: Slot | null = null) =>
  bookIds.map((bookId, at) => searchWanted.request({ bookId, slot, trigger }, { delayMs: pace(at) }))

const AT_ONCE = 4
const PAUSE_MS = 3_000

/** Indexers are not asked for everything at once. */
const pace = (at: number) => Math.floor(at / AT_ONCE) * PAUSE_MS
