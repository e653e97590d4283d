import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import { fold, foldWords, nameKey } from '#kernel/text.ts'
import { type AcquiredBook, withParts } from './acquired-books.ts'
import { holds } from './holds.ts'
import { Totals } from './totals.ts'

export const BOOK_SORTS = [
  'title-az',
  'title-za',
  'date-new',
  'date-old',
  'author-az',
  'author-za',
  'type-az',
  'type-za',
  'status-az',
  'status-za',
] as const

export type BookSort = (typeof BOOK_SORTS)[number]

export interface BookFilter {
  status?: string | undefined
  authorId?: number | undefined
  search?: string | undefined
  mediaType?: string | undefined
  isMonitored?: boolean | undefined
  /** Days; the first is part of the span, the second is not. */
  releasedFrom?: string | undefined
  releasedBefore?: string | undefined
  hasExcluded?: boolean
  sort: BookSort
  scope: OwnerScope
}

export interface Span {
  limit: number
  offset: number
}

const totals = new Totals()

/** A page of books, and how many there are. All filters hold together. */
export async function listBooks(
  db: Db,
  dialect: Dialect,
  filter: BookFilter,
  { limit, offset }: Span,
): Promise<{ items: AcquiredBook[]; total: number }> {
  const where = conditions(filter)
  const { rows } = await sql<{ id: number }>`select b.id from books as b where ${where}
    order by ${order[filter.sort]} limit ${limit} offset ${offset}`.execute(db)
  const total = await totals.get(db, dialect, JSON.stringify(filter), async () => {
    const { rows: counted } = await sql<{ n: number }>`select count(*) as n from books as b where ${where}`.execute(db)
    return Number(counted[0]?.n ?? 0)
  })
  return {
    items: await readInOrder(
      db,
      dialect,
      rows.map(({ id }) => id),
    ),
    total,
  }
}

/** Whether the list of what is wanted has a book at all. */
export async function isAnythingWanted(db: Db, scope: OwnerScope): Promise<boolean> {
  const where = conditions({ status: 'wanted', sort: 'title-az', scope })
  const { rows } = await sql`select b.id from books as b where ${where} limit 1`.execute(db)
  return rows.length > 0
}

/** Books by their keys, in the order of the keys. */
export async function readInOrder(db: Db, dialect: Dialect, ids: readonly number[]): Promise<AcquiredBook[]> {
  if (ids.length === 0) return []
  const books = await db.selectFrom('books').selectAll().where(dialect.isAmong('id', ids)).execute()
  const byId = new Map(books.map((book) => [book.id, book]))
  return withParts(
    db,
    dialect,
    ids.flatMap((id) => byId.get(id) ?? []),
  )
}

const title = sql`b.sort_title, b.id`
/** What has no date comes last either way. */
const undatedLast = sql`case when b.release_date is null then 1 else 0 end`
const order: Record<BookSort, RawBuilder<unknown>> = {
  'title-az': title,
  'title-za': sql`b.sort_title desc, b.id desc`,
  'date-new': sql`${undatedLast}, b.release_date desc, b.id desc`,
  'date-old': sql`${undatedLast}, b.release_date, b.id`,
  'author-az': sql`b.sort_author, ${title}`,
  'author-za': sql`b.sort_author desc, b.sort_title desc, b.id desc`,
  'type-az': sql`b.media_type, ${title}`,
  'type-za': sql`b.media_type desc, ${title}`,
  'status-az': sql`b.status, ${title}`,
  'status-za': sql`b.status desc, ${title}`,
}

/** Words of the partial indexes stand as they stand there: a parameter would not be recognised. */
function conditions(filter: BookFilter): RawBuilder<SqlBool> {
  const { status, authorId, search, mediaType, isMonitored, releasedFrom, releasedBefore, scope } = filter
  const all = [
    sql<SqlBool>`b.author_id is not null`,
    sql<SqlBool>`(b.deleted_at is null or b.metadata_provider <> 'local')`,
  ]
  if (!filter.hasExcluded) all.push(sql`b.is_excluded = 0`)
  if (status === 'wanted') all.push(sql`b.status = 'wanted' and b.is_monitored = 1`)
  else if (status !== undefined) all.push(sql`b.status = ${status}`)
  if (authorId !== undefined) all.push(sql`b.author_id = ${authorId}`)
  if (isMonitored !== undefined) all.push(isMonitored ? sql`b.is_monitored = 1` : sql`b.is_monitored = 0`)
  if (mediaType === 'both') all.push(sql`b.media_type = 'both'`)
  else if (mediaType !== undefined) all.push(sql`b.media_type in (${mediaType}, 'both')`)
  if (releasedFrom !== undefined) all.push(sql`b.release_date >= ${releasedFrom}`)
  if (releasedBefore !== undefined) all.push(sql`b.release_date < ${releasedBefore}`)
  if (scope !== null) all.push(sql`(b.owner_user_id is null or b.owner_user_id = ${scope})`)
  if (search !== undefined && search.trim() !== '') all.push(found(search))
  return sql.join(all, sql` and `)
}

/** By a part of the title or of the author's name. */
function found(search: string): RawBuilder<SqlBool> {
  const words = foldWords(search)
  const byName = sql`b.author_id in (select a.id from authors as a
    where ${holds('a.name_key', nameKey(search))} or ${holds('a.sort_key', fold(search.trim()))})`
  return words === '' ? sql`(${byName})` : sql`(${holds('b.dedup_key', words)} or ${byName})`
}

/** Books that are wanted and monitored, by title. */
export async function listWanted(
  db: Db,
  dialect: Dialect,
  { hasExcluded, scope }: { hasExcluded: boolean; scope: OwnerScope },
  span?: Span,
): Promise<AcquiredBook[]> {
  const where = conditions({ status: 'wanted', hasExcluded, scope, sort: 'title-az' })
  const part = span ? sql`limit ${span.limit} offset ${span.offset}` : sql``
  const { rows } = await sql<{
    id: number
  }>`select b.id from books as b where ${where} order by ${title} ${part}`.execute(db)
  return readInOrder(
    db,
    dialect,
    rows.map(({ id }) => id),
  )
}
