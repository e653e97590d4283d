import { moveAnnotations } from '#domain/annotations/move-annotations.ts'
import { moveFiles } from '#domain/catalog/move-files.ts'
import { forgetBareBooks } from '#domain/library/forget-bare.ts'
import { isInside } from '#domain/library/roots.ts'
import { moveListEntries } from '#domain/lists/move-list-entries.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import { moveReading } from '#domain/reading/move-reading.ts'
import { instant } from '#kernel/clock.ts'
import type { Finder } from './find-candidates.ts'
import type { ImportDeps } from './import-deps.ts'
import { claimOf } from './prepare-import.ts'
import { readFiles } from './read-files.ts'

const MOST = 1_000

interface Pair {
  work: number
  local: number
  authorOfWork: number | null
  authorOfLocal: number | null
  title: string
  path: string
  slot: 'ebook' | 'audiobook'
  sizeBytes: number
}

/**
 * Files of books that a library scan made by itself go to the wanted works that they are, with all that readers have made of
 * them (acquisition contract 10.7). Without a sure match nothing changes.
 * @returns how many works got their file
 */
export async function takeOverLocal(
  deps: ImportDeps,
  finder: Finder,
  { roots, signal }: { roots: readonly string[]; signal: AbortSignal },
): Promise<number> {
  const done = new Set<number>()
  let count = 0
  for (const pair of await pairsOf(deps)) {
    signal.throwIfAborted()
    if (done.has(pair.work) || done.has(pair.local)) continue
    if (!roots.some((root) => isInside(pair.path, root)) || !(await isSame(deps, finder, pair, signal))) continue
    await takeOver(deps, pair)
    for (const id of [pair.work, pair.local]) done.add(id)
    count += 1
  }
  return count
}

async function pairsOf({ db }: ImportDeps): Promise<Pair[]> {
  const rows = await db
    .selectFrom('books as work')
    .innerJoin('books as local', 'local.sort_title', 'work.sort_title')
    .innerJoin('book_files as file', 'file.book_id', 'local.id')
    .select(['work.id as work', 'local.id as local', 'work.title', 'file.file_path as path', 'file.media as slot'])
    .select(['work.author_id as authorOfWork', 'local.author_id as authorOfLocal', 'file.size_bytes as sizeBytes'])
    .where('work.status', '=', 'wanted')
    .where('work.is_excluded', '=', false)
    .where('work.metadata_provider', '!=', 'local')
    .where('work.author_id', 'is not', null)
    .where('local.is_excluded', '=', false)
    .where('local.metadata_provider', '=', 'local')
    .where('local.deleted_at', 'is', null)
    .where('file.missing_since', 'is', null)
    .orderBy('work.id')
    .orderBy('file.id')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({ ...row, sizeBytes: Number(row.sizeBytes) }))
}

/** Of the same author, or the file names the author of the work. */
async function isSame(deps: ImportDeps, finder: Finder, pair: Pair, signal: AbortSignal): Promise<boolean> {
  if (pair.authorOfLocal !== null && pair.authorOfLocal === pair.authorOfWork) return true
  const file = { path: pair.path, sizeBytes: pair.sizeBytes, modifiedMs: 0 }
  const [read] = (await readFiles(deps, [file], signal)).read
  if (!read) return false
  const claim = claimOf(read)
  const evidence = { ...claim, author: claim.authors[0] ?? null }
  if (!evidence.author) return false
  const match = await finder.find(evidence, ({ id }) => id === pair.work)
  return match.kind === 'confident'
}

async function takeOver({ transaction, dialect, clock }: ImportDeps, { work, local, title, path, slot }: Pair) {
  const ids = { from: local, to: work }
  const now = clock.now()
  await transaction(async (trx) => {
    await moveReading(trx, ids)
    await moveAnnotations(trx, ids)
    await moveListEntries(trx, ids)
    await moveFiles(trx, dialect, { ...ids, now: instant(now) })
    await forgetBareBooks(trx, dialect, [local])
    const data = { path, format: slot, mode: 'scan' }
    await noteAcquisition(trx, { bookId: work, eventType: 'bookImported', sourceTitle: title, data, now })
  })
}
