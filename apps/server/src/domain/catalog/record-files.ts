import { type Insertable, sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { BookFiles, FileOrigin } from '#database/schema.ts'
import { uniqueBy } from '#kernel/unique.ts'
import { applyWork } from './apply-work.ts'
import { findWorks, type Match } from './find-works.ts'
import { forgetHiddenFiles } from './hidden-files.ts'
import { linkPeople } from './link-people.ts'
import { matchKeys } from './match-keys.ts'
import { newBook } from './new-book-rows.ts'
import type { NewFile } from './new-file.ts'
import { recordChange, recordingChanges } from './record-change.ts'
import { refreshWhereShown } from './refresh-derived.ts'
import { takenOffBooks } from './taken-off.ts'

export interface PlacedFile extends NewFile {
  /** Libraries that have a path above the file. */
  libraryIds: number[]
  /** A known file of the same content whose own place is empty now: it has moved here. */
  movedFrom: number | null
}

export interface Recorded {
  path: string
  outcome: 'added' | 'joined' | 'changed' | 'moved'
  fileId: number
  bookId: number
}

/** Any constant: recording is one at a time on PostgreSQL, as it is on SQLite, so that two files make one book. */
export const RECORDING_LOCK = 787_002

/**
 * Records files that a scan, an upload or an import has read: finds or makes their books, people and series, and links
 * them, in a number of statements that does not depend on the number of files. One path is recorded once, however
 * often it is brought, and not at all where a scan brings what somebody has taken off its book.
 * @param files at most about a hundred, so that the transaction stays short
 */
export async function recordFiles(
  trx: Trx,
  { dialect, files, now }: { dialect: Dialect; files: PlacedFile[]; now: string },
): Promise<Recorded[]> {
  if (files.length === 0) return []
  if (dialect.name === 'postgres') await sql`select pg_advisory_xact_lock(${RECORDING_LOCK})`.execute(trx)
  // A scan leaves a book that was thrown out where it is; who sends its file again wants it as a new one.
  const sent = files.filter(({ origin }) => origin !== 'scan')
  await forgetHiddenFiles(trx, {
    paths: sent.map(({ path }) => path),
    ids: sent.flatMap(({ movedFrom }) => movedFrom ?? []),
  })
  const known = await knownFiles(trx, files)
  const fresh: PlacedFile[] = []
  const recorded: Recorded[] = []
  const changed = new Set<number>()
  const unknown = files.filter(({ origin, path }) => origin === 'scan' && !known.has(path))
  // Somebody may have taken it off its book while the scan read it.
  const unwanted = await takenOffBooks(trx, unknown)
  for (const file of files) {
    const there = known.get(file.path) ?? (file.movedFrom === null ? undefined : known.get(file.movedFrom))
    if (!there && unwanted.has(file.path)) continue
    if (!there) fresh.push(file)
    else {
      if (!looksTheSame(there, file)) changed.add(there.book_id)
      recorded.push(await renew(trx, dialect, there, file, now))
    }
  }
  const added = await recordNew(trx, dialect, fresh, now)
  recorded.push(...added)
  for (const { bookId } of added) changed.add(bookId)
  for (const bookId of await linkLibraries(trx, recorded, files, now)) changed.add(bookId)
  await refreshWhereShown(trx, dialect, [...changed])
  return recorded
}

interface KnownFile {
  id: number
  book_id: number
  file_path: string
  /** Null for one that was recorded by hand and has not been looked into. */
  modified_ms: number | null
  size_bytes: number
  origin: FileOrigin
  updated_at: string
  file_type: string
  page_count: number | null
  duration_seconds: number | null
  is_fixed_layout: boolean | null
  missing_since: string | null
}

/** Recorded by hand, and there is nothing in it now that anybody is shown: what is kept besides is for machines alone. */
const looksTheSame = (known: KnownFile, { path, fileType, sizeBytes, work }: PlacedFile): boolean =>
  known.modified_ms === null &&
  known.file_path === path &&
  known.file_type === fileType &&
  Number(known.size_bytes) === sizeBytes &&
  known.page_count === work.pageCount &&
  known.duration_seconds === work.durationSeconds &&
  Boolean(known.is_fixed_layout) === Boolean(work.isFixedLayout) &&
  known.missing_since === null

/** Files that are recorded already, by path and, for those that moved, by id. */
async function knownFiles(trx: Trx, files: PlacedFile[]): Promise<Map<string | number, KnownFile>> {
  const moved = files.map(({ movedFrom }) => movedFrom).filter((id) => id !== null)
  const query = trx
    .selectFrom('book_files')
    .select(['id', 'book_id', 'file_path', 'modified_ms', 'size_bytes', 'updated_at', 'file_type', 'page_count'])
    .select(['duration_seconds', 'is_fixed_layout', 'missing_since', 'origin'])
  const byPath = await query
    .where(
      'file_path',
      'in',
      files.map(({ path }) => path),
    )
    .execute()
  const byId = moved.length > 0 ? await query.where('id', 'in', moved).execute() : []
  const rows = [...byPath, ...byId]
  return new Map<string | number, KnownFile>(
    rows.flatMap((row) => [[row.file_path, row] as const, [row.id, row] as const]),
  )
}

/** A file whose content or place is another: it keeps its row, its book and all that hangs on them. */
async function renew(trx: Trx, dialect: Dialect, known: KnownFile, file: PlacedFile, now: string): Promise<Recorded> {
  const isMoved = known.file_path !== file.path
  // Who recorded it by hand said what book it is, and readers may have been told: the file says nothing against it later.
  const isByHand = known.modified_ms === null
  const isResized = Number(known.size_bytes) !== file.sizeBytes
  const isOther = !isByHand || isResized
  // Somebody has made something else of what was downloaded: it is theirs from now on.
  const origin = known.origin === 'import' && isResized ? file.origin : known.origin
  await trx
    .updateTable('book_files')
    .set({ ...fileColumns(file), origin, missing_since: null, updated_at: isOther ? now : known.updated_at })
    .where('id', '=', known.id)
    .execute()
  await trx.deleteFrom('book_file_parts').where('file_id', '=', known.id).execute()
  await insertParts(trx, known.id, file)
  await insertCovers(trx, [{ file, fileId: known.id }], now)
  if (!isMoved && !isByHand) {
    const by = { userId: null, origin: file.origin, now }
    await recordingChanges(trx, dialect, { bookIds: [known.book_id], by }, () =>
      applyWork(trx, dialect, { bookId: known.book_id, work: file.work, now, mode: 'refresh', media: file.media }),
    )
  }
  await insertKeys(trx, [{ bookId: known.book_id, file }])
  return { path: file.path, outcome: isMoved ? 'moved' : 'changed', fileId: known.id, bookId: known.book_id }
}

async function recordNew(trx: Trx, dialect: Dialect, files: PlacedFile[], now: string): Promise<Recorded[]> {
  if (files.length === 0) return []
  const matches = await findWorks(trx, files)
  const books = await insertBooks(trx, dialect, files, matches, now)
  const bookOf = (index: number): number => {
    const match = matches[index]
    if (match && 'book' in match) return match.book
    return books.get(match ? match.sameAs : index) ?? 0
  }
  const placed = files.map((file, index) => ({ file, bookId: bookOf(index), match: matches[index] ?? null }))
  const founders = placed.filter(({ match }) => match === null)
  await linkPeople(
    trx,
    dialect,
    founders.map(({ file, bookId }) => ({ bookId, work: file.work })),
    now,
  )
  for (const { file, bookId } of placed.filter(({ match }) => match !== null)) {
    await applyWork(trx, dialect, { bookId, work: file.work, now, mode: 'fill', media: file.media })
  }
  const ids = await insertFiles(trx, dialect, placed, now)
  await insertCovers(
    trx,
    placed.map(({ file }) => ({ file, fileId: ids.get(file.path) ?? 0 })),
    now,
  )
  await insertKeys(trx, placed)
  await recordJoins(trx, dialect, placed, now)
  return placed.map(({ file, bookId, match }) => ({
    path: file.path,
    outcome: match ? 'joined' : 'added',
    fileId: ids.get(file.path) ?? 0,
    bookId,
  }))
}

/** @returns book id by index of the file that founded it */
async function insertBooks(trx: Trx, dialect: Dialect, files: PlacedFile[], matches: Match[], now: string) {
  const founders = files.map((file, index) => ({ file, index })).filter(({ index }) => matches[index] === null)
  if (founders.length === 0) return new Map<number, number>()
  const rows = founders.map(({ file }) => newBook(dialect, file, now))
  const inserted = await trx.insertInto('books').values(rows).returning(['id', 'public_id']).execute()
  const ids = new Map(inserted.map(({ id, public_id }) => [public_id, id]))
  return new Map(founders.map(({ index }, at) => [index, ids.get(rows[at]?.public_id ?? '') ?? 0]))
}

interface Placed {
  file: PlacedFile
  bookId: number
}

export const fileColumns = (file: PlacedFile) => ({
  file_type: file.fileType,
  media: file.media,
  file_name: file.path.slice(file.path.lastIndexOf('/') + 1),
  file_path: file.path,
  size_bytes: file.sizeBytes,
  modified_ms: file.modifiedMs === null ? null : Math.trunc(file.modifiedMs),
  file_hash: null,
  partial_md5: file.partialMd5,
  duration_seconds: file.work.durationSeconds,
  page_count: file.work.pageCount,
  cover_hash: file.work.coverHash,
  is_fixed_layout: file.work.isFixedLayout,
})

/** @returns file id by path */
async function insertFiles(trx: Trx, dialect: Dialect, placed: (Placed & { match: Match })[], now: string) {
  const rows: Insertable<BookFiles>[] = placed.map(({ file, bookId, match }) => ({
    ...fileColumns(file),
    public_id: dialect.newPublicId(),
    book_id: bookId,
    origin: file.origin,
    join_reason: match?.reason ?? null,
    created_at: now,
    updated_at: now,
  }))
  const inserted = await trx.insertInto('book_files').values(rows).returning(['id', 'file_path']).execute()
  const ids = new Map(inserted.map(({ id, file_path }) => [file_path, id]))
  for (const { file } of placed) await insertParts(trx, ids.get(file.path) ?? 0, file)
  return ids
}

export async function insertParts(trx: Trx, fileId: number, { parts }: NewFile) {
  if (parts.length === 0) return
  // A part belongs to one set: what an older set of the same folder held moves over.
  await trx
    .deleteFrom('book_file_parts')
    .where(
      'path',
      'in',
      parts.map(({ path }) => path),
    )
    .execute()
  await trx
    .insertInto('book_file_parts')
    .values(
      parts.map((part, position) => ({
        file_id: fileId,
        position,
        path: part.path,
        size_bytes: part.sizeBytes,
        modified_ms: Math.trunc(part.modifiedMs),
        duration_seconds: part.durationSeconds,
      })),
    )
    .execute()
}

/** Remembers where the pictures are; they are drawn later, or when somebody looks. */
export async function insertCovers(trx: Trx, placed: { file: NewFile; fileId: number }[], now: string) {
  const rows = placed.flatMap(({ file: { work }, fileId }) =>
    work.coverHash && work.coverMime
      ? [{ hash: work.coverHash, mime: work.coverMime, file_id: fileId, created_at: now }]
      : [],
  )
  if (rows.length === 0) return
  await trx
    .insertInto('covers')
    .values(uniqueBy(rows, (row) => row.hash))
    .onConflict((c) => c.column('hash').doUpdateSet((e) => ({ file_id: e.ref('excluded.file_id') })))
    .execute()
}

export async function insertKeys(trx: Trx, placed: Placed[]) {
  const rows = placed.flatMap(({ file, bookId }) =>
    matchKeys(file, file.work).map(({ key }) => ({ key, book_id: bookId })),
  )
  if (rows.length === 0) return
  await trx
    .insertInto('match_keys')
    .values(uniqueBy(rows, (row) => `${row.key}|${row.book_id}`))
    .onConflict((c) => c.doNothing())
    .execute()
}

/** A join is something that the system decided: it is shown on the book's page and can be undone there. */
async function recordJoins(trx: Trx, dialect: Dialect, placed: (Placed & { match: Match })[], now: string) {
  for (const [origin, joined] of Map.groupBy(placed, ({ file }) => file.origin)) {
    const changes = joined.flatMap(({ file, bookId, match }) => {
      const fileName = file.path.slice(file.path.lastIndexOf('/') + 1)
      const summary = `${fileName} joined this book: ${match?.reason}`
      return match
        ? [{ kind: 'file-joined' as const, bookId, summary, before: null, after: { path: file.path, fileName } }]
        : []
    })
    await recordChange(trx, dialect, { userId: null, origin, now }, changes)
  }
}

/** @returns the books that stand in a library now where they did not before */
export async function linkLibraries(
  trx: Trx,
  recorded: Pick<Recorded, 'path' | 'bookId'>[],
  files: Pick<PlacedFile, 'path' | 'libraryIds'>[],
  now: string,
): Promise<number[]> {
  const libraries = new Map(files.map(({ path, libraryIds }) => [path, libraryIds]))
  const rows = recorded.flatMap(({ path, bookId }) =>
    (libraries.get(path) ?? []).map((libraryId) => ({
      library_id: libraryId,
      book_id: bookId,
      sort_title: '',
      created_at: now,
    })),
  )
  if (rows.length === 0) return []
  const linked = await trx
    .insertInto('library_books')
    .values(uniqueBy(rows, (row) => `${row.library_id}|${row.book_id}`))
    .onConflict((c) => c.doNothing())
    .returning('book_id')
    .execute()
  return linked.map(({ book_id }) => book_id)
}
