import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { fold, nameKey } from '#kernel/text.ts'
import type { AuthorRow } from './acquired-books.ts'
import { holds } from './holds.ts'

export const AUTHOR_SORTS = [
  'az',
  'za',
  'recent',
  'books-asc',
  'books-desc',
  'rating-asc',
  'rating-desc',
  'monitored-asc',
  'monitored-desc',
] as const

export type AuthorSort = (typeof AUTHOR_SORTS)[number]

export interface AuthorFilter {
  search?: string | undefined
  isMonitored?: boolean | undefined
  sort: AuthorSort
  scope: OwnerScope
}

export interface ListedAuthor {
  author: AuthorRow
  counts: AuthorCounts
}

export interface AuthorCounts {
  bookCount: number
  /** With a file. */
  availableBookCount: number
  wantedBookCount: number
}

/** A page of authors with how many books there are of each, and how many authors. */
export async function listAuthors(
  db: Db,
  dialect: Dialect,
  filter: AuthorFilter,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ items: ListedAuthor[]; total: number }> {
  const where = conditions(filter)
  const { rows } = await sql<{ id: number }>`select a.id from authors as a
    ${counted(filter)} where ${where} order by ${order[filter.sort]} limit ${limit} offset ${offset}`.execute(db)
  const ids = rows.map(({ id }) => id)
  const total = await sql<{ n: number }>`select count(*) as n from authors as a where ${where}`.execute(db)
  const authors = await db.selectFrom('authors').selectAll().where(dialect.isAmong('id', ids)).execute()
  const byId = new Map(authors.map((author) => [author.id, author]))
  const counts = await countBooks(db, dialect, ids)
  return {
    items: ids.flatMap((id) => {
      const author = byId.get(id)
      return author ? [{ author, counts: counts.get(id) ?? NONE }] : []
    }),
    total: Number(total.rows[0]?.n ?? 0),
  }
}

const NONE: AuthorCounts = { bookCount: 0, availableBookCount: 0, wantedBookCount: 0 }

/** Books that somebody excluded count for nothing. */
const isListed = sql`b.is_excluded = 0`

async function countBooks(db: Db, dialect: Dialect, authorIds: number[]): Promise<Map<number, AuthorCounts>> {
  const { rows } = await sql<AuthorCounts & { id: number }>`select b.author_id as id, count(*) as "bookCount",
      sum(b.has_files) as "availableBookCount",
      sum(case when b.status = 'wanted' and b.is_monitored = 1 then 1 else 0 end) as "wantedBookCount"
    from books as b where ${dialect.isAmong('b.author_id', authorIds)} and ${isListed} group by b.author_id`.execute(db)
  return new Map(
    rows.map((row) => [
      row.id,
      {
        bookCount: Number(row.bookCount),
        availableBookCount: Number(row.availableBookCount),
        wantedBookCount: Number(row.wantedBookCount),
      },
    ]),
  )
}

const alphabetical = sql`a.sort_key, a.id`
const order: Record<AuthorSort, RawBuilder<unknown>> = {
  az: alphabetical,
  za: sql`a.sort_key desc, a.id desc`,
  recent: sql`a.created_at desc, a.id desc`,
  'books-asc': sql`coalesce(n.books, 0), ${alphabetical}`,
  'books-desc': sql`coalesce(n.books, 0) desc, ${alphabetical}`,
  'rating-asc': sql`a.average_rating, ${alphabetical}`,
  'rating-desc': sql`a.average_rating desc, ${alphabetical}`,
  'monitored-asc': sql`a.is_monitored, ${alphabetical}`,
  'monitored-desc': sql`a.is_monitored desc, ${alphabetical}`,
}

/** Counts of all authors, where the order needs them; read from one index. */
const counted = ({ sort }: AuthorFilter) =>
  sort.startsWith('books')
    ? sql`left join (select b.author_id, count(*) as books from books as b where ${isListed} group by b.author_id) as n
        on n.author_id = a.id`
    : sql``

function conditions({ search, isMonitored, scope }: AuthorFilter): RawBuilder<SqlBool> {
  const all = [sql<SqlBool>`1 = 1`]
  if (isMonitored !== undefined) all.push(sql`a.is_monitored = ${isMonitored ? 1 : 0}`)
  if (scope !== null) all.push(sql`(a.owner_user_id is null or a.owner_user_id = ${scope})`)
  if (search !== undefined && search.trim() !== '') {
    const key = nameKey(search)
    all.push(sql`(${holds('a.name_key', key)} or ${holds('a.sort_key', fold(search.trim()))}
      or a.id in (select l.author_id from author_aliases as l where ${holds('l.name_key', key)}))`)
  }
  return sql.join(all, sql` and `)
}
