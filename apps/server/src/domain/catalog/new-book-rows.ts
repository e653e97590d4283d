import type { Insertable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Books } from '#database/schema.ts'
import { foldWords, titleSortKey } from '#kernel/text.ts'
import { languageCode } from './language-code.ts'
import type { NewFile, NewWork } from './new-file.ts'

/** Row of a book that a file brought. Derived columns are filled by refreshDerived() once its people are linked. */
export function newBook(
  dialect: Dialect,
  { work, media }: Pick<NewFile, 'work' | 'media'>,
  now: string,
): Insertable<Books> {
  const publicId = dialect.newPublicId()
  return {
    ...columnsOfWork(work),
    public_id: publicId,
    original_title: null,
    sort_author: '',
    sort_series: '',
    is_library_visible: true,
    status: 'imported',
    media_type: media,
    foreign_id: `local:book:${publicId}`,
    metadata_provider: 'local',
    created_at: now,
    updated_at: now,
  }
}

/** What a work says about a book, as columns; used for new books and for filling and refreshing old ones. */
export function columnsOfWork(work: NewWork) {
  return {
    title: work.title,
    subtitle: work.subtitle,
    sort_title: titleSortKey(work.title, work.language),
    dedup_key: foldWords(work.title).slice(0, 200),
    description: work.description,
    isbn10: work.isbn10,
    isbn13: work.isbn13,
    asin: work.asin,
    goodreads_id: work.goodreadsId,
    hardcover_id: work.hardcoverId,
    google_books_id: work.googleBooksId,
    publication_date: work.published,
    release_date: releaseDate(work.published),
    publisher: work.publisher,
    language: work.language,
    language_code: languageCode(work.language),
    cover: work.coverHash ? `cover:${work.coverHash}` : null,
    genres_json: work.subjects,
    narrator: work.creators.find((creator) => creator.role === 'narrator')?.name ?? null,
    duration_seconds: work.durationSeconds,
    page_count: work.pageCount,
  }
}

/** `YYYY`, `YYYY-MM` and `YYYY-MM-DD` as an instant at midnight UTC; null for anything else (acquisition contract 10.1). */
export function releaseDate(text: string | null): string | null {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(text ?? '')
  if (!match) return null
  const date = new Date(`${match[1]}-${match[2] ?? '01'}-${match[3] ?? '01'}T00:00:00.000Z`)
  return Number.isNaN(date.getTime()) ? null : date.toISOString()
}

/** A position as a number where it is one: what series sort by. */
export function positionNumber(position: string | null): number | null {
  const clean = position?.trim() ?? ''
  return /^-?\d+(\.\d+)?$/.test(clean) ? Number(clean) : null
}
