import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { prepared } from '#database/prepared.ts'
import type { BookFileRow, BookRow } from '#domain/catalog/book-store.ts'
import { isShown } from '#domain/catalog/shown.ts'
import { notFound } from '#kernel/errors.ts'
import type { Place } from './places.ts'
import { MOST_READS, type ReadingState, type ReadThrough } from './state-store.ts'

export interface Neighbour {
  public_id: string
  title: string
  position: string | null
  cover: string | null
}

export interface SeriesOnPage {
  public_id: string
  name: string
  position: string | null
  previous: Neighbour | null
  next: Neighbour | null
}

export interface BookPage {
  book: BookRow
  color: string | null
  creators: { public_id: string; name: string; role: string }[]
  series: SeriesOnPage[]
  tags: { public_id: string; name: string }[]
  libraries: { public_id: string; name: string }[]
  identifiers: { scheme: string; value: string }[]
  files: (Pick<BookFileRow, (typeof fileColumns)[number]> & { part_count: number })[]
  place: Place | null
  reading: ReadingState
}

const fileColumns = [
  ...(['public_id', 'file_type', 'media', 'file_name', 'file_path', 'size_bytes', 'duration_seconds'] as const),
  ...(['page_count', 'origin', 'created_at', 'missing_since', 'join_reason', 'download_count'] as const),
] satisfies (keyof BookFileRow)[]

interface PageRow extends BookRow {
  color: string | null
  creators_json: BookPage['creators']
  series_json: (Omit<SeriesOnPage, 'previous' | 'next'> & { id: number; position_sort: number | null })[]
  tags_json: BookPage['tags']
  libraries_json: BookPage['libraries']
  own_identifiers_json: BookPage['identifiers']
  files_json: BookPage['files']
  place_json: Place[]
  standing_json: Omit<ReadingState, 'reads'>[]
  reads_json: ReadThrough[]
}

/**
 * Everything that the page of a book shows to a reader, in one statement and one more for each series.
 * @throws not-found
 */
export async function readBookPage(
  { db, dialect }: { db: Db; dialect: Dialect },
  publicId: string,
  userId: number,
): Promise<BookPage> {
  const [row] = await readPage({ db, dialect }, { publicId, userId })
  if (!row) throw notFound('book', publicId)
  const series: SeriesOnPage[] = []
  for (const { id, position_sort, ...entry } of row.series_json) {
    series.push({ ...entry, ...(await neighbours({ db, dialect }, id, row.id, position_sort)) })
  }
  return {
    book: row,
    color: row.color,
    creators: row.creators_json,
    series,
    tags: row.tags_json,
    libraries: row.libraries_json,
    identifiers: withOwn(row, row.own_identifiers_json),
    files: row.files_json,
    place: row.place_json[0] ?? null,
    reading: { ...(row.standing_json[0] ?? { state: 'unread', rating: null }), reads: row.reads_json },
  }
}

