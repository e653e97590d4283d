import type { Db } from '#database/open.ts'
import { takenOffBooks } from '#domain/catalog/taken-off.ts'
import { knownProblems } from './scan-problems.ts'
import type { WalkedFile } from './walker.ts'

/** What a batch of walked files means to the catalogue. */
export interface Comparison {
  /** To be read: new, or another than before. */
  fresh: WalkedFile[]
  /** Ids of records whose file is there, as it was. */
  seen: number[]
  /** Of these, the ones that were held missing. */
  back: number[]
  /** Books whose file is there, but which this library does not list yet. */
  unlisted: number[]
}

/** Compares by path, size and time, in a fixed number of queries a batch. */
export async function compareWithRecords(db: Db, libraryId: number, files: WalkedFile[]): Promise<Comparison> {
  const comparison: Comparison = { fresh: [], seen: [], back: [], unlisted: [] }
  if (files.length === 0) return comparison
  const paths = files.map(({ path }) => path)
  const singles = await db
    .selectFrom('book_files')
    .select(['id', 'book_id', 'file_path as path', 'size_bytes', 'modified_ms', 'missing_since'])
    .where('file_path', 'in', paths)
    .execute()
  const parts = await db
    .selectFrom('book_file_parts as part')
    .innerJoin('book_files as file', 'file.id', 'part.file_id')
    .select(['file.id', 'file.book_id', 'part.path', 'part.size_bytes', 'part.modified_ms', 'file.missing_since'])
    .where('part.path', 'in', paths)
    .execute()
  const known = new Map([...singles, ...parts].map((row) => [row.path, row]))
  const unknown: WalkedFile[] = []
  const books = new Set<number>()
  for (const file of files) {
    const row = known.get(file.path)
    // A row without a time was registered over the API and has never been read.
    const isSame = row && row.size_bytes === file.sizeBytes && row.modified_ms === Math.trunc(file.modifiedMs)
    if (!row) unknown.push(file)
    else {
      comparison.seen.push(row.id)
      if (!isSame) comparison.fresh.push(file)
      else {
        books.add(row.book_id)
        if (row.missing_since !== null) comparison.back.push(row.id)
      }
    }
  }
  const hopeless = await knownProblems(db, libraryId, unknown)
  const unwanted = await takenOffBooks(db, unknown)
  comparison.fresh.push(...unknown.filter(({ path }) => !hopeless.has(path) && !unwanted.has(path)))
  comparison.unlisted = await unlistedBooks(db, libraryId, [...books])
  return comparison
}

async function unlistedBooks(db: Db, libraryId: number, books: number[]): Promise<number[]> {
  if (books.length === 0) return []
  const listed = await db
    .selectFrom('library_books')
    .select('book_id')
    .where('library_id', '=', libraryId)
    .where('book_id', 'in', books)
    .execute()
  const known = new Set(listed.map(({ book_id }) => book_id))
  return books.filter((id) => !known.has(id))
}
