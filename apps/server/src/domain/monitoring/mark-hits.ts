import type { Db } from '#database/open.ts'
import { dedupKey } from '#domain/metadata/title-key.ts'
import { nameKey } from '#kernel/text.ts'

export interface FoundAuthor {
  foreignId: string
  name: string
}

export interface FoundBook {
  foreignId: string
  title: string
  /** Empty where the hit names nobody. */
  author: string
}

export interface AuthorMark {
  number: number
  /** Null as long as the library does not show them. */
  id: string | null
  isMonitored: boolean
}

export interface BookMark {
  number: number
  /** Null as long as the library does not show it. */
  id: string | null
  state: 'have' | 'coming' | 'wanted' | 'known'
}

/** More rows of one title by one author than anybody has. */
const MOST_ROWS = 1_000

/** Which found people are here already, by what they are called at a provider or by their names. */
export async function markAuthors(db: Db, hits: readonly FoundAuthor[]): Promise<(AuthorMark | null)[]> {
  if (hits.length === 0) return []
  const keys = [...new Set(hits.map(({ name }) => nameKey(name)))]
  const ids = hits.map(({ foreignId }) => foreignId)
  const columns = [
    'authors.id',
    'public_id',
    'foreign_id',
    'authors.name_key',
    'is_library_visible',
    'is_monitored',
  ] as const
  const rows = await db
    .selectFrom('authors')
    .select(columns)
    .where((e) => e.or([e('foreign_id', 'in', ids), e('name_key', 'in', keys)]))
    .execute()
  const aliases = await db
    .selectFrom('author_aliases as a')
    .innerJoin('authors', 'authors.id', 'a.author_id')
    .select(['authors.id', 'public_id', 'foreign_id', 'a.name_key', 'is_library_visible', 'is_monitored'])
    .where('a.name_key', 'in', keys)
    .execute()
  const byId = new Map(rows.map((row) => [row.foreign_id, row]))
  const byKey = new Map([...aliases, ...rows].map((row) => [row.name_key, row]))
  return hits.map(({ foreignId, name }) => {
    const row = byId.get(foreignId) ?? byKey.get(nameKey(name))
    return row ? { number: row.id, id: shownId(row), isMonitored: row.is_monitored } : null
  })
}

/** Which found works are here already, by what they are called at a provider or by title and author. */
export async function markBooks(db: Db, hits: readonly FoundBook[]): Promise<(BookMark | null)[]> {
  if (hits.length === 0) return []
  const rows = await db
    .selectFrom('books as b')
    .leftJoin('authors as a', 'a.id', 'b.author_id')
    .select(['b.id', 'b.public_id', 'b.foreign_id', 'b.dedup_key', 'b.status', 'b.has_files', 'b.is_monitored'])
    .select(['b.is_library_visible', 'a.name_key'])
    .where('b.deleted_at', 'is', null)
    .where((e) =>
      e.or([
        e(
          'b.foreign_id',
          'in',
          hits.map(({ foreignId }) => foreignId),
        ),
        e.and([
          e('b.dedup_key', 'in', [...new Set(hits.map(({ title }) => dedupKey(title)))]),
          e('a.name_key', 'in', [...new Set(hits.map(({ author }) => nameKey(author)))]),
        ]),
      ]),
    )
    .limit(MOST_ROWS)
    .execute()
  const byId = new Map(rows.map((row) => [row.foreign_id, row]))
  const byTitle = new Map(rows.map((row) => [`${row.name_key}\n${row.dedup_key}`, row]))
  return hits.map(({ foreignId, title, author }) => {
    const row = byId.get(foreignId) ?? byTitle.get(`${nameKey(author)}\n${dedupKey(title)}`)
    return row ? { number: row.id, id: shownId(row), state: stateOf(row) } : null
  })
}

const shownId = (row: { public_id: string; is_library_visible: boolean }) =>
  row.is_library_visible ? row.public_id : null

function stateOf(row: { status: string; has_files: boolean; is_monitored: boolean }): BookMark['state'] {
  if (row.has_files) return 'have'
  if (row.status === 'downloading' || row.status === 'downloaded') return 'coming'
  return row.status === 'wanted' && row.is_monitored ? 'wanted' : 'known'
}