const readPage = prepared<{ publicId: string; userId: number }, PageRow>(({ nested }, { publicId, userId }) => {
  const creators = sql`(select a.public_id, a.name, c.role from book_creators as c join authors as a on a.id = c.author_id
    where c.book_id = b.id order by case when c.role = 'author' then 0 else 1 end, c.position, a.id)`
  const series = sql`(select s.id, s.public_id, s.name, e.position, e.position_sort
    from book_series as e join series as s on s.id = e.series_id
    where e.book_id = b.id order by e.is_primary desc, s.name_key)`
  const tags = sql`(select t.public_id, t.name from book_tags as m join tags as t on t.id = m.tag_id
    where m.book_id = b.id order by t.name_key)`
  const libraries = sql`(select l.public_id, l.name from library_books as m join libraries as l on l.id = m.library_id
    where m.book_id = b.id order by l.name)`
  const identifiers = sql`(select scheme, value from book_identifiers where book_id = b.id order by scheme, value)`
  const files = sql`(select ${sql.join(fileColumns.map((name) => sql.ref(`f.${name}`)))},
    (select count(*) from book_file_parts as part where part.file_id = f.id) as part_count
    from book_files as f where f.book_id = b.id order by f.id)`
  const place = sql`(select p.fraction, p.locator, p.source, p.device, p.updated_at as at, e.created_at as "knownAt",
    f.public_id as "fileId" from reading_places as p join reading_events as e on e.id = p.event_id
    left join book_files as f on f.id = e.file_id where p.user_id = ${userId} and p.book_id = b.id)`
  const standing = sql`(select state, rating from reading_states where user_id = ${userId} and book_id = b.id)`
  const reads = sql`(select started_at as "startedAt", ended_at as "endedAt", outcome from read_throughs
    where user_id = ${userId} and book_id = b.id order by id desc limit ${MOST_READS})`
  return sql<PageRow>`select b.*, (select color from covers where hash = substr(b.cover, 7)) as color,
      ${nested(['public_id', 'name', 'role'], creators)} as creators_json,
      ${nested(['id', 'public_id', 'name', 'position', 'position_sort'], series)} as series_json,
      ${nested(['public_id', 'name'], tags)} as tags_json,
      ${nested(['public_id', 'name'], libraries)} as libraries_json,
      ${nested(['scheme', 'value'], identifiers)} as own_identifiers_json,
      ${nested([...fileColumns, 'part_count'], files)} as files_json,
      ${nested(['fraction', 'locator', 'source', 'device', 'at', 'knownAt', 'fileId'], place)} as place_json,
      ${nested(['state', 'rating'], standing)} as standing_json,
      ${nested(['startedAt', 'endedAt', 'outcome'], reads)} as reads_json
    from books as b where b.public_id = ${publicId} and ${isShown('b')}`
})

interface PlaceInSeries {
  seriesId: number
  bookId: number
  position: number
}

const readNeighbours = prepared<PlaceInSeries, { previous_json: Neighbour[]; next_json: Neighbour[] }>(
  (dialect, { seriesId, bookId, position }) => {
    const beside = (sign: '<' | '>', direction: 'asc' | 'desc') =>
      dialect.nested(
        ['public_id', 'title', 'position', 'cover'],
        sql`(select o.public_id, o.title, s.position, o.cover from book_series as s join books as o on o.id = s.book_id
        where s.series_id = ${seriesId} and s.book_id <> ${bookId} and s.position_sort ${sql.raw(sign)} ${position}
          and ${isShown('o')} order by s.position_sort ${sql.raw(direction)}, o.sort_title limit 1)`,
      )
    return sql`select ${beside('<', 'desc')} as previous_json, ${beside('>', 'asc')} as next_json`
  },
)

/** The nearest books before and after a place in a series; a book without a place has no neighbours. */
async function neighbours(
  deps: { db: Db; dialect: Dialect },
  seriesId: number,
  bookId: number,
  position: number | null,
): Promise<{ previous: Neighbour | null; next: Neighbour | null }> {
  if (position === null) return { previous: null, next: null }
  const [row] = await readNeighbours(deps, { seriesId, bookId, position })
  return { previous: row?.previous_json[0] ?? null, next: row?.next_json[0] ?? null }
}

/** Identifiers that stand in columns of their own come first, once. */
function withOwn(book: BookRow, others: { scheme: string; value: string }[]) {
  const own = [
    ['isbn', book.isbn13],
    ['isbn', book.isbn10],
    ['asin', book.asin],
    ['goodreads', book.goodreads_id],
    ['hardcover', book.hardcover_id],
    ['google', book.google_books_id],
  ].flatMap(([scheme, value]) => (scheme && value ? [{ scheme, value }] : []))
  const all = new Map([...own, ...others].map((one) => [`${one.scheme}:${one.value}`, one]))
  return [...all.values()]
}
