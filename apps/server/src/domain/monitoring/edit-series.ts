import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction, Trx } from '#database/open.ts'
import {
  insertManualSeries,
  placeInSeries,
  removeSeries,
  retitleSeries,
  setGenresOfSeries,
  setSeriesMonitored,
} from '#domain/catalog/acquired-series.ts'
import { withLocks } from '#domain/catalog/locks.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { refreshMany } from '#domain/catalog/refresh-many.ts'
import { bookIdsOfSeries } from '#domain/catalog/series-store.ts'
import { changeBook } from '#domain/catalog/source-books.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { normaliseName } from '#kernel/text.ts'
import { acquiredBookOrThrow } from './acquired-books.ts'
import { seriesOrThrow } from './series-reads.ts'

export interface EditSeriesDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

const LONGEST_TITLE_BYTES = 500

/** Makes a series by hand. @returns its key @throws invalid */
export function createSeries({ dialect, transaction, clock }: EditSeriesDeps, given: string): Promise<number> {
  const title = cleanTitle(given)
  return transaction((trx) => insertManualSeries(trx, dialect, title, instant(clock.now())))
}

/** Gives a series another title, here and in the library. @throws not-found; invalid */
export async function renameSeries({ dialect, transaction, clock }: EditSeriesDeps, id: number, given: string) {
  const books = await transaction(async (trx) => {
    await seriesOrThrow(trx, id)
    await retitleSeries(trx, id, cleanTitle(given), instant(clock.now()))
    return bookIdsOfSeries(trx, id)
  })
  await refreshMany(transaction, dialect, books)
}

/** @throws not-found */
export async function monitorSeries({ transaction, clock }: EditSeriesDeps, id: number, isMonitored: boolean) {
  await transaction(async (trx) => {
    await seriesOrThrow(trx, id)
    await setSeriesMonitored(trx, id, isMonitored, instant(clock.now()))
  })
}

/** Deletes a series; its books stay. @throws not-found */
export async function deleteSeries({ dialect, transaction }: EditSeriesDeps, id: number): Promise<void> {
  const books = await transaction(async (trx) => {
    await seriesOrThrow(trx, id)
    const members = await bookIdsOfSeries(trx, id)
    await removeSeries(trx, id)
    return members
  })
  await refreshMany(transaction, dialect, books)
}

/** Puts a book into a series, or gives it another place there. @throws not-found, for an excluded book too */
export async function putBookIntoSeries(
  { dialect, transaction }: EditSeriesDeps,
  place: { seriesId: number; bookId: number; position: string; isPrimary: boolean },
): Promise<void> {
  await transaction(async (trx) => {
    await seriesOrThrow(trx, place.seriesId)
    const book = await acquiredBookOrThrow(trx, place.bookId)
    if (book.is_excluded) throw notFound('book', place.bookId)
    await placeInSeries(trx, { ...place, position: place.position.trim() })
    await refreshDerived(trx, dialect, [place.bookId])
  })
}

/**
 * Gives a series genres of its own, and all its books these, locked.
 * @returns how many books
 * @throws not-found
 */
export function overrideGenres({ transaction, clock }: EditSeriesDeps, id: number, given: readonly string[]) {
  const genres = [...new Set(given.map(normaliseName).filter((genre) => genre !== ''))]
  const now = instant(clock.now())
  return transaction(async (trx) => {
    await seriesOrThrow(trx, id)
    await setGenresOfSeries(trx, id, genres, now)
    const books = await membersWithLocks(trx, id)
    for (const book of books) {
      const locked_fields_json = withLocks(book.locked_fields_json, ['genres'])
      await changeBook(trx, book.id, { genres_json: genres, locked_fields_json, updated_at: now })
    }
    return books.length
  })
}

/** Forgets the genres of a series; its books keep theirs. @throws not-found */
export async function forgetGenres({ transaction, clock }: EditSeriesDeps, id: number): Promise<void> {
  await transaction(async (trx) => {
    await seriesOrThrow(trx, id)
    await setGenresOfSeries(trx, id, null, instant(clock.now()))
  })
}

const membersWithLocks = (trx: Trx, seriesId: number) =>
  trx
    .selectFrom('book_series')
    .innerJoin('books', 'books.id', 'book_series.book_id')
    .select(['books.id', 'books.locked_fields_json'])
    .where('series_id', '=', seriesId)
    .execute()

function cleanTitle(given: string): string {
  const title = normaliseName(given)
  if (title === '') throw invalid('series.title', 'title required')
  if (Buffer.byteLength(title) > LONGEST_TITLE_BYTES)
    throw invalid('series.title', `a title has at most ${LONGEST_TITLE_BYTES} bytes`)
  return title
}
