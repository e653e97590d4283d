import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import { changeBooks } from '#domain/catalog/source-books.ts'
import type { SeriesEntry } from '#domain/metadata/provider.ts'
import { samePosition } from '#domain/metadata/title-key.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { AddAuthorDeps } from './add-author.ts'
import { addBook } from './add-book.ts'
import { putBookIntoSeries } from './edit-series.ts'
import { bookWanted } from './events.ts'
import { seriesOrThrow } from './series-reads.ts'
import { readWantSettings } from './want-settings.ts'

export interface FillDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

/** Which of the missing books of a series is meant; what is given must all be right. */
export interface MissingBook {
  foreignBookId: string
  providerId: string
  position: string
}

/** Number of a book as its provider counts. */
export const providerIdOf = (foreignId: string): string => foreignId.replace(/^[a-z-]+:/, '')

/** @throws not-found where none of them is meant */
export function chooseMissing(missing: readonly SeriesEntry[], { foreignBookId, providerId, position }: MissingBook) {
  const found = missing.find(
    (entry) =>
      (foreignBookId === '' || entry.work.foreignId === foreignBookId) &&
      (providerId === '' || providerIdOf(entry.work.foreignId) === providerId) &&
      (position === '' || (entry.position !== null && samePosition(entry.position, position))),
  )
  if (!found) throw notFound('book', foreignBookId || providerId || position)
  return found
}

/**
 * Wants every book of a series that is here and has no file yet, and asks for those that are missing here.
 * @param missing of the series at its provider
 * @returns how many books that is
 * @throws not-found
 */
export function fillSeries(
  { dialect, transaction, clock }: FillDeps,
  { seriesId, missing, mediaType }: { seriesId: number; missing: readonly SeriesEntry[]; mediaType: MediaType },
): Promise<number> {
  return transaction(async (trx, emit) => {
    await seriesOrThrow(trx, seriesId)
    const open = await trx
      .selectFrom('book_series')
      .innerJoin('books', 'books.id', 'book_series.book_id')
      .select('books.id')
      .where('series_id', '=', seriesId)
      .where('books.author_id', 'is not', null)
      .where('books.is_excluded', '=', false)
      .where('books.status', 'not in', ['imported', 'downloading', 'downloaded'])
      .execute()
    const ids = open.map(({ id }) => id)
    const columns = { status: 'wanted', is_monitored: true, updated_at: instant(clock.now()) }
    await changeBooks(trx, dialect, ids, columns)
    const { isAutomatic } = await readWantSettings(trx)
    if (ids.length > 0 && isAutomatic) emit(bookWanted({ bookIds: ids, trigger: 'wanted' }))
    for (const { work, position } of missing) {
      emit(addSeriesBook.request({ seriesId, foreignBookId: work.foreignId, position: position ?? '', mediaType }))
    }
    return ids.length + missing.length
  })
}

/** Asks for one book of a series that is missing here. @throws not-found */
export function fillWithOne(
  { transaction }: Pick<FillDeps, 'transaction'>,
  { seriesId, entry, mediaType }: { seriesId: number; entry: SeriesEntry; mediaType: MediaType },
): Promise<void> {
  return transaction(async (trx, emit) => {
    await seriesOrThrow(trx, seriesId)
    const { work, position } = entry
    emit(addSeriesBook.request({ seriesId, foreignBookId: work.foreignId, position: position ?? '', mediaType }))
  })
}

/** Makes a wanted book of an entry of a series, and puts it in its place there. */
export const addSeriesBook = defineJob({
  name: 'monitoring.add-series-book',
  queue: 'default',
  payload: Type.Object({
    seriesId: Type.Integer(),
    foreignBookId: Type.String(),
    position: Type.String(),
    mediaType: Type.Union([Type.Literal('ebook'), Type.Literal('audiobook'), Type.Literal('both')]),
  }),
  key: ({ seriesId, foreignBookId, mediaType }) => `${seriesId} ${foreignBookId} ${mediaType}`,
  timeoutSeconds: 120,
  async run(deps: AddAuthorDeps, { seriesId, foreignBookId, position, mediaType }) {
    const bookId = await addBook(deps, { foreignBookId, mediaType, searchOnAdd: true }, null)
    await putBookIntoSeries(deps, { seriesId, bookId, position, isPrimary: true })
  },
})
