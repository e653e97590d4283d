import type { IAudioMetadata, IPicture } from 'music-metadata'
import { type BookFile, openBookFile } from '../bytes/book-file.ts'
import { toCover } from '../cover/to-cover.ts'
import { blankFacts, type CoverPicture, type Format, type ReadBook, UnreadableBook } from '../facts.ts'
import { audioFacts } from './audio-facts.ts'
import { chaptersOf } from './chapters.ts'
import { readMp4Structure } from './mp4-boxes.ts'
import { oggDuration } from './ogg-duration.ts'
import { tagsOf } from './tags.ts'

/** Ogg has its tags in front, with pictures at most these bytes; the tag reader would go on to the end of the file. */
const OGG_TAG_BYTES = 4 << 20

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
    const metadata = await parse(file, format, cover)
    if (isMp4 && !metadata?.format.duration) throw new UnreadableBook('damaged', 'The file holds no sound.')
    if (!metadata) return withoutTags(format)
    const facts = audioFacts(metadata, format)
    facts.durationSeconds = durationOf(metadata, format, file)
    facts.chapters = chaptersOf(metadata, tagsOf(metadata), nero, facts.durationSeconds)
    return { facts, cover: cover ? coverOf(metadata.common.picture, facts.warnings) : null }
  } finally {
    file.close()
  }
}

function isOgg(format: Format): boolean {
  return format === 'ogg' || format === 'opus'
}

/** Tags that cannot be read are no reason to leave out a file that plays. */
async function parse(file: BookFile, format: Format, cover: boolean): Promise<IAudioMetadata | null> {
  const { parseBuffer, parseFile } = await import('music-metadata')
  const options = { includeChapters: true, skipCovers: !cover }
  try {
    if (isOgg(format)) return await parseBuffer(file.read(0, OGG_TAG_BYTES), { path: file.path }, options)
    return await parseFile(file.path, options)
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

function durationOf(metadata: IAudioMetadata, format: Format, file: BookFile): number | null {
  const seconds = (isOgg(format) ? oggDuration(file) : null) ?? metadata.format.duration
  return seconds && Number.isFinite(seconds) && seconds > 0 ? seconds : null
}

function coverOf(pictures: IPicture[] | undefined, warnings: string[]): CoverPicture | null {
  const front = pictures?.find(({ type }) => type === 'Cover (front)') ?? pictures?.[0]
  if (!front) return null
  const outcome = toCover(new Uint8Array(front.data))
  if (!outcome.cover) warnings.push(outcome.reason)
  return outcome.cover
}
