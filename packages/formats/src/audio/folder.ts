import { type BookFacts, blankFacts, type Chapter, type Creator } from '../facts.ts'
import { readFolderName } from './folder-name.ts'
import { readSidecars } from './sidecars.ts'
import { type AudioTrack, inOrderOfPlay } from './track-order.ts'

export interface AudioFolder {
  /** Names of the folders from below the library's root down to that of the book. */
  folder: string[]
  tracks: AudioTrack[]
  /** Texts beside the tracks by lower-case name, see `readSidecars`. */
  sidecars?: Record<string, string>
}

/**
 * Describes an audiobook of many files as one book. What stands beside the tracks was written by a person and wins;
 * then come the tags, which mostly agree; then the names of the folders.
 */
export function describeAudioFolder({ folder, tracks, sidecars = {} }: AudioFolder): BookFacts {
  const ordered = inOrderOfPlay(tracks)
  const all = ordered.map(({ facts }) => facts)
  const name = readFolderName(folder)
  const beside = readSidecars(sidecars)
  const facts = blankFacts(all[0]?.format ?? 'mp3')

  const album = mostCommon(all.map(({ track }) => track?.album ?? null))
  facts.title =
    beside.title ?? (album && withoutDisc(album)) ?? (all.length === 1 ? first(all, 'title') : null) ?? name.title
  facts.subtitle = beside.subtitle ?? mostCommon(all.map(({ subtitle }) => subtitle))
  facts.creators = [
    ...either(beside.authors, creators(all, 'author'), person(name.author, 'author')),
    ...either(beside.narrators, creators(all, 'narrator'), person(name.narrator, 'narrator')),
  ]
  const tagged = all.find(({ series }) => series.length > 0)?.series
  facts.series = either(beside.series, tagged ?? [], name.series ? [name.series] : [])
  facts.published = beside.published ?? mostCommon(all.map(({ published }) => published)) ?? name.year
  facts.publisher = beside.publisher ?? first(all, 'publisher')
  facts.description = beside.description ?? first(all, 'description')
  facts.subjects = either(beside.subjects, [...new Set(all.flatMap(({ subjects }) => subjects))])
  facts.languages = either(
    beside.language ? [beside.language] : [],
    all.find(({ languages }) => languages.length > 0)?.languages ?? [],
  )
  facts.identifiers = identifiersOf(all, beside)
  facts.durationSeconds = all.reduce<number | null>(
    (sum, { durationSeconds: own }) => (own === null ? sum : (sum ?? 0) + own),
    null,
  )
  facts.chapters = either(beside.chapters, chaptersOf(ordered))
  facts.drm = first(all, 'drm')
  facts.warnings = ordered.flatMap((track) => track.facts.warnings.map((warning) => `${track.name}: ${warning}`))
  return facts
}

/** Chapters inside of the tracks where they have them, else each track is one. */
function chaptersOf(tracks: AudioTrack[]): Chapter[] {
  const titles = new Set(tracks.map(({ facts }) => facts.title))
  let offset = 0
  return tracks.flatMap(({ name, facts }) => {
    const start = offset
    offset += facts.durationSeconds ?? 0
    if (facts.chapters.length > 1) {
      return facts.chapters.map(({ title, startSeconds, endSeconds }) => ({
        title,
        startSeconds: start + startSeconds,
        endSeconds: endSeconds === null ? null : start + endSeconds,
      }))
    }
    // Tracks that are all called the same carry the title of the book.
    const own = titles.size === tracks.length ? facts.title : null
    return [
      { title: own ?? stemOf(name), startSeconds: start, endSeconds: facts.durationSeconds === null ? null : offset },
    ]
  })
}

/** `CD1/01 - Chapter 1.mp3` is `Chapter 1`. */
function stemOf(name: string): string {
  const stem = (name.split('/').at(-1) ?? name).replace(/\.\w{2,4}$/, '')
  return stem.replace(/^\d+\s*[-–._)]*\s*(?=\D)/, '') || stem
}

function identifiersOf(all: BookFacts[], { isbn, asin }: { isbn: string | null; asin: string | null }) {
  const beside = [
    ...(isbn ? [{ scheme: 'isbn', value: isbn }] : []),
    ...(asin ? [{ scheme: 'asin', value: asin }] : []),
  ]
  const tagged = all.find(({ identifiers }) => identifiers.length > 0)?.identifiers ?? []
  return [...beside, ...tagged.filter(({ scheme }) => !beside.some((known) => known.scheme === scheme))]
}

/** Those that most tracks name; a guest reads one chapter. */
function creators(all: BookFacts[], role: Creator['role']): Creator[] {
  const lists = all
    .map((facts) => facts.creators.filter((creator) => creator.role === role))
    .filter((list) => list.length > 0)
  const usual = mostCommon(lists.map((list) => list.map(({ name }) => name).join('\n')))
  return lists.find((list) => list.map(({ name }) => name).join('\n') === usual) ?? []
}

function person(name: string | null, role: Creator['role']): Creator[] {
  return name ? [{ name, sort: null, role }] : []
}

function withoutDisc(album: string): string {
  const bare = album
    .replace(/[\s,:–-]*[([]?\b(?:cd|dis[ck])\s*\d+(?:\s*of\s*\d+)?[)\]]?$/i, '')
    .replace(/\s*[([](?:un)?abridged[)\]]/i, '')
  return bare.trim() || album
}

function first(all: BookFacts[], field: 'title' | 'publisher' | 'description' | 'drm'): string | null {
  return all.find((facts) => facts[field] !== null)?.[field] ?? null
}

function either<Item>(...lists: Item[][]): Item[] {
  return lists.find((list) => list.length > 0) ?? []
}

function mostCommon(values: (string | null)[]): string | null {
  const counts = new Map<string, number>()
  for (const value of values) if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts.entries()].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}
