import { basename } from 'node:path'
import { type BookFacts, blankFacts, type Format } from '@colophon/formats/facts.ts'
import { isNamedRightly, NAMES_OF_FORMATS } from '@colophon/formats/formats-of-names.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import { coverOfFile, isReadWithCover } from '#domain/library/cover-of-file.ts'
import { endingOf, fullEnding } from './content-kinds.ts'
import type { FoundFile, ImportDisk } from './import-disk.ts'

/** A file that was looked into and is what its name says. */
export interface ReadFile extends FoundFile {
  /** What it is called in the library: `epub`, `mp3`, … */
  format: string
  /** The ending that it bears in the library: its own, unless that is another kind of file. */
  ending: string
  /** What speaks against its name, for people; null where it is what it is called. */
  contradiction: string | null
  facts: BookFacts
  partialMd5: string | null
  coverHash: string | null
  coverMime: string | null
}

/** A file that is not taken, with the reason for people. */
export interface RefusedFile {
  path: string
  reason: string
  /** Another try may find it readable: the disk failed, or it was not there. */
  mayPass: boolean
  /** It is a book all the same: somebody may want it as it is. */
  isBook: boolean
}

export interface ReadFiles {
  read: ReadFile[]
  refused: RefusedFile[]
}

/** Kinds that nothing here looks into, by the bytes that they begin with. */
const SIGNATURES: Record<string, string> = { djvu: 'AT&TFORM', lit: 'ITOLITLS', rtf: '{\\rtf' }
const COVERS = 200

/**
 * Looks into files: what is no book, whatever its name says, is refused. What is another kind of book than it is called is
 * told.
 */
export async function readFiles(
  { pool, disk }: { pool: BookPool; disk: ImportDisk },
  files: readonly FoundFile[],
  signal: AbortSignal,
): Promise<ReadFiles> {
  const result: ReadFiles = { read: [], refused: [] }
  const readable = files.filter(({ path }) => !(endingOf(path) in SIGNATURES))
  const outcomes = await pool.read(
    readable.map(({ path }, index) => ({ path, cover: index < COVERS && isReadWithCover(basename(path)) })),
    { signal },
  )
  const outcomeOf = new Map(readable.map((file, index) => [file, outcomes[index]]))
  for (const file of files) {
    const outcome = outcomeOf.get(file)
    const name = basename(file.path)
    if (outcome?.ok) {
      const { facts, partialMd5 } = outcome
      const { format } = facts
      result.read.push({ ...file, format, ...named(file, format), facts, partialMd5, ...coverOfFile(outcome) })
    } else if (outcome) {
      const mayPass = ['missing', 'unavailable', 'no-access'].includes(outcome.code)
      result.refused.push({ path: file.path, reason: `${name}: ${outcome.message}`, mayPass, isBook: false })
    } else if (await beginsRightly(disk, file)) {
      const format = endingOf(file.path)
      result.read.push({
        ...file,
        ...{ format, ending: format, contradiction: null },
        facts: blankFacts('txt'),
        partialMd5: null,
        coverHash: null,
        coverMime: null,
      })
    } else {
      const reason = `${name}: the content is not ${endingOf(file.path)}`
      result.refused.push({ path: file.path, reason, mayPass: false, isBook: false })
    }
  }
  return result
}

const isComic = (format: string) => /^cb[zrt7]$/.test(format)

/** Comics are packed one way and called another so often that it says nothing about them. */
function named({ path }: FoundFile, format: Format): Pick<ReadFile, 'ending' | 'contradiction'> {
  const own = endingOf(path)
  if (isNamedRightly(own, format)) return { ending: fullEnding(path), contradiction: null }
  if (isComic(own) && isComic(format)) return { ending: format, contradiction: null }
  const contradiction = `${basename(path)}: the content is not ${own} but ${NAMES_OF_FORMATS[format]}`
  return { ending: format, contradiction }
}

async function beginsRightly(disk: ImportDisk, { path }: FoundFile): Promise<boolean> {
  const signature = SIGNATURES[endingOf(path)] ?? ''
  return (await disk.head(path, signature.length)).toString('latin1') === signature
}
