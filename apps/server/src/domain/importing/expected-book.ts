import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { ExpectedBook } from './check-content.ts'

const MOST_SIBLINGS = 2_000

/** What is known of a book, to compare with what files say. */
export async function readExpectedBook(db: Db, dialect: Dialect, bookId: number): Promise<ExpectedBook | undefined> {
  const book = await db
    .selectFrom('books')
    .select(['title', 'author_id', 'isbn13', 'isbn10', 'asin'])
    .where('id', '=', bookId)
    .executeTakeFirst()
  if (!book) return undefined
  const editions = await db
    .selectFrom('editions')
    .select(['isbn13', 'isbn10', 'asin'])
    .where(dialect.isAmong('book_id', [bookId]))
    .execute()
  const names = book.author_id === null ? [] : await namesOf(db, book.author_id)
  const siblings =
    book.author_id === null
      ? []
      : await db
          .selectFrom('books')
          .select(['id', 'title'])
          .where('author_id', '=', book.author_id)
          .where('id', '!=', bookId)
          .limit(MOST_SIBLINGS)
          .execute()
  const numbers = [book, ...editions]
  return {
    title: book.title,
    authors: names,
    isbns: numbers.flatMap(({ isbn13, isbn10 }) => [isbn13, isbn10].filter((one) => one !== null)),
    asins: numbers.flatMap(({ asin }) => asin ?? []),
    siblings,
  }
}

async function namesOf(db: Db, authorId: number): Promise<string[]> {
  const author = await db.selectFrom('authors').select('author_name').where('id', '=', authorId).executeTakeFirst()
  const aliases = await db.selectFrom('author_aliases').select('name').where('author_id', '=', authorId).execute()
  return [...(author ? [author.author_name] : []), ...aliases.map(({ name }) => name)]
}
