import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import { fold, nameKey, normaliseName } from '#kernel/text.ts'

export interface FoundName {
  public_id: string
  name: string
  bookCount: number
}

/** Behind every name that begins like this. */
const END = '\u{10ffff}'

/** Authors whose family name, or whole name, begins with the text; those with most books first. */
export async function searchAuthors(db: Db, text: string, limit: number): Promise<FoundName[]> {
  const typed = normaliseName(text)
  if (typed === '') return []
  const [key, name] = [fold(typed), typed.normalize('NFC').toLowerCase()]
  const { rows } = await sql<FoundName>`
    select a.public_id, a.name, a.book_count as "bookCount" from (select id from (select id from authors where sort_key >= ${key} and sort_key < ${key + END} limit 50) as family
      union select id from (select id from authors where name_key >= ${name} and name_key < ${name + END} limit 50) as whole
    ) as found join authors as a on a.id = found.id
    where a.is_library_visible = 1 order by 3 desc, a.sort_key, a.id limit ${limit}`.execute(db)
  return rows
}

/** Series whose name begins with the text; those with most books first. */
export async function searchSeries(db: Db, text: string, limit: number): Promise<FoundName[]> {
  const key = fold(normaliseName(text))
  if (key === '') return []
  const { rows } = await sql<FoundName>`
    select s.public_id, s.name, s.book_count as "bookCount" from (select id from series where sort_key >= ${key} and sort_key < ${key + END} limit 50) as found
      join series as s on s.id = found.id
    order by 3 desc, s.sort_key, s.id limit ${limit}`.execute(db)
  return rows
}

/** Tags whose name begins with the text, by name. */
export async function searchTags(
  db: Db,
  text: string,
  limit: number,
): Promise<Pick<FoundName, 'public_id' | 'name'>[]> {
  const key = nameKey(text)
  if (key === '') return []
  return db
    .selectFrom('tags')
    .select(['public_id', 'name'])
    .where('name_key', '>=', key)
    .where('name_key', '<', key + END)
    .orderBy('name_key')
    .limit(limit)
    .execute()
}
