import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import { type BookFileRow, type BookRow, filesOfBook, findBookOrThrow } from '#domain/catalog/book-store.ts'
import { isShown } from '#domain/catalog/shown.ts'
import { type TagRow, tagsOfBook } from '#domain/catalog/tag-store.ts'
import { findPlace, type Place } from './places.ts'

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
  tags: TagRow[]
  libraries: { public_id: string; name: string }[]
  identifiers: { scheme: string; value: string }[]
  files: (BookFileRow & { partCount: number })[]
  place: Place | undefined
}

/**
 * Everything that the page of a book shows to a reader.
 * @throws not-found
 */
export async function readBookPage(db: Db, publicId: string, userId: number): Promise<BookPage> {
  const book = await findBookOrThrow(db, publicId)
  const [creators, series, tags, libraries, identifiers, files, parts, color, place] = await Promise.all([
    db
      .selectFrom('book_creators as c')
      .innerJoin('authors as a', 'a.id', 'c.author_id')
      .select(['a.public_id', 'a.name', 'c.role'])
      .where('c.book_id', '=', book.id)
      .orderBy(sql`case when c.role = 'author' then 0 else 1 end`)
      .orderBy('c.position')
      .orderBy('a.id')
      .execute(),
    seriesOnPage(db, book.id),
    tagsOfBook(db, book.id),
    db
      .selectFrom('library_books as m')
      .innerJoin('libraries as l', 'l.id', 'm.library_id')
      .select(['l.public_id', 'l.name'])
      .where('m.book_id', '=', book.id)
      .orderBy('l.name')
      .execute(),
    db
      .selectFrom('book_identifiers')
      .select(['scheme', 'value'])
      .where('book_id', '=', book.id)
      .orderBy('scheme')
      .orderBy('value')
      .execute(),
    filesOfBook(db, book.id),
    db
      .selectFrom('book_file_parts as p')
      .innerJoin('book_files as f', 'f.id', 'p.file_id')
      .select(['p.file_id', (e) => e.fn.countAll<number>().as('n')])
      .where('f.book_id', '=', book.id)
      .groupBy('p.file_id')
      .execute(),
    colorOf(db, book.cover),
    findPlace(db, userId, book.id),
  ])
  const counts = new Map(parts.map(({ file_id, n }) => [file_id, n]))
  return {
    book,
    color,
    creators,
    series,
    tags,
    libraries,
    identifiers: withOwn(book, identifiers),
    files: files.map((file) => ({ ...file, partCount: counts.get(file.id) ?? 1 })),
    place,
  }
}

async function colorOf(db: Db, cover: string | null): Promise<string | null> {
  if (!cover?.startsWith('cover:')) return null
  const row = await db.selectFrom('covers').select('color').where('hash', '=', cover.slice(6)).executeTakeFirst()
  return row?.color ?? null
}

async function seriesOnPage(db: Db, bookId: number): Promise<SeriesOnPage[]> {
  const rows = await db
    .selectFrom('book_series as b')
    .innerJoin('series as s', 's.id', 'b.series_id')
    .select(['s.id', 's.public_id', 's.name', 'b.position', 'b.position_sort'])
    .where('b.book_id', '=', bookId)
    .orderBy('b.is_primary', 'desc')
    .orderBy('s.name_key')
    .execute()
  return Promise.all(
    rows.map(async ({ id, public_id, name, position, position_sort }) => ({
      public_id,
      name,
      position,
      previous: await neighbour(db, id, bookId, position_sort, 'previous'),
      next: await neighbour(db, id, bookId, position_sort, 'next'),
    })),
  )
}

/** The nearest book before or after a place in a series; a book without a place has no neighbours. */
async function neighbour(
  db: Db,
  seriesId: number,
  bookId: number,
  position: number | null,
  side: 'previous' | 'next',
): Promise<Neighbour | null> {
  if (position === null) return null
  const row = await db
    .selectFrom('book_series as s')
    .innerJoin('books as b', 'b.id', 's.book_id')
    .select(['b.public_id', 'b.title', 's.position', 'b.cover'])
    .where('s.series_id', '=', seriesId)
    .where('s.book_id', '<>', bookId)
    .where('s.position_sort', side === 'next' ? '>' : '<', position)
    .where(isShown('b'))
    .orderBy('s.position_sort', side === 'next' ? 'asc' : 'desc')
    .orderBy('b.sort_title')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
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
