import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { nameKey } from '#kernel/text.ts'
import { uniqueBy } from '#kernel/unique.ts'
import { type BookState, factsWithFollowing, onlyFacts } from './book-state.ts'
import { positionNumber } from './new-book-rows.ts'
import { ensureAuthors, ensureSeries, ensureTags } from './people.ts'

/**
 * Gives a book these values and leaves the rest of it as it is. People, series and tags whose rows are gone are made
 * again by name; libraries that are gone are left out. The caller refreshes what follows (refreshDerived).
 */
export async function writeState(
  trx: Trx,
  dialect: Dialect,
  { bookId, fields, now }: { bookId: number; fields: Partial<BookState>; now: string },
): Promise<void> {
  const { creators, series, tags, identifiers, libraries, locked_fields } = fields
  await trx
    .updateTable('books')
    .set({
      ...factsWithFollowing(onlyFacts(fields)),
      ...(locked_fields ? { locked_fields_json: locked_fields.length > 0 ? locked_fields : null } : {}),
      updated_at: now,
    })
    .where('id', '=', bookId)
    .execute()
  if (creators) {
    const found = await present(trx, 'authors', creators, (names) =>
      ensureAuthors(
        trx,
        dialect,
        names.map((name) => ({ name, sort: null })),
        now,
      ),
    )
    const rows = creators.flatMap(({ role, ...link }, position) =>
      found(link).map((author_id) => ({ book_id: bookId, author_id, role, position })),
    )
    await trx.deleteFrom('book_creators').where('book_id', '=', bookId).execute()
    const unique = uniqueBy(rows, (row) => `${row.author_id} ${row.role}`)
    if (unique.length > 0) await trx.insertInto('book_creators').values(unique).execute()
  }
  if (series) {
    const found = await present(trx, 'series', series, (names) => ensureSeries(trx, dialect, names, now))
    const rows = series.flatMap(({ position, ...link }, index) =>
      found(link).map((series_id) => ({
        book_id: bookId,
        series_id,
        position,
        position_sort: positionNumber(position),
        is_primary: index === 0,
      })),
    )
    await trx.deleteFrom('book_series').where('book_id', '=', bookId).execute()
    const unique = uniqueBy(rows, (row) => String(row.series_id))
    if (unique.length > 0) await trx.insertInto('book_series').values(unique).execute()
  }
  if (tags) {
    const found = await present(trx, 'tags', tags, (names) => ensureTags(trx, dialect, names, now))
    const ids = [...new Set(tags.flatMap(found))]
    await trx.deleteFrom('book_tags').where('book_id', '=', bookId).execute()
    const rows = ids.map((tag_id) => ({ book_id: bookId, tag_id }))
    if (rows.length > 0) await trx.insertInto('book_tags').values(rows).execute()
  }
  if (identifiers) {
    await trx.deleteFrom('book_identifiers').where('book_id', '=', bookId).execute()
    const unique = uniqueBy(identifiers, ({ scheme, value }) => `${scheme} ${value}`)
    const rows = unique.map(({ scheme, value }) => ({ book_id: bookId, scheme, value }))
    if (rows.length > 0) await trx.insertInto('book_identifiers').values(rows).execute()
  }
  if (libraries) {
    const found = await present(trx, 'libraries', libraries, async () => new Map())
    const ids = [...new Set(libraries.flatMap(found))]
    await trx.deleteFrom('library_books').where('book_id', '=', bookId).execute()
    const rows = ids.map((library_id) => ({ library_id, book_id: bookId, sort_title: '', created_at: now }))
    if (rows.length > 0) await trx.insertInto('library_books').values(rows).execute()
  }
}

/** @returns the key of a link as it is today: one, or none where the thing is gone and cannot be made again */
async function present(
  trx: Trx,
  table: 'authors' | 'series' | 'tags' | 'libraries',
  links: { id: number; name: string }[],
  make: (names: string[]) => Promise<Map<string, number>>,
): Promise<(link: { id: number; name: string }) => number[]> {
  if (links.length === 0) return () => []
  const rows = await trx
    .selectFrom(table)
    .select('id')
    .where(
      'id',
      'in',
      links.map(({ id }) => id),
    )
    .execute()
  const there = new Set(rows.map(({ id }) => id))
  const gone = links.filter(({ id }) => !there.has(id)).map(({ name }) => name)
  const made = gone.length > 0 ? await make(gone) : new Map<string, number>()
  return ({ id, name }) => {
    const key = there.has(id) ? id : made.get(nameKey(name))
    return key === undefined ? [] : [key]
  }
}
