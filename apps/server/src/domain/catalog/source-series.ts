import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { nameKey, nameSortKey, normaliseName } from '#kernel/text.ts'
import { uniqueBy } from '#kernel/unique.ts'
import { positionNumber } from './new-book-rows.ts'

/** A place in a series as a provider tells of it. */
export interface SourcePlace {
  bookId: number
  /** Of the series; null where the provider only knows its name. */
  foreignId: string | null
  provider: string
  name: string
  position: string | null
}

/**
 * Puts books into series that they are not in yet; makes the series that are not there. The first place that a book gets
 * is its main one.
 * @param author for the name of a series where another one has it already
 */
export async function linkSourceSeries(
  trx: Trx,
  dialect: Dialect,
  { places, author, now }: { places: readonly SourcePlace[]; author: string; now: string },
): Promise<void> {
  if (places.length === 0) return
  const ids = await ensureSourceSeries(trx, dialect, { places, author, now })
  const bookIds = [...new Set(places.map(({ bookId }) => bookId))]
  const linked = await trx
    .selectFrom('book_series')
    .select('book_id')
    .where(dialect.isAmong('book_id', bookIds))
    .execute()
  const placed = new Set(linked.map(({ book_id }) => book_id))
  const rows = uniqueBy(
    places.flatMap((place) => {
      const seriesId = ids.get(keyOf(place))
      return seriesId === undefined ? [] : [{ place, seriesId }]
    }),
    ({ place, seriesId }) => `${place.bookId} ${seriesId}`,
  ).map(({ place, seriesId }) => {
    const isPrimary = !placed.has(place.bookId)
    placed.add(place.bookId)
    return {
      book_id: place.bookId,
      series_id: seriesId,
      position: place.position,
      position_sort: positionNumber(place.position),
      is_primary: isPrimary,
    }
  })
  await trx
    .insertInto('book_series')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .execute()
}

const keyOf = ({ foreignId, name }: Pick<SourcePlace, 'foreignId' | 'name'>) => foreignId ?? `name:${nameKey(name)}`

/** @returns key of each series, by its id at the provider or its name */
async function ensureSourceSeries(
  trx: Trx,
  dialect: Dialect,
  { places, author, now }: { places: readonly SourcePlace[]; author: string; now: string },
): Promise<Map<string, number>> {
  const wanted = uniqueBy(
    places.filter(({ name }) => nameKey(name) !== ''),
    keyOf,
  )
  const foreignIds = wanted.flatMap(({ foreignId }) => foreignId ?? [])
  const names = wanted.flatMap(({ name }) => [nameKey(name), nameKey(`${name} (${author})`)])
  const known = await trx
    .selectFrom('series')
    .select(['id', 'foreign_id', 'name_key', 'metadata_provider'])
    .where((e) => e.or([e('foreign_id', 'in', [...foreignIds, '']), e('name_key', 'in', [...names, ''])]))
    .execute()
  const ids = new Map<string, number>()
  for (const place of wanted) {
    const byId = known.find(({ foreign_id }) => foreign_id === place.foreignId)
    const byName = known.find(({ name_key }) => name_key === nameKey(place.name))
    const isSame = byName && (place.foreignId === null || byName.metadata_provider === 'local')
    const found = byId ?? (isSame ? byName : undefined)
    if (found) ids.set(keyOf(place), found.id)
    if (found && !byId && place.foreignId !== null) {
      const identity = { foreign_id: place.foreignId, metadata_provider: place.provider, updated_at: now }
      await trx.updateTable('series').set(identity).where('id', '=', found.id).execute()
      found.foreign_id = place.foreignId
      found.metadata_provider = place.provider
    }
    if (!found)
      ids.set(keyOf(place), await insertSeries(trx, dialect, { place, author, isTaken: byName !== undefined, now }))
  }
  return ids
}

async function insertSeries(
  trx: Trx,
  dialect: Dialect,
  { place, author, isTaken, now }: { place: SourcePlace; author: string; isTaken: boolean; now: string },
): Promise<number> {
  const publicId = dialect.newPublicId()
  const title = normaliseName(place.name)
  const names = [title, `${title} (${author})`, `${title} (${author}) ${publicId.slice(0, 8)}`].slice(isTaken ? 1 : 0)
  const taken = await trx.selectFrom('series').select('name_key').where('name_key', 'in', names.map(nameKey)).execute()
  const name = names.find((one) => !taken.some(({ name_key }) => name_key === nameKey(one))) ?? `${title} ${publicId}`
  const { id } = await trx
    .insertInto('series')
    .values({
      public_id: publicId,
      name,
      name_key: nameKey(name),
      title,
      sort_key: nameSortKey(title),
      foreign_id: place.foreignId ?? `local:series:${publicId}`,
      metadata_provider: place.foreignId === null ? 'local' : place.provider,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
