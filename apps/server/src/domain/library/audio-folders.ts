import { posix } from 'node:path'
import { inOrderOfPlay } from '@colophon/formats/audio/track-order.ts'
import type { BookFacts } from '@colophon/formats/facts.ts'
import { foldWords } from '#kernel/text.ts'
import { stemOf } from './path-facts.ts'
import type { WalkedFile } from './walker.ts'

export interface Track extends WalkedFile {
  facts: BookFacts
  coverHash: string | null
  coverMime: string | null
  partialMd5: string | null
}

/** Tracks that are one audiobook, or one track that is a book by itself. */
export interface AudioGroup {
  /** The folder of the book: above `CD1`, `CD2`. */
  folder: string
  tracks: Track[]
}

const DISC = /^(cd|dis[ck]|part|teil|vol(ume)?)[ ._-]*\d+$/i

/** `CD1`, `Disc 2`, `Part 3`. */
export const isDisc = (folderName: string) => DISC.test(folderName)

/** `…/Oz/CD1` belongs to the book of `…/Oz`. */
export function audioFolderOf(path: string): string {
  const folder = posix.dirname(path)
  return DISC.test(posix.basename(folder)) ? posix.dirname(folder) : folder
}

/**
 * Sorts the audio files of a folder into books. Tracks of one album are one book; without tags, numbered names are.
 * An M4B is a book by itself unless it says that it is one of several discs or parts of an album.
 * @param isRoot the root of a library holds loose files: there only an album makes a book of several
 */
export function groupTracks(folder: string, tracks: Track[], isRoot: boolean): AudioGroup[] {
  const groups = new Map<string, Track[]>()
  for (const track of tracks) {
    const key = keyOf(track, isRoot) ?? `file:${track.path}`
    groups.set(key, [...(groups.get(key) ?? []), track])
  }
  return [...groups.values()].map((group) => ({
    folder,
    tracks: inOrderOfPlay(group.map((track) => ({ ...track, name: track.path.slice(folder.length + 1) }))),
  }))
}

function keyOf({ path, facts }: Track, isRoot: boolean): string | null {
  const author = foldWords(facts.creators.find((creator) => creator.role === 'author')?.name ?? '')
  const isNumbered = /^\D{0,12}\d+/.test(stemOf(posix.basename(path))) || facts.track?.number != null
  if (facts.format === 'm4b' && !isNumbered) return null
  if (facts.track && isNumbered) return `album:${foldWords(facts.track.album)}|${author}`
  if (!facts.track && isNumbered && !isRoot) return 'numbered'
  return null
}
