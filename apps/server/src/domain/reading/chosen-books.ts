import type { Db } from '#database/open.ts'
import type { BookLists } from '#domain/catalog/book-lists.ts'
import type { Clock } from '#kernel/clock.ts'
import { type BookChoice, filtersOf } from './choose-books.ts'

export interface ChoosingDeps {
  db: Db
  lists: BookLists
  clock: Clock
}

/** Books by their public ids, or all that filters leave but those named. */
export type BookSelection = { ids: string[] } | { filters: BookChoice; except: string[] }

/** Keys of the chosen books in their order, unless they are more than `most`; then only how many. */
export async function chosenBooks(
  deps: ChoosingDeps,
  { userId, selection, most }: { userId: number; selection: BookSelection; most: number },
): Promise<{ ids: number[]; total: number }> {
  if ('ids' in selection) {
    const ids = await keysOf(deps.db, selection.ids)
    return { ids: ids.length > most ? [] : ids, total: ids.length }
  }
  const filters = await filtersOf(deps, userId, selection.filters)
  if (!filters) return { ids: [], total: 0 }
  const order = selection.filters.series === undefined ? 'title' : 'series'
  const { total } = await deps.lists.page({ filters, order, offset: 0, limit: 1 })
  const except = new Set(await keysOf(deps.db, selection.except))
  if (total - except.size > most) return { ids: [], total: total - except.size }
  const { ids } = await deps.lists.page({ filters, order, offset: 0, limit: Math.max(1, total) })
  const chosen = ids.filter((id) => !except.has(id))
  return { ids: chosen, total: chosen.length }
}

async function keysOf(db: Db, publicIds: string[]): Promise<number[]> {
  if (publicIds.length === 0) return []
  const rows = await db
    .selectFrom('books')
    .select(['id', 'public_id'])
    .where('public_id', 'in', publicIds)
    .where('is_library_visible', '=', true)
    .execute()
  const keys = new Map(rows.map(({ id, public_id }) => [public_id, id]))
  return [...new Set(publicIds)].flatMap((publicId) => keys.get(publicId) ?? [])
}
