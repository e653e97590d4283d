import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { isShown } from '#domain/catalog/shown.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { type BookSelection, type ChoosingDeps, chosenBooks } from './chosen-books.ts'
import { pathInLibrary } from './file-on-disk.ts'

/** Their ids stand in an address, which not every proxy takes at any length. */
const MOST_BOOKS = 100
/** Beyond four gigabytes a plain ZIP file ends, and some way before that the patience of whoever loads it. */
const MOST_BYTES = 3_500_000_000

export interface ArchivePlan {
  /** Public ids. */
  files: string[]
  sizeBytes: number
  withoutFile: number
}

/** Formats in the order in which people read them; a book gives its first. */
const rank = sql`case f.file_type when 'epub' then 0 when 'kepub' then 1 when 'pdf' then 2 when 'azw3' then 3
  when 'mobi' then 4 when 'cbz' then 5 when 'm4b' then 7 else 6 end`

/**
 * The best file of each chosen book, in the order of the books.
 * @throws invalid where they are too many or too large for one download, which says how many may be
 */
export async function planArchive(
  deps: ChoosingDeps & { dialect: Dialect },
  { userId, selection }: { userId: number; selection: BookSelection },
): Promise<ArchivePlan> {
  const { db, dialect } = deps
  const { ids, total } = await chosenBooks(deps, { userId, selection, most: MOST_BOOKS })
  if (total > MOST_BOOKS) {
    throw invalid('archive.many', `${MOST_BOOKS} books go into one download, these are ${total}; mark fewer`)
  }
  const rows = await db
    .selectFrom('book_files as f')
    .select(['f.book_id', 'f.public_id', 'f.size_bytes'])
    .where(dialect.isAmong('f.book_id', ids))
    .where('f.missing_since', 'is', null)
    .orderBy(rank)
    .orderBy('f.id')
    .execute()
  const best = new Map(rows.toReversed().map((row) => [row.book_id, row]))
  const chosen = ids.flatMap((id) => best.get(id) ?? [])
  const sizeBytes = chosen.reduce((sum, { size_bytes }) => sum + size_bytes, 0)
  if (sizeBytes > MOST_BYTES) {
    const gigabytes = (sizeBytes / 1e9).toFixed(1)
    throw invalid('archive.large', `one download holds up to 3.5 GB, these are ${gigabytes} GB; mark fewer books`)
  }
  return {
    files: chosen.map(({ public_id }) => public_id),
    sizeBytes,
    withoutFile: ids.length - chosen.length,
  }
}

export interface ArchivedFile {
  id: number
  /** Unlike every other one in the archive. */
  name: string
  /** Where its bytes really lie; several where an audiobook is a folder of parts. */
  path: string
  modifiedMs: number | null
}

/**
 * What an archive of these files holds: every name once, none that leads out of the folder it is unpacked in.
 * @param publicIds of files, as a plan gave them
 * @throws invalid for too many, not-found for a file that is gone, forbidden for one outside every library
 */
export async function filesInArchive(db: Db, dialect: Dialect, publicIds: string[]): Promise<ArchivedFile[]> {
  const wanted = [...new Set(publicIds)]
  if (wanted.length === 0 || wanted.length > MOST_BOOKS) {
    throw invalid('archive.many', `1 to ${MOST_BOOKS} books go into one download`)
  }
  const rows = await db
    .selectFrom('book_files as f')
    .innerJoin('books as b', 'b.id', 'f.book_id')
    .select(['f.id', 'f.public_id', 'f.file_name', 'f.file_path', 'f.file_type', 'f.size_bytes', 'f.modified_ms'])
    .where('f.public_id', 'in', wanted)
    .where(isShown('b'))
    .execute()
  const parts = await db
    .selectFrom('book_file_parts')
    .select(['file_id', 'path', 'modified_ms', 'size_bytes'])
    .where(
      dialect.isAmong(
        'file_id',
        rows.map(({ id }) => id),
      ),
    )
    .orderBy('file_id')
    .orderBy('position')
    .execute()
  const partsOf = Map.groupBy(parts, ({ file_id }) => file_id)
  const known = new Map(rows.map((row) => [row.public_id, row]))
  const names = new Set<string>()
  const files: ArchivedFile[] = []
  let bytes = 0
  for (const publicId of wanted) {
    const row = known.get(publicId)
    if (!row) throw notFound('file', publicId)
    bytes += row.size_bytes
    const members = partsOf.get(row.id)
    if (!members) {
      const path = await pathInLibrary(db, row.file_path)
      files.push({ id: row.id, path, name: freeName(names, [row.file_name]), modifiedMs: row.modified_ms })
      continue
    }
    const folder = freeName(names, [row.file_name])
    for (const part of members) {
      const path = await pathInLibrary(db, part.path)
      const name = freeName(names, [folder, part.path.split('/').at(-1) ?? ''])
      files.push({ id: row.id, path, name, modifiedMs: part.modified_ms })
    }
  }
  if (bytes > MOST_BYTES) throw invalid('archive.large', 'one download holds up to 3.5 GB; mark fewer books')
  return files
}

/** What file systems refuse or read as the way to another folder. */
const REFUSED = /[\p{Cc}\p{Cf}\p{Cs}/\\:*?"<>|]/gu
const LONGEST = 180

/** A name that nothing else in the archive has, also where letters small and large are the same. */
function freeName(taken: Set<string>, parts: string[]): string {
  const clean = parts.map(safeName).join('/')
  const [, stem = clean, ending = ''] = /^(.+?)((?:\.[\p{L}\p{N}]{1,8}){0,2})$/u.exec(clean) ?? []
  for (let n = 1; ; n++) {
    const name = n === 1 ? clean : `${stem} (${n})${ending}`
    const key = name.toLowerCase()
    if (taken.has(key)) continue
    taken.add(key)
    return name
  }
}

const safeName = (name: string) =>
  name
    .normalize('NFC')
    .slice(-LONGEST)
    .toWellFormed()
    .replace(REFUSED, '_')
    .replace(/^\.+|[. ]+$/g, '_') || '_'
