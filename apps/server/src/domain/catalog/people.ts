import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { nameKey, nameSortKey, normaliseName, sortName } from '#kernel/text.ts'

export interface Named {
  name: string
  /** Sort form where the source gives one. */
  sort: string | null
}

/**
 * Finds or makes the authors of these names, ignoring case, also by their aliases, in three statements at most.
 * @returns id by nameKey(name)
 */
export async function ensureAuthors(
  trx: Trx,
  dialect: Dialect,
  people: Named[],
  now: string,
): Promise<Map<string, number>> {
  const wanted = new Map(people.map((person) => [nameKey(person.name), person]))
  wanted.delete('')
  const ids = await authorsByKey(trx, [...wanted.keys()])
  const missing = [...wanted].filter(([key]) => !ids.has(key))
  if (missing.length > 0) {
    const rows = missing.map(([key, person]) => newAuthor(dialect, key, person, now))
    await trx
      .insertInto('authors')
      .values(rows)
      .onConflict((c) => c.column('name_key').doNothing())
      .execute()
    for (const [key, id] of await authorsByKey(
      trx,
      missing.map(([key]) => key),
    ))
      ids.set(key, id)
  }
  return ids
}

async function authorsByKey(trx: Trx, keys: string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map()
  const byAlias = await trx
    .selectFrom('author_aliases')
    .select(['name_key', 'author_id as id'])
    .where('name_key', 'in', keys)
    .execute()
  const byName = await trx
    .selectFrom('authors')
    .select(['name_key', 'id', 'is_library_visible'])
    .where('name_key', 'in', keys)
    .execute()
  const hidden = byName.filter((author) => !author.is_library_visible).map(({ id }) => id)
  // An author known from a provider shows in the library as soon as it has a book here (acquisition contract 10.3).
  if (hidden.length > 0)
    await trx.updateTable('authors').set({ is_library_visible: true }).where('id', 'in', hidden).execute()
  return new Map([...byAlias, ...byName].map(({ name_key, id }) => [name_key, id]))
}

/** Row of an author made in this installation. */
function newAuthor(dialect: Dialect, key: string, { name, sort }: Named, now: string) {
  const publicId = dialect.newPublicId()
  const clean = normaliseName(name)
  const sorted = sort ? normaliseName(sort) : sortName(clean)
  return {
    public_id: publicId,
    name: clean,
    name_key: key,
    author_name: clean,
    sort_name: sorted,
    sort_key: nameSortKey(sorted),
    is_library_visible: true,
    foreign_id: `local:author:${publicId}`,
    metadata_provider: 'local',
    created_at: now,
    updated_at: now,
  }
}

/** Finds or makes series of these names, ignoring case. @returns id by nameKey(name) */
export async function ensureSeries(
  trx: Trx,
  dialect: Dialect,
  names: string[],
  now: string,
): Promise<Map<string, number>> {
  const wanted = new Map(names.map((name) => [nameKey(name), normaliseName(name)]))
  wanted.delete('')
  const ids = await seriesByKey(trx, [...wanted.keys()])
  const missing = [...wanted].filter(([key]) => !ids.has(key))
  if (missing.length > 0) {
    const rows = missing.map(([key, name]) => {
      const publicId = dialect.newPublicId()
      return {
        public_id: publicId,
        name,
        name_key: key,
        title: name,
        sort_key: nameSortKey(name),
        foreign_id: `local:series:${publicId}`,
        metadata_provider: 'local',
        created_at: now,
        updated_at: now,
      }
    })
    await trx
      .insertInto('series')
      .values(rows)
      .onConflict((c) => c.column('name_key').doNothing())
      .execute()
    for (const [key, id] of await seriesByKey(
      trx,
      missing.map(([key]) => key),
    ))
      ids.set(key, id)
  }
  return ids
}

async function seriesByKey(trx: Trx, keys: string[]): Promise<Map<string, number>> {
  if (keys.length === 0) return new Map()
  const rows = await trx.selectFrom('series').select(['name_key', 'id']).where('name_key', 'in', keys).execute()
  return new Map(rows.map(({ name_key, id }) => [name_key, id]))
}

/** Finds or makes tags of these names, ignoring case. @returns id by nameKey(name) */
export async function ensureTags(
  trx: Trx,
  dialect: Dialect,
  names: string[],
  now: string,
): Promise<Map<string, number>> {
  const wanted = new Map(names.map((name) => [nameKey(name), normaliseName(name)]))
  wanted.delete('')
  if (wanted.size === 0) return new Map()
  await trx
    .insertInto('tags')
    .values(
      [...wanted].map(([name_key, name]) => ({
        public_id: dialect.newPublicId(),
        name,
        name_key,
        created_at: now,
        updated_at: now,
      })),
    )
    .onConflict((c) => c.column('name_key').doNothing())
    .execute()
  const rows = await trx
    .selectFrom('tags')
    .select(['name_key', 'id'])
    .where('name_key', 'in', [...wanted.keys()])
    .execute()
  return new Map(rows.map(({ name_key, id }) => [name_key, id]))
}
