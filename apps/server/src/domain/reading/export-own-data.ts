import type { Db } from '#database/open.ts'

const ROWS_AT_ONCE = 1_000

/**
 * All that an account made for itself, as the pieces of one JSON text: who it is, where it is in which book, and every
 * report of reading. Piece by piece, because years of reading are many rows.
 */
export async function* exportOwnData(db: Db, userId: number, now: string): AsyncGenerator<string> {
  const profile = await db
    .selectFrom('users')
    .select(['name', 'email', 'username', 'role', 'created_at'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  yield `{"exportedAt":${JSON.stringify(now)},"profile":${JSON.stringify(profile)}`
  for (const [name, read] of Object.entries({ places, states, notes, readings, downloads })) {
    yield `,"${name}":[`
    let after = 0
    for (let isFirst = true; ; isFirst = false) {
      const rows = await read(db, userId, after)
      if (rows.length > 0) {
        yield (isFirst ? '' : ',') + rows.map(({ key: _, ...row }) => JSON.stringify(row)).join(',')
      }
      if (rows.length < ROWS_AT_ONCE) break
      after = rows.at(-1)?.key ?? after
    }
    yield ']'
  }
  yield '}\n'
}

const places = (db: Db, userId: number, after: number) =>
  db
    .selectFrom('reading_places')
    .innerJoin('books', 'books.id', 'reading_places.book_id')
    .select(['books.id as key', 'books.public_id as bookId', 'books.title', 'books.isbn13'])
    .select(['reading_places.fraction', 'reading_places.locator', 'reading_places.updated_at as at'])
    .where('reading_places.user_id', '=', userId)
    .where('reading_places.book_id', '>', after)
    .orderBy('reading_places.book_id')
    .limit(ROWS_AT_ONCE)
    .execute()

const states = (db: Db, userId: number, after: number) =>
  db
    .selectFrom('reading_states')
    .innerJoin('books', 'books.id', 'reading_states.book_id')
    .select(['books.id as key', 'books.public_id as bookId', 'books.title'])
    .select(['reading_states.state', 'reading_states.state_at as since', 'reading_states.rating'])
    .where('reading_states.user_id', '=', userId)
    .where('reading_states.book_id', '>', after)
    .orderBy('reading_states.book_id')
    .limit(ROWS_AT_ONCE)
    .execute()

const notes = (db: Db, userId: number, after: number) =>
  db
    .selectFrom('annotations')
    .innerJoin('books', 'books.id', 'annotations.book_id')
    .select(['annotations.id as key', 'books.public_id as bookId', 'books.title', 'annotations.kind'])
    .select(['annotations.quote', 'annotations.note', 'annotations.color', 'annotations.chapter'])
    .select(['annotations.fraction', 'annotations.locator', 'annotations.created_at as at'])
    .where('annotations.user_id', '=', userId)
    .where('annotations.id', '>', after)
    .orderBy('annotations.id')
    .limit(ROWS_AT_ONCE)
    .execute()

const readings = (db: Db, userId: number, after: number) =>
  db
    .selectFrom('reading_events')
    .innerJoin('books', 'books.id', 'reading_events.book_id')
    .select(['reading_events.id as key', 'books.public_id as bookId', 'books.title'])
    .select(['reading_events.fraction', 'reading_events.source', 'reading_events.device', 'reading_events.at'])
    .where('reading_events.user_id', '=', userId)
    .where('reading_events.id', '>', after)
    .orderBy('reading_events.id')
    .limit(ROWS_AT_ONCE)
    .execute()

const downloads = (db: Db, userId: number, after: number) =>
  db
    .selectFrom('download_events')
    .innerJoin('book_files', 'book_files.id', 'download_events.file_id')
    .select(['download_events.id as key', 'book_files.file_name as file', 'download_events.created_at as at'])
    .where('download_events.user_id', '=', userId)
    .where('download_events.id', '>', after)
    .orderBy('download_events.id')
    .limit(ROWS_AT_ONCE)
    .execute()
