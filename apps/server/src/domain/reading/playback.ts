import { createHash } from 'node:crypto'
import { describeAudioFolder } from '@colophon/formats/audio/folder.ts'
import type { BookFacts, Chapter } from '@colophon/formats/facts.ts'
import { throwFailure } from '@colophon/formats/workers/failure.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Db } from '#database/open.ts'
import { type FileRecord, findFileOrThrow } from '#domain/catalog/edit-files.ts'
import { audioFolderOf } from '#domain/library/audio-folders.ts'
import { readSidecars } from '#domain/library/describe-audio.ts'
import { DomainError, notFound } from '#kernel/errors.ts'
import { fileOnDisk, pathInLibrary, unreadable } from './file-on-disk.ts'
import type { MediaCache } from './media-cache.ts'

export interface Playback {
  /** Null where not even one part says how long it is. */
  durationSeconds: number | null
  parts: { format: string; sizeBytes: number; durationSeconds: number | null }[]
  /** Over the whole book, in order; empty where nothing says where chapters begin. */
  chapters: Chapter[]
}

interface Part {
  path: string
  size_bytes: number
  duration_seconds: number | null
}

const FACTS = 'playback.json'
/** Enough for the parts of any audiobook, and for a thread to read them. */
const MAX_PARTS = 5_000

/**
 * What a player has to know of an audiobook before it plays. Read out of the files once, and kept as long as they stay
 * the same.
 * @throws not-found, forbidden, unsupported where it is no audiobook or cannot be read
 */
export async function readPlayback(
  deps: { db: Db; pool: BookPool; cache: MediaCache },
  filePublicId: string,
): Promise<Playback> {
  const { db, cache } = deps
  const record = await findFileOrThrow(db, filePublicId)
  if (record.media !== 'audiobook') throw new DomainError('unsupported', 'file.no-audio', 'this file is no audiobook')
  const parts = await partsOf(db, record)
  const version = parts.length > 0 ? stateOf(parts) : (await fileOnDisk(db, filePublicId)).version
  const key = `${record.public_id}-${version}`
  const known = await cache.readJson<Playback>(key, FACTS)
  if (known) return known
  const playback = parts.length > 0 ? await readFolder(deps, parts) : await readSingle(deps, record)
  await cache.write(key, FACTS, JSON.stringify(playback))
  return playback
}

/**
 * Where a part of an audiobook lies, from 0; a book of one file has that one part.
 * @throws not-found
 */
export async function findPart(
  db: Db,
  filePublicId: string,
  position: number,
): Promise<{ path: string; format: string; fileName: string }> {
  const record = await findFileOrThrow(db, filePublicId)
  const part = (await partsOf(db, record))[position]
  const path = part?.path ?? (position === 0 && record.file_type !== 'zip' ? record.file_path : undefined)
  if (path === undefined) throw notFound('part', position)
  return { path, format: part ? endingOf(path) : record.file_type, fileName: path.slice(path.lastIndexOf('/') + 1) }
}

function partsOf(db: Db, { id }: FileRecord): Promise<Part[]> {
  return db
    .selectFrom('book_file_parts')
    .select(['path', 'size_bytes', 'duration_seconds', 'modified_ms'])
    .where('file_id', '=', id)
    .orderBy('position')
    .limit(MAX_PARTS)
    .execute()
}

const stateOf = (parts: Part[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16)

async function readSingle({ db, pool }: { db: Db; pool: BookPool }, record: FileRecord): Promise<Playback> {
  const [facts] = await readFacts(pool, [await pathInLibrary(db, record.file_path)])
  const durationSeconds = facts?.durationSeconds ?? record.duration_seconds
  return {
    durationSeconds,
    parts: [{ format: record.file_type, sizeBytes: record.size_bytes, durationSeconds }],
    chapters: facts?.chapters ?? [],
  }
}

async function readFolder({ db, pool }: { db: Db; pool: BookPool }, parts: Part[]): Promise<Playback> {
  const paths = await Promise.all(parts.map(({ path }) => pathInLibrary(db, path)))
  const facts = await readFacts(pool, paths)
  const folder = audioFolderOf(parts[0]?.path ?? '')
  const book = describeAudioFolder({
    folder: [],
    tracks: facts.map((track, index) => ({ name: parts[index]?.path.slice(folder.length + 1) ?? '', facts: track })),
    sidecars: await readSidecars(folder),
  })
  return {
    durationSeconds: book.durationSeconds,
    parts: parts.map(({ path, size_bytes, duration_seconds }, index) => ({
      format: endingOf(path),
      sizeBytes: size_bytes,
      durationSeconds: facts[index]?.durationSeconds ?? duration_seconds,
    })),
    chapters: book.chapters,
  }
}

async function readFacts(pool: BookPool, paths: string[]): Promise<BookFacts[]> {
  const outcomes = await pool.run(
    'read',
    paths.map((path) => ({ path, cover: false })),
    { priority: 'interactive' },
  )
  return outcomes.map((outcome) => {
    if (outcome.ok) return outcome.value.facts
    try {
      return throwFailure(outcome)
    } catch (error) {
      throw unreadable(error)
    }
  })
}

const endingOf = (path: string) => path.slice(path.lastIndexOf('.') + 1).toLowerCase()
