import type { Insertable, Updateable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { Books, Editions, MediaType } from '#database/schema.ts'
import { foldWords, titleSortKey } from '#kernel/text.ts'
import { cleanDescription } from './clean-description.ts'
import { languageCode } from './language-code.ts'
import { releaseDate } from './new-book-rows.ts'

/** A work as a provider tells of it. */
export interface SourceWork {
  foreignId: string
  provider: string
  /** What it is called elsewhere. */
  otherIds: readonly string[]
  title: string
  subtitle: string | null
  description: string
  /** As precise as it is known: `1818`, `1818-01`, `1818-01-01`. */
  releaseDate: string | null
  imageUrl: string | null
  genres: string[]
  averageRating: number
  ratingsCount: number
  /** ISO 639-2/B. */
  language: string | null
  narrators: readonly string[]
  durationSeconds: number | null
  asin: string | null
  isbns: readonly string[]
  pages: number | null
}

export interface NewSourceBook {
  work: SourceWork
  authorId: number
  mediaType: MediaType
  isMonitored: boolean
  ownerId: number | null
}

/**
 * Records works that are wanted; the library does not show them before they have a file. The caller refreshes what follows
 * (refreshDerived). A constant number of statements.
 * @param books none of whose ids is taken
 * @returns keys in the order of the books
 */
export async function insertSourceBooks(
  trx: Trx,
  dialect: Dialect,
  books: readonly NewSourceBook[],
  now: string,
): Promise<number[]> {
  if (books.length === 0) return []
  const rows = books.map(
    (book): Insertable<Books> => ({
      ...columnsOfSource(book.work),
      public_id: dialect.newPublicId(),
      original_title: null,
      sort_author: '',
      sort_series: '',
      author_id: book.authorId,
      is_library_visible: false,
      is_monitored: book.isMonitored,
      status: 'wanted',
      media_type: book.mediaType,
      owner_user_id: book.ownerId,
      created_at: now,
      updated_at: now,
    }),
  )
  const inserted = await trx.insertInto('books').values(rows).returning(['id', 'public_id']).execute()
  const keys = new Map(inserted.map(({ id, public_id }) => [public_id, id]))
  const ids = rows.map(({ public_id }) => keys.get(public_id) ?? 0)
  const links = books.map(({ authorId }, at) => ({
    ...{ book_id: ids[at] ?? 0, author_id: authorId, role: 'author' as const, position: 0 },
  }))
  await trx.insertInto('book_creators').values(links).execute()
  await addBookIds(
    trx,
    books.flatMap(({ work }, at) => work.otherIds.map((foreignId) => ({ foreignId, bookId: ids[at] ?? 0 }))),
  )
  return ids
}

/** What a work says of a book, as columns. */
export const columnsOfSource = (work: SourceWork) => ({
  foreign_id: work.foreignId,
  metadata_provider: work.provider,
  title: work.title,
  subtitle: work.subtitle,
  sort_title: titleSortKey(work.title, work.language),
  dedup_key: foldWords(work.title).slice(0, 200),
  description: cleanDescription(work.description),
  publication_date: work.releaseDate,
  release_date: releaseDate(work.releaseDate),
  language: work.language,
  language_code: languageCode(work.language),
  cover: work.imageUrl,
  genres_json: work.genres,
  average_rating: work.averageRating,
  ratings_count: work.ratingsCount,
  narrator: work.narrators[0] ?? null,
  duration_seconds: work.durationSeconds,
  asin: work.asin,
  page_count: work.pages,
  // Of a work with many editions no ISBN is the one of this book.
  isbn13: work.isbns.length === 1 ? (work.isbns[0] ?? null) : null,
})

/** Further ids under which books are found. One that another book has stays its own. */
export async function addBookIds(trx: Trx, ids: readonly { foreignId: string; bookId: number }[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .insertInto('book_source_ids')
    .values(ids.map(({ foreignId, bookId }) => ({ foreign_id: foreignId, book_id: bookId })))
    .onConflict((c) => c.doNothing())
    .execute()
}

/** Keys of books by any of their ids at providers. */
export async function findBookIdsBySource(db: Db | Trx, foreignIds: readonly string[]): Promise<Map<string, number>> {
  if (foreignIds.length === 0) return new Map()
  const own = await db.selectFrom('books').select(['foreign_id', 'id']).where('foreign_id', 'in', foreignIds).execute()
  const other = await db
    .selectFrom('book_source_ids')
    .select(['foreign_id', 'book_id as id'])
    .where('foreign_id', 'in', foreignIds)
    .execute()
  return new Map([...other, ...own].map(({ foreign_id, id }) => [foreign_id, id]))
}

/** Columns of a book that this side changes. */
export type BookColumns = Updateable<Books>

/** Changes books; where a title, a person or a series is among it the caller refreshes what follows (refreshDerived). */
export const changeBook = (trx: Trx, id: number, columns: BookColumns) =>
  trx.updateTable('books').set(columns).where('id', '=', id).execute()

/** The same for many at once. */
export async function changeBooks(
  trx: Trx,
  dialect: Dialect,
  ids: readonly number[],
  columns: BookColumns,
): Promise<void> {
  if (ids.length > 0) await trx.updateTable('books').set(columns).where(dialect.isAmong('id', ids)).execute()
}

/** Puts a book under another author; people with other roles stay. */
export async function moveBookToAuthor(trx: Trx, bookId: number, authorId: number): Promise<void> {
  await trx.deleteFrom('book_creators').where('book_id', '=', bookId).where('role', '=', 'author').execute()
  await trx
    .insertInto('book_creators')
    .values({ book_id: bookId, author_id: authorId, role: 'author', position: 0 })
    .execute()
}

/** Says that a book is another work: all that was known of the former one goes, but for its files and what people made. */
export async function bindBook(trx: Trx, bookId: number, work: SourceWork, now: string): Promise<void> {
  await trx.deleteFrom('book_source_ids').where('book_id', '=', bookId).execute()
  await trx.deleteFrom('book_source_ids').where('foreign_id', '=', work.foreignId).execute()
  await trx.deleteFrom('book_series').where('book_id', '=', bookId).execute()
  await trx.deleteFrom('editions').where('book_id', '=', bookId).execute()
  await changeBook(trx, bookId, {
    ...columnsOfSource(work),
    given_sort_title: null,
    selected_edition_id: null,
    locked_fields_json: null,
    last_metadata_refresh_at: now,
    updated_at: now,
  })
  await addBookIds(
    trx,
    work.otherIds.map((foreignId) => ({ foreignId, bookId })),
  )
}

export type NewEdition = Omit<Insertable<Editions>, 'id' | 'public_id' | 'book_id' | 'created_at' | 'updated_at'>

/** Editions of a book as a provider lists them; those that are known are brought up to date. */
export async function putEditions(
  trx: Trx,
  dialect: Dialect,
  { bookId, editions, now }: { bookId: number; editions: readonly NewEdition[]; now: string },
): Promise<void> {
  if (editions.length === 0) return
  const rows = editions.map((edition) => ({
    ...edition,
    public_id: dialect.newPublicId(),
    book_id: bookId,
    created_at: now,
    updated_at: now,
  }))
  await trx
    .insertInto('editions')
    .values(rows)
    .onConflict((c) =>
      c
        .column('foreign_id')
        .doUpdateSet((e) => ({
          title: e.ref('excluded.title'),
          isbn13: e.ref('excluded.isbn13'),
          isbn10: e.ref('excluded.isbn10'),
          asin: e.ref('excluded.asin'),
          publisher: e.ref('excluded.publisher'),
          publish_date: e.ref('excluded.publish_date'),
          page_count: e.ref('excluded.page_count'),
          image_url: e.ref('excluded.image_url'),
          updated_at: e.ref('excluded.updated_at'),
        }))
        .whereRef('editions.book_id', '=', 'excluded.book_id'),
    )
    .execute()
}
