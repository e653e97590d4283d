import { basename } from 'node:path'
import type { Slot } from '#database/schema.ts'
import { createFinder, type Evidence, type Match } from './find-candidates.ts'
import type { ImportDeps } from './import-deps.ts'
import { parseFileName } from './parse-file-name.ts'
import type { PickedContent } from './pick-content.ts'
import { claimOf } from './prepare-import.ts'
import { readFiles } from './read-files.ts'

interface Content {
  path: string
  content: PickedContent & { kind: Slot }
}

/** The book that downloaded files are, where they say it themselves and only one can be meant; else undefined. */
export async function findBookFor(
  deps: ImportDeps,
  { path, content }: Content,
  signal: AbortSignal,
): Promise<number | undefined> {
  const files = content.kind === 'ebook' ? content.files : content.tracks
  const [largest] = [...files].sort((a, b) => b.sizeBytes - a.sizeBytes)
  if (!largest) return undefined
  const { read } = await readFiles(deps, [largest], signal)
  const finder = createFinder(deps)
  const isSure = (match: Match) => (match.kind === 'confident' ? match.book.id : undefined)
  if (read[0]) {
    const claim = claimOf(read[0])
    const found = isSure(await finder.find({ ...claim, author: claim.authors[0] ?? null }))
    if (found !== undefined) return found
  }
  for (const evidence of namesOf(content.kind === 'ebook' ? largest.path : path)) {
    const found = isSure(await finder.find(evidence))
    if (found !== undefined) return found
  }
  return undefined
}

/** What a name says, and the other way round where it leaves that open. */
export function namesOf(path: string): Evidence[] {
  const { title, author, isbn, asin, otherwise } = parseFileName(basename(path))
  const numbers = { isbns: isbn ? [isbn] : [], asin }
  return [{ title, author, ...numbers }, ...(otherwise ? [{ ...otherwise, ...numbers }] : [])]
}
