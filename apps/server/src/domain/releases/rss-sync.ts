import { Type } from 'typebox'
import { readSetting } from '#domain/settings/settings-store.ts'
import { defineJob } from '#jobs/define-job.ts'
import type { Logger } from '#kernel/logger.ts'
import { isGrabbingAutomatic } from './by-itself.ts'
import { decideOffers } from './decide-offers.ts'
import type { Slot } from './formats.ts'
import type { IndexerFailure } from './indexer-port.ts'
import { changeHealth, updateIndexer } from './indexer-store.ts'
import { noteOutcomes, type OpenIndexer, openIndexers, slotCategories } from './indexer-turns.ts'
import type { Release } from './release.ts'
import { readSharedRules } from './search-rules.ts'
import type { SearchWantedDeps } from './search-wanted.ts'
import { booksAmong } from './sift-releases.ts'
import { readHealth } from './stored-health.ts'
import type { WantedIndex } from './wanted-index.ts'
import type { WantedBooks } from './wanted-store.ts'

const MINUTE = 60_000
const USUAL_MINUTES = 30
const LEAST_MINUTES = 10
const MOST_MINUTES = 360
const MOST_PAGES = 5
const PAGE = 100

/** How often the job comes; whose turn it is is written down at each indexer. */
export const RSS_EVERY_SECONDS = 300

export interface RssDeps extends SearchWantedDeps {
  wantedBooks: WantedBooks
  logger: Logger
}

/**
 * Reads the newest releases of each indexer and compares them with everything that is wanted: one question to an indexer
 * instead of several for every book.
 */
export const syncRss = defineJob({
  name: 'releases.rss',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 600,
  async run(deps: RssDeps, _payload, { signal }) {
    const minutes = intervalOf(await readSetting(deps.db, 'rss.interval'))
    if (minutes === 0 || !(await isGrabbingAutomatic(deps))) return { indexers: 0 }
    const before = new Date(deps.clock.now().getTime() - minutes * MINUTE).toISOString()
    const opened = (await openIndexers(deps, signal)).filter((one) => 'indexer' in one)
    const due = opened.filter(({ row }) => (readHealth(row.health_json).rssAt ?? '') <= before)
    if (due.length === 0) return { indexers: 0 }
    // Sorting all that is wanted takes its time where much is; mostly it is nobody's turn.
    const index = await deps.wantedBooks.index(deps.db)
    if (index.size === 0) return { indexers: 0 }
    const news = (await Promise.all(due.map((one) => readNewest(deps, one, signal)))).flat()
    const offers = offersAmong(news, index)
    const shared = offers.length > 0 ? await readSharedRules(deps.db) : undefined
    for (const offer of offers) {
      signal.throwIfAborted()
      await decideOffers(deps, { ...offer, trigger: 'rss' }, shared)
    }
    return { indexers: due.length, releases: news.length, matched: offers.length }
  },
  foundNothing: ({ indexers }) => indexers === 0,
})

/** Minutes; 0 switches it off. */
function intervalOf(text: string | undefined): number {
  const minutes = text === undefined || text.trim() === '' ? USUAL_MINUTES : Number(text)
  if (!Number.isFinite(minutes)) return USUAL_MINUTES
  return minutes <= 0 ? 0 : Math.min(Math.max(minutes, LEAST_MINUTES), MOST_MINUTES)
}

/** What came since the last time, page by page; what an indexer shows the first time is new too. */
async function readNewest(deps: RssDeps, one: OpenIndexer, signal: AbortSignal): Promise<Release[]> {
  const { row, indexer } = one
  const seen = new Set(row.rss_seen_json ?? [])
  const categories = [...new Set([...slotCategories(one, 'ebook'), ...slotCategories(one, 'audiobook')])]
  const news: Release[] = []
  const first: string[] = []
  let requests = 0
  let failure: IndexerFailure | undefined
  for (let page = 0; page < (seen.size === 0 ? 1 : MOST_PAGES); page++) {
    const answer = await indexer.search({ by: 'newest', categories, offset: page * PAGE }, signal)
    requests++
    if (!answer.ok) {
      failure = answer.failure
      break
    }
    const { releases } = answer.value
    if (page === 0) first.push(...releases.map(({ guid }) => guid))
    const unseen = releases.filter(({ guid }) => !seen.has(guid))
    news.push(...unseen)
    if (unseen.length < releases.length || releases.length < PAGE) break
    if (page === MOST_PAGES - 1) {
      deps.logger.info(
        { indexer: row.name },
        'more new releases than are read; the search for wanted books finds the rest',
      )
    }
  }
  await noteOutcomes(deps, [{ id: row.id, requests, failure }])
  await deps.transaction(async (trx) => {
    if (first.length > 0) await updateIndexer(trx, row.id, { rss_seen_json: first })
    await changeHealth(trx, row.id, (health) => ({ ...health, rssAt: deps.clock.now().toISOString() }))
  })
  return news
}

export interface SlotOffers {
  bookId: number
  slot: Slot
  releases: Release[]
}

/** Of new releases those that may be something wanted, by book and slot. */
export function offersAmong(news: readonly Release[], index: WantedIndex): SlotOffers[] {
  const offers = new Map<string, SlotOffers>()
  for (const release of booksAmong(news, () => undefined).books) {
    for (const { bookId, slots } of index.booksFor(release)) {
      for (const slot of slots) {
        const key = `${bookId} ${slot}`
        const known = offers.get(key) ?? { bookId, slot, releases: [] }
        known.releases.push(release)
        offers.set(key, known)
      }
    }
  }
  return [...offers.values()]
}
