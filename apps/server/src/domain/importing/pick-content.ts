import { basename } from 'node:path'
import type { Slot } from '#database/schema.ts'
import { contentKind, endingOf, isCarriedAlong } from './content-kinds.ts'
import type { FoundContent, FoundFile } from './import-disk.ts'

/** What of a download is taken into the library. */
export type PickedContent =
  | { kind: 'ebook'; files: FoundFile[] }
  /** `folder` is null for a single file that lies in no folder of its own. */
  | { kind: 'audiobook'; folder: string | null; tracks: FoundFile[]; sidecars: FoundFile[] }
  | { kind: 'none'; reason: 'missing' | 'empty' | 'unfinished' | 'video' | 'program' | 'archive' }

const UNPACKING = /^_(unpack|failed)_/i

/**
 * Says what is in a download, by the names and sizes of its files. Any audio makes it an audiobook, unless somebody says
 * otherwise; a film is none, whatever lies beside it.
 * @param forced what a person said that it is
 */
export function pickContent(path: string, found: FoundContent, forced: Slot | null = null): PickedContent {
  if (found.kind === 'missing') return { kind: 'none', reason: 'missing' }
  if (UNPACKING.test(basename(path))) return { kind: 'none', reason: 'unfinished' }
  const of = (kind: ReturnType<typeof contentKind>) =>
    found.files.filter((file) => contentKind(basename(file.path)) === kind && file.sizeBytes > 0)
  const largest = [...found.files].sort((a, b) => b.sizeBytes - a.sizeBytes)[0]
  const largestKind = largest && contentKind(basename(largest.path))
  if (forced === null && (largestKind === 'video' || largestKind === 'program'))
    return { kind: 'none', reason: largestKind }
  const [audio, ebooks] = [of('audio'), of('ebook')]
  if (forced !== 'ebook' && audio.length > 0) return audiobook(path, found, audio)
  if (forced !== 'audiobook' && ebooks.length > 0) return { kind: 'ebook', files: ebooks }
  return { kind: 'none', reason: nothingBecause(found) }
}

/** Texts and pictures that often lie beside a book and are one at times. */
const BESIDE = new Set(['pdf', 'txt', 'rtf', 'cbr', 'cbz'])
const FAR_MORE = 5

/** Whether loose files are no more than what lies beside a book that is in archives: a sample of it, a text about it. */
export function isBesideArchives(found: FoundContent, content: PickedContent & { kind: Slot }): boolean {
  const loose = content.kind === 'ebook' ? content.files : content.tracks
  if (content.kind === 'ebook' && loose.some(({ path }) => !BESIDE.has(endingOf(path)))) return false
  const bytesOf = (files: readonly FoundFile[]) => files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const archives = found.files.filter(({ path }) => contentKind(basename(path)) === 'archive')
  return bytesOf(archives) > bytesOf(loose) * FAR_MORE
}

function audiobook(path: string, found: FoundContent, tracks: FoundFile[]): PickedContent {
  if (found.kind === 'file') return { kind: 'audiobook', folder: null, tracks, sidecars: [] }
  const taken = new Set(tracks)
  const sidecars = found.files.filter((file) => !taken.has(file) && isCarriedAlong(basename(file.path)))
  return { kind: 'audiobook', folder: path, tracks, sidecars }
}

function nothingBecause(found: FoundContent): 'empty' | 'unfinished' | 'video' | 'program' | 'archive' {
  const kinds = new Set(found.files.map((file) => contentKind(basename(file.path))))
  for (const kind of ['unfinished', 'video', 'program', 'archive'] as const) if (kinds.has(kind)) return kind
  return 'empty'
}
