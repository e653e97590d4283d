import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction, Trx } from '#database/open.ts'
import { deleteAcquiredAuthor } from '#domain/catalog/delete-acquired.ts'
import { withLocks } from '#domain/catalog/locks.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { type AuthorWatch, changeAuthor } from '#domain/catalog/source-authors.ts'
import { changeBook } from '#domain/catalog/source-books.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { normaliseName } from '#kernel/text.ts'
import { applyMonitorMode } from './apply-monitor-mode.ts'
import { authorOrThrow } from './author-reads.ts'
import { downloadsUnwanted, filesUnwanted } from './events.ts'

export interface ChangeDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

export interface AuthorChanges {
  monitored?: boolean | null
  monitorMode?: string | null
  monitorLatestCount?: number | null
  monitorNewItems?: string | null
  qualityProfileId?: number | null
  metadataProfileId?: number | null
  rootFolderId?: number | null
  audiobookRootFolderId?: number | null
  clearAudiobookRootFolder?: boolean | null
  monitoredSeriesIds?: number[] | null
  applyMonitorModeToExisting?: boolean | null
}

/**
 * Changes what is named and leaves the rest.
 * @throws not-found; invalid for a count below 1 and for series of other authors
 */
export async function updateAuthor(
  { dialect, transaction, clock }: ChangeDeps,
  { id, scope, changes }: { id: number; scope: OwnerScope; changes: AuthorChanges },
): Promise<void> {
  if (typeof changes.monitorLatestCount === 'number' && changes.monitorLatestCount < 1) {
    throw invalid('author.latest-count', 'monitorLatestCount must be a whole number above 0')
  }
  const today = clock.now()
  await transaction(async (trx) => {
    await authorOrThrow(trx, id, scope)
    await changeAuthor(trx, id, { ...columnsOf(changes), updated_at: instant(today) })
    if (changes.monitoredSeriesIds) await pinSeries(trx, id, [...new Set(changes.monitoredSeriesIds)])
    if (changes.applyMonitorModeToExisting) {
      await applyMonitorMode(trx, dialect, { author: await authorOrThrow(trx, id), today })
    }
  })
}

/** Null means the same as nothing. */
function columnsOf(changes: AuthorChanges): AuthorWatch {
  const columns: AuthorWatch = {}
  if (typeof changes.monitored === 'boolean') columns.is_monitored = changes.monitored
  if (changes.monitorMode) columns.monitor_mode = changes.monitorMode
  if (changes.monitorLatestCount) columns.monitor_latest_count = changes.monitorLatestCount
  if (changes.monitorNewItems) columns.monitor_new_items = changes.monitorNewItems
  if (typeof changes.qualityProfileId === 'number') columns.quality_profile_id = changes.qualityProfileId
  if (typeof changes.metadataProfileId === 'number') columns.metadata_profile_id = changes.metadataProfileId
  if (typeof changes.rootFolderId === 'number') columns.root_folder_id = changes.rootFolderId
  if (changes.clearAudiobookRootFolder) columns.audiobook_root_folder_id = null
  if (typeof changes.audiobookRootFolderId === 'number')
    columns.audiobook_root_folder_id = changes.audiobookRootFolderId
  return columns
}

/** @throws invalid for a series in which the author has no book */
async function pinSeries(trx: Trx, authorId: number, ids: readonly number[]): Promise<void> {
  const own = await trx
    .selectFrom('book_series')
    .innerJoin('books', 'books.id', 'book_series.book_id')
    .select('book_series.series_id')
    .distinct()
    .where('books.author_id', '=', authorId)
    .execute()
  const known = new Set(own.map(({ series_id }) => series_id))
  if (ids.some((id) => !known.has(id))) throw invalid('author.series', 'a series in the list is none of this author')
  await trx.deleteFrom('author_monitored_series').where('author_id', '=', authorId).execute()
  const rows = ids.map((series_id) => ({ author_id: authorId, series_id }))
  if (rows.length > 0) await trx.insertInto('author_monitored_series').values(rows).execute()
}

/**
 * Gives all books of an author that are not excluded these genres, and locks them.
 * @returns how many books
 * @throws not-found
 */
export function setGenresOfAuthor(
  { transaction, clock }: ChangeDeps,
  { id, scope, genres }: { id: number; scope: OwnerScope; genres: readonly string[] },
): Promise<number> {
  const clean = [...new Set(genres.map(normaliseName).filter((genre) => genre !== ''))]
  const updated_at = instant(clock.now())
  return transaction(async (trx) => {
    await authorOrThrow(trx, id, scope)
    const books = await trx
      .selectFrom('books')
      .select(['id', 'locked_fields_json'])
      .where('author_id', '=', id)
      .where('is_excluded', '=', false)
      .execute()
    for (const book of books) {
      const locked_fields_json = withLocks(book.locked_fields_json, ['genres'])
      await changeBook(trx, book.id, { genres_json: clean, locked_fields_json, updated_at })
    }
    return books.length
  })
}

/**
 * Deletes an author with the books; with `areFilesDeleted` also what lies on disk of them, afterwards.
 * @throws not-found
 */
export async function removeAuthor(
  { dialect, transaction }: ChangeDeps,
  { id, scope, areFilesDeleted }: { id: number; scope: OwnerScope; areFilesDeleted: boolean },
): Promise<void> {
  await transaction(async (trx, emit) => {
    await authorOrThrow(trx, id, scope)
    if (areFilesDeleted) {
      const downloads = await trx
        .selectFrom('downloads')
        .innerJoin('books', 'books.id', 'downloads.book_id')
        .select('downloads.id')
        .where('books.author_id', '=', id)
        .execute()
      if (downloads.length > 0) emit(downloadsUnwanted({ downloadIds: downloads.map((row) => row.id) }))
    }
    const paths = await deleteAcquiredAuthor(trx, dialect, id)
    if (areFilesDeleted && paths.length > 0) emit(filesUnwanted({ paths }))
  })
}
