import { allIds, mergeMedia, mergeRating } from '#domain/metadata/merge-works.ts'
import type { FoundWork, MediaKind } from '#domain/metadata/provider.ts'
import { isPlaceholder } from '#domain/metadata/source-ids.ts'
import { isSameWork, type TitleFacts } from '#domain/metadata/title-key.ts'

/** A book of an author that is recorded already. */
export interface KnownBook extends TitleFacts {
  id: number
  /** Every id that it is known by, the one it is shown with first. */
  foreignIds: readonly string[]
  mediaType: MediaKind
  /** Somebody does not want it. */
  isExcluded: boolean
  imageUrl: string | null
  genres: readonly string[]
  averageRating: number
  ratingsCount: number
  lockedFields: readonly string[]
  /** Whether the author that it stands under is among those who wrote it; null where nobody is there. */
  isOwnerCredited: boolean | null
}

export interface BookChanges {
  averageRating?: number
  ratingsCount?: number
  imageUrl?: string
  genres?: string[]
  mediaType?: MediaKind
  /** Ids that it was not known by. */
  addIds?: string[]
  /** The id that it is shown with from now on. */
  foreignId?: string
  /** It moves to the author of the work. */
  reparent?: true
}

/** What becomes of a work that a provider lists. */
export type WorkDecision =
  | { kind: 'create' }
  /** For good: somebody did not want it. */
  | { kind: 'skip'; bookId: number }
  | { kind: 'update'; bookId: number; changes: BookChanges }
  /** A placeholder becomes the book of a provider. */
  | { kind: 'upgrade'; bookId: number; changes: BookChanges }

/**
 * Finds the book that a work is already, by any of its ids, else by its title.
 * @param known the books of the same author, and whatever has one of the work's ids
 */
export function decideWork(known: readonly KnownBook[], work: FoundWork): WorkDecision {
  const ids = allIds(work).map(({ foreignId }) => foreignId)
  const byId = known.find((book) => book.foreignIds.some((id) => ids.includes(id)))
  const twins = known.filter((book) => isSameWork(book, work))
  const unwanted = [byId, ...twins].find((book) => book?.isExcluded)
  if (unwanted) return { kind: 'skip', bookId: unwanted.id }
  if (byId) return { kind: 'update', bookId: byId.id, changes: refresh(byId, work, ids) }
  const [twin] = twins
  if (!twin) return { kind: 'create' }
  const mediaType = mergeMedia(twin.mediaType, work.mediaType)
  const widened = mediaType === twin.mediaType ? {} : { mediaType }
  const changes = { ...ratings(twin, work), ...newIds(twin, ids), ...widened }
  if (twin.foreignIds.every(isPlaceholder)) {
    return { kind: 'upgrade', bookId: twin.id, changes: { ...changes, foreignId: work.foreignId } }
  }
  return { kind: 'update', bookId: twin.id, changes }
}

function refresh(book: KnownBook, work: FoundWork, ids: readonly string[]): BookChanges {
  const isGenreFree = work.provider === 'hardcover' && work.genres.length > 0 && !book.lockedFields.includes('genres')
  const isCoverFree = book.imageUrl === null && work.imageUrl !== null && !book.lockedFields.includes('cover')
  const isAstray = book.isOwnerCredited !== true && !book.lockedFields.includes('authors')
  return {
    ...ratings(book, work),
    ...newIds(book, ids),
    ...(isCoverFree && work.imageUrl !== null ? { imageUrl: work.imageUrl } : {}),
    ...(isGenreFree ? { genres: work.genres } : {}),
    ...(isAstray ? { reparent: true } : {}),
  }
}

function ratings(book: KnownBook, work: FoundWork): BookChanges {
  if (work.ratingsCount <= book.ratingsCount) return {}
  const isSame = book.foreignIds.includes(work.foreignId)
  const { averageRating, ratingsCount } = isSame ? work : mergeRating(book, work)
  return ratingsCount === book.ratingsCount ? {} : { averageRating, ratingsCount }
}

function newIds(book: KnownBook, ids: readonly string[]): BookChanges {
  const added = ids.filter((id) => !book.foreignIds.includes(id))
  return added.length > 0 ? { addIds: added } : {}
}
