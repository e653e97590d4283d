import { createHash } from 'node:crypto'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import { type BookState, readStates } from './book-state.ts'
import { bookKeyOrThrow } from './book-store.ts'

export interface Identifier {
  scheme: string
  value: string
}

/** Identifiers that have a column of their own, by the scheme under which people see them. */
export const identifierColumns = [
  ['isbn', 'isbn13'],
  ['isbn', 'isbn10'],
  ['asin', 'asin'],
  ['goodreads', 'goodreads_id'],
  ['hardcover', 'hardcover_id'],
  ['google', 'google_books_id'],
] as const

/** All identifiers of a book as one list, those with a column of their own first, each once. */
export function identifiersOf(state: BookState): Identifier[] {
  const own = identifierColumns.flatMap(([scheme, column]) => {
    const value = state[column]
    return value ? [{ scheme, value }] : []
  })
  const all = new Map([...own, ...state.identifiers].map((one) => [`${one.scheme}:${one.value}`, one]))
  return [...all.values()]
}

/** Another text whenever anything that can be edited is another. */
export const versionOf = (state: BookState): string =>
  createHash('sha256').update(JSON.stringify(state)).digest('base64url').slice(0, 22)

export interface EditableBook {
  id: number
  state: BookState
  /** Every library, with whether its folders hold a file of the book. */
  libraries: { id: number; public_id: string; name: string; holdsFiles: boolean }[]
}

/** @throws not-found */
export async function readEditable(db: Db | Trx, dialect: Dialect, publicId: string): Promise<EditableBook> {
  const id = await bookKeyOrThrow(db, publicId)
  const state = (await readStates(db, dialect, [id])).get(id)
  if (!state) throw new Error('a book has no state')
  const files = await db.selectFrom('book_files').select('file_path').where('book_id', '=', id).execute()
  const folders = await db
    .selectFrom('library_folders')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select(['library_id', 'path'])
    .execute()
  const libraries = await db.selectFrom('libraries').select(['id', 'public_id', 'name']).orderBy('name').execute()
  const holds = (library: number) =>
    folders.some(
      ({ library_id, path }) =>
        library_id === library && files.some(({ file_path }) => file_path.startsWith(`${path}/`)),
    )
  return { id, state, libraries: libraries.map((library) => ({ ...library, holdsFiles: holds(library.id) })) }
}
