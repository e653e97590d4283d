import type { Db } from '#database/open.ts'
import type { ReadState } from '#database/schema.ts'
import { addedBetween } from '#domain/catalog/added-between.ts'
import type { BookFilters } from '#domain/catalog/book-filters.ts'
import type { Clock } from '#kernel/clock.ts'
import { ratingFilter } from './rating-filter.ts'
import { stateFilter } from './state-filter.ts'

/** How a reader narrows the library, as it stands in an address: public ids, and all of it text. */
export interface BookChoice {
  library?: string
  author?: string
  series?: string
  tag?: string
  format?: string
  language?: string
  missing?: 'true' | 'false'
  state?: ReadState
  added?: string
  rating?: string
}

const TABLES = [
  ['library', 'libraries'],
  ['author', 'authors'],
  ['series', 'series'],
  ['tag', 'tags'],
] as const

/** Public ids become internal ones; undefined where one of them is not known, so that nothing can match. */
export async function filtersOf(
  { db, clock }: { db: Db; clock: Clock },
  userId: number,
  choice: BookChoice,
): Promise<BookFilters | undefined> {
  const filters: BookFilters = {}
  for (const [name, table] of TABLES) {
    const publicId = choice[name]
    if (publicId === undefined) continue
    const row = await db.selectFrom(table).select('id').where('public_id', '=', publicId).executeTakeFirst()
    if (!row) return undefined
    filters[name] = row.id
  }
  const { format, language, missing, state, added, rating } = choice
  if (format !== undefined) filters.format = format
  if (language !== undefined) filters.language = language
  if (missing !== undefined) filters.missing = missing === 'true'
  if (added !== undefined) filters.added = addedBetween(added, clock.now())
  const also = []
  if (state !== undefined) also.push(await stateFilter(db, userId, state))
  if (rating !== undefined) also.push(await ratingFilter(db, userId, Number(rating)))
  return also.length > 0 ? { ...filters, also } : filters
}
