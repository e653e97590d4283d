import type { Db } from '#database/open.ts'
import type { PlacedFile } from '#domain/catalog/record-files.ts'
import type { FilePlacer } from './file-placer.ts'

/**
 * Finds for new paths the record of the same content whose own place is empty now: the file was moved or renamed
 * outside, and keeps its book.
 * @returns id of that record by new path
 */
export async function findMoved(
  { db, placer }: { db: Db; placer: FilePlacer },
  files: PlacedFile[],
): Promise<Map<string, number>> {
  const moved = new Map<string, number>()
  const digests = files.map(({ partialMd5 }) => partialMd5).filter((digest) => digest !== null)
  if (digests.length === 0) return moved
  const candidates = await db
    .selectFrom('book_files')
    .select(['id', 'file_path', 'partial_md5', 'size_bytes'])
    .where('partial_md5', 'in', digests)
    .limit(2_000)
    .execute()
  const known = new Set(candidates.map(({ file_path }) => file_path))
  const taken = new Set<number>()
  for (const file of files) {
    if (known.has(file.path)) continue
    for (const candidate of candidates) {
      const isSame = candidate.partial_md5 === file.partialMd5 && candidate.size_bytes === file.sizeBytes
      if (!isSame || taken.has(candidate.id) || (await placer.exists(candidate.file_path))) continue
      moved.set(file.path, candidate.id)
      taken.add(candidate.id)
      break
    }
  }
  return moved
}
