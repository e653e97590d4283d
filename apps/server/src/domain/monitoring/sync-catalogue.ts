import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction } from '#database/open.ts'
import { changeAuthor, refreshSourceAuthor } from '#domain/catalog/source-authors.ts'
import type { ProviderDeps } from '#domain/metadata/provider-settings.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { Logger } from '#kernel/logger.ts'
import type { AuthorRow } from './acquired-books.ts'
import { fetchCatalogue } from './fetch-catalogue.ts'
import { filterCatalogue } from './filter-catalogue.ts'
import { metadataProfileOf } from './metadata-profiles.ts'
import { type OfferedWork, type Recorded, type RecordRules, recordWorks } from './record-works.ts'
import { summaryOf } from './sync-summary.ts'
import { readWantSettings } from './want-settings.ts'

export interface SyncDeps extends ProviderDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
  logger: Logger
}

/** Works of one transaction. */
const BATCH = 100

/**
 * Lists the works of an author anew and brings their books up to date. `first` is the look right after they were added, and
 * takes all works in; later ones take new works only where that is wanted. One that is broken off is done again.
 */
export const syncCatalogue = defineJob({
  name: 'monitoring.sync-catalogue',
  queue: 'default',
  payload: Type.Object({
    authorId: Type.Integer(),
    kind: Type.Union([Type.Literal('first'), Type.Literal('refresh')]),
    isSearchedFor: Type.Boolean(),
  }),
  key: ({ authorId, kind }) => `${kind} ${authorId}`,
  timeoutSeconds: 3_600,
  run: (deps: SyncDeps, payload, { signal }) => syncAuthor(deps, payload, signal),
})

export interface SyncRequest {
  authorId: number
  kind: 'first' | 'refresh'
  isSearchedFor: boolean
}

/**
 * @returns how many books are new; undefined where the author is gone, or no provider knows them
 * @throws unavailable where the provider of the author does not answer: all books stay as they are
 */
export async function syncAuthor(
  deps: SyncDeps,
  { authorId, kind, isSearchedFor }: SyncRequest,
  signal: AbortSignal,
): Promise<Recorded | undefined> {
  const { db, transaction, clock } = deps
  const author = await db.selectFrom('authors').selectAll().where('id', '=', authorId).executeTakeFirst()
  if (!author) return undefined
  const settings = await readWantSettings(db)
  const mediaType = author.media_type ?? settings.mediaType
  const profile = await metadataProfileOf(db, author.metadata_profile_id)
  const call = { signal, isFresh: kind === 'refresh' }
  const catalogue = await fetchCatalogue(deps, { author, profile, isSpoken: mediaType !== 'ebook' }, call)
  if (!catalogue) return undefined
  const today = clock.now()
  const filtered = filterCatalogue(catalogue.works, {
    author: author.author_name,
    profile,
    ...(settings.isMediaStrict && mediaType !== 'both' ? { onlyMedia: mediaType } : {}),
    today,
  })
  const isOpen = kind === 'first' || takesNewWorks(author)
  const works: OfferedWork[] = [
    ...filtered.kept.map((work) => ({ ...work, isListed: true, mayBeNew: isOpen })),
    ...filtered.hidden.map((work) => ({ ...work, isListed: false, mayBeNew: false })),
  ].toSorted(newestFirst)
  const rules = { authorId, mediaType, isSearchedFor: isSearchedFor && settings.isAutomatic, now: today }
  const recorded = await recordAll(deps, works, rules, signal)
  if (!recorded) return undefined
  const now = instant(clock.now())
  const facts = { total: catalogue.total, added: recorded.added, notAccepted: recorded.declined, profile, now }
  await transaction(async (trx) => {
    const found = catalogue.author
    if (found) await refreshSourceAuthor(trx, authorId, found, now)
    await changeAuthor(trx, authorId, {
      ...(isOpen && catalogue.works.length > 0 ? { catalogue_populated_at: now } : {}),
      last_sync_json: summaryOf(filtered, facts),
    })
  })
  return recorded
}

/** The newest first, so that of the newest ones those are monitored that are recorded first. */
const newestFirst = (one: OfferedWork, other: OfferedWork) =>
  (other.work.releaseDate ?? '').localeCompare(one.work.releaseDate ?? '')

/**
 * Whether works that are found later become books. Where only single books were added, nobody asked for the rest; where
 * the first look failed, it is made up for.
 */
export function takesNewWorks(author: AuthorRow): boolean {
  if (author.is_monitored) return author.monitor_new_items !== 'none' || author.catalogue_populated_at === null
  return author.catalogue_populated_at === null && author.monitor_mode !== 'none'
}

async function recordAll(
  { dialect, transaction }: SyncDeps,
  works: readonly OfferedWork[],
  rules: RecordRules,
  signal: AbortSignal,
): Promise<Recorded | undefined> {
  const all: Recorded = { added: 0, declined: 0 }
  for (let at = 0; at < works.length; at += BATCH) {
    signal.throwIfAborted()
    const some = works.slice(at, at + BATCH)
    const done = await transaction((trx, emit) => recordWorks(trx, emit, dialect, { works: some, rules }))
    if (!done) return undefined
    all.added += done.added
    all.declined += done.declined
  }
  return all
}
