import type { Db, Trx } from '#database/open.ts'

/** What an author is called elsewhere; the same data as the identifiers that providers gave. */
export interface ForeignIds {
  goodreads_id: string | null
  hardcover_id: string | null
  google_books_id: string | null
}

export interface AuthorRow extends ForeignIds {
  id: number
  public_id: string
  name: string
  image_url: string | null
  created_at: string
  updated_at: string
}

const authors = (db: Db | Trx) =>
  db
    .selectFrom('authors as a')
    .leftJoin('author_identifiers as g', (on) =>
      on.onRef('g.author_id', '=', 'a.id').on('g.provider', '=', 'goodreads'),
    )
    .leftJoin('author_identifiers as h', (on) =>
      on.onRef('h.author_id', '=', 'a.id').on('h.provider', '=', 'hardcover'),
    )
    .leftJoin('author_identifiers as o', (on) =>
      on.onRef('o.author_id', '=', 'a.id').on('o.provider', '=', 'googlebooks'),
    )
    .where('a.is_library_visible', '=', true)
    .select(['a.id', 'a.public_id', 'a.name', 'a.image_url', 'a.created_at', 'a.updated_at'])
    .select(['g.foreign_id as goodreads_id', 'h.foreign_id as hardcover_id', 'o.foreign_id as google_books_id'])

/** Every author that the library shows, by name. */
export const listAuthors = (db: Db): Promise<AuthorRow[]> => authors(db).orderBy('a.name_key').execute()

export const findAuthor = (db: Db | Trx, publicId: string): Promise<AuthorRow | undefined> =>
  authors(db).where('a.public_id', '=', publicId).executeTakeFirst()

/** The authors of a book (other roles are no authors), by name. */
export const authorsOfBook = (db: Db | Trx, bookId: number): Promise<AuthorRow[]> =>
  authors(db)
    .innerJoin('book_creators as c', 'c.author_id', 'a.id')
    .where('c.book_id', '=', bookId)
    .where('c.role', '=', 'author')
    .orderBy('a.name_key')
    .execute()

/** Books on which a person has any role. */
export async function bookIdsOfAuthor(db: Db | Trx, authorId: number): Promise<number[]> {
  const rows = await db
    .selectFrom('book_creators')
    .select('book_id')
    .distinct()
    .where('author_id', '=', authorId)
    .orderBy('book_id')
    .execute()
  return rows.map((row) => row.book_id)
}
