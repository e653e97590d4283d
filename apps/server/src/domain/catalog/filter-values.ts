import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import { nameKey } from '#kernel/text.ts'
import { catalogVersion } from './catalog-version.ts'
import { Remembered } from './remembered.ts'
import { type FoundName, searchAuthors, searchSeries } from './search-names.ts'

export type FilterKind = 'author' | 'series' | 'tag'

/** A list that somebody looks through; whoever seeks another one types more letters. */
const SHOWN = 40
const REMEMBERED = 300
/** Behind every name that begins like this. */
const END = '\u{10ffff}'

/** Looks up by what books can be narrowed, as somebody types; one instance for a process. */
export function createFilterLookup(db: Db): (kind: FilterKind, text: string) => Promise<FoundName[]> {
  const answers = new Remembered<FoundName[]>(REMEMBERED)

  function find(kind: FilterKind, text: string): Promise<FoundName[]> {
    if (kind === 'tag') return findTags(db, text)
    if (text === '') return mostBooks(db, kind === 'author' ? 'authors' : 'series')
    return kind === 'author' ? searchAuthors(db, text, SHOWN) : searchSeries(db, text, SHOWN)
  }

  return async (kind, given) => {
    const text = given.trim()
    return answers.get(await catalogVersion(db), `${kind} ${text}`, () => find(kind, text))
  }
}

/** Reads the head of an index over those who have books. */
const mostBooks = (db: Db, table: 'authors' | 'series'): Promise<FoundName[]> =>
  db
    .selectFrom(table)
    .select(['public_id', 'name', 'book_count as bookCount'])
    .where('book_count', '>', 0)
    .orderBy('book_count', 'desc')
    .orderBy('sort_key')
    .orderBy('id')
    .limit(SHOWN)
    .execute()

/** By name: what is typed is the beginning of a tag, and nothing typed is the beginning of all. */
async function findTags(db: Db, text: string): Promise<FoundName[]> {
  const key = nameKey(text)
  const { rows } = await sql<FoundName>`
    select t.public_id, t.name, (select count(*) from book_tags as b where b.tag_id = t.id) as "bookCount"
    from tags as t where t.name_key >= ${key} and t.name_key < ${key + END} order by t.name_key limit ${SHOWN}`.execute(
    db,
  )
  return rows.filter(({ bookCount }) => bookCount > 0)
}
