import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { nameKey, nameSortKey } from '#kernel/text.ts'
import { positionNumber } from './new-book-rows.ts'

/** Series as the acquisition side makes and changes them. What follows for books (refreshDerived) is for the caller. */

/** Makes a series by hand. @returns its key */
export async function insertManualSeries(trx: Trx, dialect: Dialect, title: string, now: string): Promise<number> {
  const publicId = dialect.newPublicId()
  const names = await freeName(trx, title)
  const { id } = await trx
    .insertInto('series')
    .values({
      public_id: publicId,
      ...names,
      // The number is known only afterwards.
      foreign_id: `manual:series:${publicId}`,
      metadata_provider: 'manual',
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await trx
    .updateTable('series')
    .set({ foreign_id: `manual:series:${id}` })
    .where('id', '=', id)
    .execute()
  return id
}

export async function retitleSeries(trx: Trx, id: number, title: string, now: string): Promise<void> {
  const names = await freeName(trx, title, id)
  await trx
    .updateTable('series')
    .set({ ...names, updated_at: now })
    .where('id', '=', id)
    .execute()
}

export const setSeriesMonitored = (trx: Trx, id: number, isMonitored: boolean, now: string) =>
  trx.updateTable('series').set({ is_monitored: isMonitored, updated_at: now }).where('id', '=', id).execute()

/** @param genres null: the series has none of its own */
export const setGenresOfSeries = (trx: Trx, id: number, genres: string[] | null, now: string) =>
  trx.updateTable('series').set({ genre_override_json: genres, updated_at: now }).where('id', '=', id).execute()

export const removeSeries = (trx: Trx, id: number) => trx.deleteFrom('series').where('id', '=', id).execute()

export interface SeriesPlace {
  seriesId: number
  bookId: number
  /** Free text; empty where there is none. */
  position: string
  isPrimary: boolean
}

/** Puts a book into a series, or gives it another place there. */
export async function placeInSeries(trx: Trx, { seriesId, bookId, position, isPrimary }: SeriesPlace): Promise<void> {
  const place = {
    position: position === '' ? null : position,
    position_sort: positionNumber(position),
    is_primary: isPrimary,
  }
  await trx
    .insertInto('book_series')
    .values({ series_id: seriesId, book_id: bookId, ...place })
    .onConflict((c) => c.columns(['book_id', 'series_id']).doUpdateSet(place))
    .execute()
}

/** Titles may be equal on this side; the library tells series apart by name, so a second one is called `Name (2)` there. */
async function freeName(trx: Trx, title: string, own?: number) {
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? title : `${title} (${number})`
    const taken = await trx
      .selectFrom('series')
      .select('id')
      .where('name_key', '=', nameKey(name))
      .where('id', '<>', own ?? 0)
      .executeTakeFirst()
    if (!taken) return { title, name, name_key: nameKey(name), sort_key: nameSortKey(title) }
  }
}
