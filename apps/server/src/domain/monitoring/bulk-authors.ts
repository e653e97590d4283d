import type { MediaType } from '#database/schema.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { changeAuthor } from '#domain/catalog/source-authors.ts'
import { changeBook } from '#domain/catalog/source-books.ts'
import { instant } from '#kernel/clock.ts'
import { DomainError, invalid } from '#kernel/errors.ts'
import { type AddAuthorDeps, addAuthor, type NewAuthor } from './add-author.ts'
import { authorOrThrow } from './author-reads.ts'
import { type BulkResults, forEach, idsOf, rowKey, unknownAction } from './bulk.ts'
import { type AuthorChanges, removeAuthor, updateAuthor } from './change-author.ts'
import { statusFor } from './change-book.ts'
import { bookWanted } from './events.ts'
import { syncCatalogue } from './sync-catalogue.ts'

export interface BulkAuthors {
  ids?: number[] | null
  action?: string | null
  mediaType?: string | null
  monitorMode?: string | null
  monitorLatestCount?: number | null
  monitorNewItems?: string | null
  applyMonitorModeToExisting?: boolean | null
  authors?: NewAuthor[] | null
}

export interface BulkCaller {
  scope: OwnerScope
  ownerId: number | null
}

const MEDIA_TYPES: readonly MediaType[] = ['ebook', 'audiobook', 'both']
const MODES = ['all', 'future', 'latest', 'none']

/**
 * Does one thing with many authors; what goes wrong with one says so in its result.
 * @throws invalid for a request that is none
 */
export async function bulkAuthors(deps: AddAuthorDeps, caller: BulkCaller, request: BulkAuthors): Promise<BulkResults> {
  const { action } = request
  if (action === 'add') return addAll(deps, caller, request.authors ?? [])
  const ids = idsOf(request.ids)
  const one = actionOf(deps, caller, request)
  return forEach(ids, (id) => one(rowKey(id)))
}

function actionOf(deps: AddAuthorDeps, { scope }: BulkCaller, request: BulkAuthors): (id: number) => Promise<unknown> {
  const update = (changes: AuthorChanges) => (id: number) => updateAuthor(deps, { id, scope, changes })
  switch (request.action) {
    case 'monitor':
      return update({ monitored: true })
    case 'unmonitor':
      return update({ monitored: false })
    case 'delete':
      return (id) => removeAuthor(deps, { id, scope, areFilesDeleted: false })
    case 'search':
      return (id) => searchAuthor(deps, id, scope)
    case 'refresh':
      return (id) => refreshAuthor(deps, id, scope)
    case 'set_media_type':
      return mediaTypeChange(deps, scope, request)
    case 'set_monitor_mode':
      return update(modeChange(request))
    default:
      throw unknownAction(request.action)
  }
}

/** @throws invalid */
function modeChange(request: BulkAuthors): AuthorChanges {
  const { monitorMode, monitorLatestCount, monitorNewItems, applyMonitorModeToExisting } = request
  if (!monitorMode || !MODES.includes(monitorMode)) {
    throw invalid('bulk.mode', `monitorMode must be one of ${MODES.join(', ')}`)
  }
  const isCount = typeof monitorLatestCount === 'number' && monitorLatestCount > 0
  if (!isCount && (monitorMode === 'latest' || typeof monitorLatestCount === 'number')) {
    throw invalid('bulk.count', 'monitorLatestCount must be a whole number above 0')
  }
  if (monitorNewItems && monitorNewItems !== 'all' && monitorNewItems !== 'none') {
    throw invalid('bulk.new-items', 'monitorNewItems must be all or none')
  }
  return {
    monitorMode,
    monitorLatestCount: monitorLatestCount ?? null,
    monitorNewItems: monitorNewItems ?? null,
    applyMonitorModeToExisting: applyMonitorModeToExisting ?? null,
  }
}

/** @throws invalid */
function mediaTypeChange({ transaction, clock }: AddAuthorDeps, scope: OwnerScope, { mediaType }: BulkAuthors) {
  const form = MEDIA_TYPES.find((known) => known === mediaType)
  if (!form) throw invalid('bulk.media-type', `mediaType must be one of ${MEDIA_TYPES.join(', ')}`)
  const updated_at = instant(clock.now())
  return (id: number) =>
    transaction(async (trx) => {
      await authorOrThrow(trx, id, scope)
      await changeAuthor(trx, id, { media_type: form, updated_at })
      const books = await trx.selectFrom('books').selectAll().where('author_id', '=', id).execute()
      for (const book of books) {
        if (book.media_type === form) continue
        await changeBook(trx, book.id, { media_type: form, status: await statusFor(trx, book, form), updated_at })
      }
    })
}

/** Searches for what is wanted and monitored of an author; somebody pressed the button. @throws not-found */
export const searchAuthor = ({ transaction }: AddAuthorDeps, id: number, scope: OwnerScope): Promise<void> =>
  transaction(async (trx, emit) => {
    await authorOrThrow(trx, id, scope)
    const books = await trx
      .selectFrom('books')
      .select('id')
      .where('author_id', '=', id)
      .where('is_monitored', '=', true)
      .where('is_excluded', '=', false)
      .where('status', '=', 'wanted')
      .execute()
    if (books.length > 0) emit(bookWanted({ bookIds: books.map((book) => book.id), trigger: 'manual' }))
  })

/** Has the providers asked about an author again. @throws not-found */
export const refreshAuthor = ({ transaction }: AddAuthorDeps, id: number, scope: OwnerScope): Promise<void> =>
  transaction(async (trx, emit) => {
    await authorOrThrow(trx, id, scope)
    emit(syncCatalogue.request({ authorId: id, kind: 'refresh', isSearchedFor: false }))
  })

const MOST_ADDED = 100

async function addAll(deps: AddAuthorDeps, { ownerId }: BulkCaller, authors: NewAuthor[]): Promise<BulkResults> {
  if (authors.length === 0) throw invalid('bulk.authors', 'authors required')
  if (authors.length > MOST_ADDED) throw invalid('bulk.many', `at most ${MOST_ADDED} authors at once`)
  const results: BulkResults = {}
  for (const author of authors) {
    const key = author.foreignAuthorId ?? ''
    try {
      const added = await addAuthor(deps, author, ownerId)
      const isThere = added.outcome === 'exists'
      results[key] = isThere ? { ok: false, error: 'author already exists' } : { ok: true, id: added.author.id }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      results[key] = { ok: false, error: error.message }
    }
  }
  return results
}
