import type { IAudioMetadata, IPicture } from 'music-metadata'
import { type BookFile, openBookFile } from '../bytes/book-file.ts'
import { toCover } from '../cover/to-cover.ts'
import { blankFacts, type CoverPicture, type Format, type ReadBook, UnreadableBook } from '../facts.ts'
import { audioFacts } from './audio-facts.ts'
import { chaptersOf } from './chapters.ts'
import { readMp4Structure } from './mp4-boxes.ts'
import { opusDuration } from './opus-duration.ts'
import { tagsOf } from './tags.ts'

/**
 * Reads the tags, length, chapters and cover of one file of audio. `facts.title` is the file's own title, which is that
 * of a chapter where a book has many files. Throws `UnreadableBook` with `damaged` or `truncated`.
 */
export async function readAudio(
  path: string,
  { cover, format }: { cover: boolean; format: Format },
): Promise<ReadBook> {
  const file = openBookFile(path)
  try {
    const isMp4 = format === 'm4b' || format === 'm4a'
    const { nero } = isMp4 ? readMp4Structure(file) : { nero: [] }
    const metadata = await parse(path, cover)
    if (isMp4 && !metadata?.format.duration) throw new UnreadableBook('damaged', 'The file holds no sound.')
    if (!metadata) return withoutTags(format)
    const facts = audioFacts(metadata, format)
    facts.durationSeconds = durationOf(metadata, file)
    facts.chapters = chaptersOf(metadata, tagsOf(metadata), nero, facts.durationSeconds)
    return { facts, cover: cover ? coverOf(metadata.common.picture, facts.warnings) : null }
  } finally {
    file.close()
  }
}

/** Tags that cannot be read are no reason to leave out a file that plays. */
async function parse(path: string, cover: boolean): Promise<IAudioMetadata | null> {
  const { parseFile } = await import('music-metadata')
  try {
    return await parseFile(path, { includeChapters: true, skipCovers: !cover })
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    return null
  }
}

function withoutTags(format: Format): ReadBook {
  const facts = blankFacts(format)
  facts.warnings.push('The tags of the file are damaged and were left out.')
  return { facts, cover: null }
}

function durationOf({ format }: IAudioMetadata, file: BookFile): number | null {
  const seconds = format.duration ?? (format.codec === 'Opus' ? opusDuration(file) : null)
  return seconds && Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

function coverOf(pictures: IPicture[] | undefined, warnings: string[]): CoverPicture | null {
  const front = pictures?.find(({ type }) => type === 'Cover (front)') ?? pictures?.[0]
  if (!front) return null
  const outcome = toCover(new Uint8Array(front.data))
  if (!outcome.cover) warnings.push(outcome.reason)
  return outcome.cover
}
