import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { withParts } from '#domain/monitoring/acquired-books.ts'
import { imageAddress } from '../image-address.ts'
import { presentBook } from './present-book.ts'

interface BookReaderDeps {
  db: Db
  dialect: Dialect
  http: { urlBase: string }
}

/** Reads the books that rows of a list are about, in a fixed number of statements; what is gone is left out. */
export function bookReader({ db, dialect, http }: BookReaderDeps) {
  const present = presentBook(imageAddress(http.urlBase))
  return async (ids: readonly number[]) => {
    const among = dialect.isAmong('id', [...new Set(ids)])
    const rows = ids.length === 0 ? [] : await db.selectFrom('books').selectAll().where(among).execute()
    const books = new Map((await withParts(db, dialect, rows)).map((parts) => [parts.book.id, present(parts)]))
    return (id: number | null) => {
      const book = id === null ? undefined : books.get(id)
      return book ? { book } : {}
    }
  }
}
