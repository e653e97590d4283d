import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { onEveryDatabase } from '../apps/server/test/support/databases.ts'
import { fictionalBook } from './fictional-book.ts'
import { seed } from './seed.ts'

const BOOKS = 2_300

onEveryDatabase('seeding', (world) => {
  it('records books with authors, files, covers and words to be found by', async () => {
    await seed(world.url, BOOKS)

    const { reader: db, dialect } = world.db
    const rows = async (table: 'books' | 'covers' | 'library_books' | 'authors') =>
      (await db.selectFrom(table).select(db.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n
    expect(await rows('books')).toBe(BOOKS)
    expect(await rows('covers')).toBe(BOOKS)
    expect(await rows('library_books')).toBe(BOOKS)
    expect(await rows('authors')).toBe(BOOKS / 4)
    const word = fictionalBook(2_222, BOOKS).title.split(' ').at(-1) ?? ''
    const found = await sql<{
      book_id: number
    }>`select book_id from ${dialect.search.matching([word.toLowerCase()])} f`.execute(db)
    expect(found.rows.map(({ book_id }) => book_id)).toContain(2_223)
    const book = await db.selectFrom('books').selectAll().where('id', '=', 2_223).executeTakeFirstOrThrow()
    expect(book.card_json.authors?.length).toBeGreaterThan(0)
    expect(book.sort_author).not.toBe('')
  })

  it('leaves room for the keys of books that come later', async () => {
    const book = await world.db.reader.selectFrom('books').selectAll().where('id', '=', BOOKS).executeTakeFirstOrThrow()
    const { id, ...copy } = book

    const added = await world.db.writer
      .insertInto('books')
      .values({ ...copy, public_id: 'another', foreign_id: 'local:book:another' })
      .returning('id')
      .executeTakeFirstOrThrow()

    expect(added.id).toBeGreaterThan(id)
  })

  it('refuses a database that has books', async () => {
    await expect(seed(world.url, 10)).rejects.toThrow('has books')
  })
})
