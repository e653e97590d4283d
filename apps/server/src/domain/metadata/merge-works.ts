import { comparePeople, halveDoubled } from './author-identity.ts'
import type { FoundWork, MediaKind, SourceId } from './provider.ts'
import { dedupKey, isSameWork, mainKey } from './title-key.ts'

const MOST_GENRES = 10
/** A rating by fewer people replaces none. */
const FEWEST_RATINGS = 10
const SHORT_DESCRIPTION = 50

/**
 * Works of one author as several providers list them, as one list. What a later provider knows of a work fills what is
 * empty; works that only it knows are appended.
 * @param lists the primary's first; of each author alone, so that equal titles are one work
 */
export function mergeCatalogues(lists: readonly (readonly FoundWork[])[]): FoundWork[] {
  const merged: FoundWork[] = []
  const byTitle = new Map<string, number[]>()
  for (const work of lists.flat()) {
    const tidy = tidyWork(work)
    const keys = [dedupKey(tidy.title), mainKey(tidy.title)]
    const candidates = keys.flatMap((key) => byTitle.get(key) ?? [])
    const at = candidates.find((index) => isSameTitle(merged[index], tidy))
    const known = at === undefined ? undefined : merged[at]
    if (at === undefined || !known) {
      merged.push(tidy)
      for (const key of new Set(keys)) byTitle.set(key, [...(byTitle.get(key) ?? []), merged.length - 1])
    } else merged[at] = mergeWork(known, tidy)
  }
  return merged
}

const isSameTitle = (known: FoundWork | undefined, work: FoundWork) => known !== undefined && isSameWork(known, work)

/** One work of two descriptions: the first decides, the second fills in. */
export function mergeWork(base: FoundWork, other: FoundWork): FoundWork {
  return {
    ...base,
    otherIds: idsOf(base, other),
    subtitle: base.subtitle ?? other.subtitle,
    description: base.description || other.description,
    authors: base.authors.length > 0 ? base.authors : other.authors,
    narrators: base.narrators.length > 0 ? base.narrators : other.narrators,
    releaseDate: base.releaseDate ?? other.releaseDate,
    imageUrl: base.imageUrl ?? other.imageUrl,
    genres: mergeGenres(base, other),
    subjects: base.subjects.length > 0 ? base.subjects : other.subjects,
    ...mergeRating(base, other),
    language: base.language ?? other.language,
    editionLanguages: base.editionLanguages.length > 0 ? base.editionLanguages : other.editionLanguages,
    editionCount: base.editionCount ?? other.editionCount,
    mediaType: mergeMedia(base.mediaType, other.mediaType),
    durationSeconds: base.durationSeconds ?? other.durationSeconds,
    asin: base.asin ?? other.asin,
    isbns: base.isbns.length > 0 ? base.isbns : other.isbns,
    pages: base.pages ?? other.pages,
    series: base.series.length > 0 ? base.series : other.series,
    isCompilation: base.isCompilation || other.isCompilation,
  }
}

/** Every id that a work is known by, its own first. */
export const allIds = (work: FoundWork): SourceId[] => [
  { provider: work.provider, foreignId: work.foreignId },
  ...work.otherIds,
]

function idsOf(base: FoundWork, other: FoundWork): SourceId[] {
  const ids = new Map([...base.otherIds, ...allIds(other)].map((id) => [id.foreignId, id]))
  ids.delete(base.foreignId)
  return [...ids.values()]
}

/** Genres of Hardcover are chosen by people and replace those that were derived from subjects. */
function mergeGenres(base: FoundWork, other: FoundWork): string[] {
  const isCurated = other.provider === 'hardcover' && other.genres.length > 0
  return (isCurated || base.genres.length === 0 ? other.genres : base.genres).slice(0, MOST_GENRES)
}

type Rating = Pick<FoundWork, 'averageRating' | 'ratingsCount'>

/** Average and count belong together; a pair is replaced only by one of many more people. */
export function mergeRating(base: Rating, other: Rating): Rating {
  const isBetter =
    other.ratingsCount > 0 &&
    (base.ratingsCount === 0 || (other.ratingsCount >= FEWEST_RATINGS && other.ratingsCount >= 2 * base.ratingsCount))
  const { averageRating, ratingsCount } = isBetter ? other : base
  return { averageRating, ratingsCount }
}

export const mergeMedia = (one: MediaKind, other: MediaKind): MediaKind => (one === other ? one : 'both')

/** Whether asking others about a single book is worth it. */
export const isThin = (work: Pick<FoundWork, 'description' | 'imageUrl'>): boolean =>
  work.description.length < SHORT_DESCRIPTION || work.imageUrl === null

/** A single book with what others know of it; here the longest description wins. */
export function enrichWork(work: FoundWork, others: readonly FoundWork[]): FoundWork {
  const whole = others.reduce(mergeWork, work)
  const longest = others.reduce(
    (best, { description }) => (description.length > best.length ? description : best),
    work.description,
  )
  return { ...whole, description: longest }
}

/** Names once, people once, and genres no more than can be read. */
function tidyWork(work: FoundWork): FoundWork {
  const authors: FoundWork['authors'] = []
  for (const author of work.authors) {
    const name = halveDoubled(author.name)
    if (!authors.some((known) => comparePeople(known, { name }) === 'same')) authors.push({ ...author, name })
  }
  return { ...work, authors, genres: work.genres.slice(0, MOST_GENRES) }
}

/** Names of fields that can be locked, to what of a work they lock. */
const LOCKS = {
  title: ['title', 'subtitle'],
  description: ['description'],
  genres: ['genres', 'subjects'],
  language: ['language'],
  releaseDate: ['releaseDate'],
  series: ['series'],
  cover: ['imageUrl'],
  authors: ['authors'],
} as const satisfies Record<string, readonly (keyof FoundWork)[]>

/** What of a work may be written over a book by itself: nothing that somebody locked. */
export function withoutLocked(work: FoundWork, locked: readonly string[]): Partial<FoundWork> {
  const held = new Set<string>(Object.entries(LOCKS).flatMap(([lock, fields]) => (locked.includes(lock) ? fields : [])))
  return Object.fromEntries(Object.entries(work).filter(([field]) => !held.has(field)))
}
