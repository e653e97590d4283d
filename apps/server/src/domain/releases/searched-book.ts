import { toIsbn13 } from '@colophon/formats/isbn.ts'
import type { Db } from '#database/open.ts'
import type { MediaType } from '#database/schema.ts'
import type { OwnedFile, Underway } from './decision.ts'
import type { Slot } from './formats.ts'
import { type HeldFile, heldFilesOf, ownedFile } from './held-files.ts'
import type { QualityProfile } from './quality-profile.ts'
import { readQualityProfile } from './quality-profile-store.ts'
import type { WantedBook } from './wanted-book.ts'

/** A book as a search needs it, with what there is of it already. */
export interface SearchedBook {
  id: number
  title: string
  status: string
  mediaType: MediaType
  isMonitored: boolean
  isExcluded: boolean
  /** An instant. */
  releaseDate: string | null
  ownerUserId: number | null
  /** By which its releases are judged; undefined where nobody chose one for its author. */
  qualityProfile: QualityProfile | undefined
  metadataProfileId: number | null
  /** What is compared with releases, but for the slot. */
  wanted: Omit<WantedBook, 'slot'>
  owned: Partial<Record<Slot, OwnedFile>>
  underway: Partial<Record<Slot, Underway>>
}

/** Further numbers of a book help nobody. */
const MOST_EDITIONS = 200
const MOST_ALIASES = 50

/** A book with everything that a search goes by; undefined where there is none, or none with an author of its own. */
export async function readSearchedBook(db: Db, id: number): Promise<SearchedBook | undefined> {
  const book = await db
    .selectFrom('books')
    .innerJoin('authors', 'authors.id', 'books.author_id')
    .select(['books.id', 'books.title', 'books.status', 'books.media_type', 'books.is_monitored', 'books.is_excluded'])
    .select(['books.release_date', 'books.owner_user_id', 'books.isbn10', 'books.isbn13', 'books.asin'])
    .select(['books.duration_seconds', 'books.selected_edition_id', 'authors.id as author_id', 'authors.author_name'])
    .select(['authors.quality_profile_id', 'authors.metadata_profile_id'])
    .select(['books.deleted_at', 'books.metadata_provider'])
    .where('books.id', '=', id)
    .executeTakeFirst()
  // What somebody made in the library and threw out again is gone; a work that a provider knows is not.
  if (!book || (book.deleted_at !== null && book.metadata_provider === 'local')) return undefined
  const [isbns, aliases, series, qualityProfile, files, downloads] = await Promise.all([
    isbnsOf(db, book),
    aliasesOf(db, book.author_id),
    seriesOf(db, id),
    readQualityProfile(db, book.quality_profile_id),
    heldFilesOf(db, [id]),
    downloadsOf(db, id),
  ])
  const year = book.release_date === null ? Number.NaN : new Date(book.release_date).getUTCFullYear()
  return {
    id,
    title: book.title,
    status: book.status,
    mediaType: book.media_type,
    isMonitored: book.is_monitored,
    isExcluded: book.is_excluded,
    releaseDate: book.release_date,
    ownerUserId: book.owner_user_id,
    qualityProfile,
    metadataProfileId: book.metadata_profile_id,
    wanted: {
      title: book.title,
      author: book.author_name,
      ...(aliases.length > 0 ? { authorAliases: aliases } : {}),
      ...(Number.isNaN(year) ? {} : { year }),
      ...(isbns.length > 0 ? { isbns } : {}),
      ...(book.asin ? { asin: book.asin } : {}),
      ...series,
      ...(book.duration_seconds ? { durationSeconds: book.duration_seconds } : {}),
    },
    owned: ownedIn(files, qualityProfile),
    underway: downloads,
  }
}

/** The slots in which a book is wanted. */
export const slotsOf = (mediaType: MediaType): Slot[] => (mediaType === 'both' ? ['ebook', 'audiobook'] : [mediaType])

/** The edition that a person chose first. */
async function isbnsOf(
  db: Db,
  book: { id: number; isbn10: string | null; isbn13: string | null; selected_edition_id: number | null },
): Promise<string[]> {
  const editions = await db
    .selectFrom('editions')
    .select(['id', 'isbn13', 'isbn10'])
    .where('book_id', '=', book.id)
    .orderBy('id')
    .limit(MOST_EDITIONS)
    .execute()
  const chosen = editions.filter((edition) => edition.id === book.selected_edition_id)
  const numbers = [...chosen, book, ...editions].flatMap(({ isbn13, isbn10 }) => [isbn13, isbn10])
  return [...new Set(numbers.flatMap((isbn) => toIsbn13(isbn ?? '') ?? []))]
}

async function aliasesOf(db: Db, authorId: number): Promise<string[]> {
  const rows = await db
    .selectFrom('author_aliases')
    .select('name')
    .where('author_id', '=', authorId)
    .orderBy('id')
    .limit(MOST_ALIASES)
    .execute()
  return rows.map(({ name }) => name)
}

async function seriesOf(db: Db, bookId: number): Promise<Pick<WantedBook, 'seriesName' | 'seriesPosition'>> {
  const row = await db
    .selectFrom('book_series')
    .innerJoin('series', 'series.id', 'book_series.series_id')
    .select(['series.title', 'book_series.position_sort'])
    .where('book_series.book_id', '=', bookId)
    .orderBy('book_series.is_primary', 'desc')
    .orderBy('book_series.series_id')
    .executeTakeFirst()
  if (!row) return {}
  return { seriesName: row.title, ...(row.position_sort === null ? {} : { seriesPosition: row.position_sort }) }
}

function ownedIn(files: readonly HeldFile[], profile: QualityProfile | undefined): SearchedBook['owned'] {
  const slots = (['ebook', 'audiobook'] as const).flatMap((slot) => {
    const owned = ownedFile(files, slot, profile)
    return owned ? [[slot, owned] as const] : []
  })
  return Object.fromEntries(slots)
}

async function downloadsOf(db: Db, bookId: number): Promise<SearchedBook['underway']> {
  const rows = await db
    .selectFrom('downloads')
    .select(['slot', 'title', 'quality'])
    .where('book_id', '=', bookId)
    .where('is_in_flight', '=', true)
    .orderBy('id')
    .execute()
  return Object.fromEntries(
    rows.map(({ slot, title, quality }) => [slot, { title, format: quality || undefined, formatScore: 0 }]),
  )
}
