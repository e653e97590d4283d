import { posix } from 'node:path'
import type { Db } from '#database/open.ts'
import type { FilePlacer } from './file-placer.ts'

const TRIES = 200

/**
 * The first free path like the wanted one: `name.epub`, `name (2).epub`, … A path that is recorded for this very
 * content and not filled on disk is its own: a run that was killed had chosen it.
 */
export async function freeTarget(
  { db, placer }: { db: Db; placer: FilePlacer },
  wanted: string,
  content: { partialMd5: string; sizeBytes: number },
): Promise<string> {
  const ending = /(\.kepub\.epub|\.fb2\.zip|\.[^./]+)$/i.exec(wanted)?.[1] ?? ''
  const stem = wanted.slice(0, wanted.length - ending.length)
  for (let number = 1; number <= TRIES; number++) {
    const path = number === 1 ? wanted : `${stem} (${number})${ending}`
    if (await placer.exists(path)) continue
    const owner = await db
      .selectFrom('book_files')
      .select(['partial_md5', 'size_bytes'])
      .where('file_path', '=', path)
      .executeTakeFirst()
    if (!owner || (owner.partial_md5 === content.partialMd5 && owner.size_bytes === content.sizeBytes)) return path
  }
  throw new Error(`${posix.basename(wanted)} is there ${TRIES} times already`)
}
