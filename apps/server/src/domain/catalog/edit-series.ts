import { instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { nameKey, nameSortKey } from '#kernel/text.ts'
import type { ForeignIds } from './author-store.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { setForeignIds } from './foreign-ids.ts'
import { refreshMany } from './refresh-many.ts'
import { bookIdsOfSeries, findSeries, type SeriesRow } from './series-store.ts'
import { cleanName, nameTaken, orTaken } from './taken-name.ts'

export interface SeriesInput extends Partial<ForeignIds> {
  name: string
}

/**
 * Adds a series.
 * @throws invalid for a blank name, conflict for one that is taken
 */
export async function addSeries({ database, transaction, clock }: CatalogDeps, input: SeriesInput): Promise<SeriesRow> {
  const { dialect } = database
  const name = cleanName('series', input.name)
  const now = instant(clock.now())
  return orTaken(dialect, 'series', name, () =>
    transaction(async (trx) => {
      const known = await trx.selectFrom('series').select('id').where('name_key', '=', nameKey(name)).executeTakeFirst()
      if (known) throw nameTaken('series', name)
      const publicId = dialect.newPublicId()
      const { id } = await trx
        .insertInto('series')
        .values({
          ...nameColumns(name),
          public_id: publicId,
          foreign_id: `local:series:${publicId}`,
          metadata_provider: 'local',
          created_at: now,
          updated_at: now,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await setForeignIds(trx, 'series', id, input)
      return (await findSeries(trx, publicId)) as SeriesRow
    }),
  )
}

/**
 * Replaces a series; what follows from the name is brought up to date for all its books.
 * @throws invalid, conflict, not-found
 */
export async function replaceSeries(deps: CatalogDeps, publicId: string, input: SeriesInput): Promise<SeriesRow> {
  const { database, transaction, clock } = deps
  const name = cleanName('series', input.name)
  const { series, books } = await orTaken(database.dialect, 'series', name, () =>
    transaction(async (trx) => {
      const before = await findSeries(trx, publicId)
      if (!before) throw notFound('series', publicId)
      await trx
        .updateTable('series')
        .set({ ...(before.name === name ? {} : nameColumns(name)), updated_at: instant(clock.now()) })
        .where('id', '=', before.id)
        .execute()
      await setForeignIds(trx, 'series', before.id, input)
      const after = (await findSeries(trx, publicId)) as SeriesRow
      return { series: after, books: before.name === name ? [] : await bookIdsOfSeries(trx, before.id) }
    }),
  )
  await refreshMany(transaction, database.dialect, books)
  return series
}

/**
 * Deletes a series; its books stay.
 * @throws not-found
 */
export async function deleteSeries({ database, transaction }: CatalogDeps, publicId: string): Promise<SeriesRow> {
  const { series, books } = await transaction(async (trx) => {
    const series = await findSeries(trx, publicId)
    if (!series) throw notFound('series', publicId)
    const books = await bookIdsOfSeries(trx, series.id)
    await trx.deleteFrom('series').where('id', '=', series.id).execute()
    return { series, books }
  })
  await refreshMany(transaction, database.dialect, books)
  return series
}

const nameColumns = (name: string) => ({ name, name_key: nameKey(name), title: name, sort_key: nameSortKey(name) })
