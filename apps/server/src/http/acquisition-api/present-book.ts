import { toPlainText } from '@colophon/formats/html/plain-text.ts'
import { releaseDate } from '#domain/catalog/new-book-rows.ts'
import type { FoundWork } from '#domain/metadata/provider.ts'
import type { AcquiredBook, EditionRow, TrackedFile } from '#domain/monitoring/acquired-books.ts'
import type { HistoryRow } from '#domain/monitoring/acquisition-history.ts'
import { LOCKABLE } from '#domain/monitoring/lockable-fields.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { coverImageAddress, type ImageAddress } from '../image-address.ts'
import { NEVER, presentAuthorStub, presentFoundPerson } from './present-author.ts'
import { presentHistory } from './present-history.ts'

const timeOrNull = (stored: string | null) => (stored === null ? null : wholeSeconds(stored))

/** A book as this surface tells of it (acquisition contract 5.3), with its author and without its files. */
export const presentBook =
  (address: ImageAddress) =>
  ({ book, author, files }: AcquiredBook) => {
    const pathOf = (media: TrackedFile['media']) => files.find((file) => file.media === media)?.file_path ?? ''
    const [ebook, audiobook] = [pathOf('ebook'), pathOf('audiobook')]
    return {
      id: book.id,
      foreignBookId: book.foreign_id,
      authorId: book.author_id ?? 0,
      title: book.title,
      sortTitle: book.given_sort_title ?? book.title,
      originalTitle: book.original_title ?? '',
      description: toPlainText(book.description ?? ''),
      imageUrl: coverImageAddress(address, book),
      releaseDate: timeOrNull(book.release_date),
      genres: book.genres_json,
      averageRating: book.average_rating,
      ratingsCount: book.ratings_count,
      monitored: book.is_monitored,
      status: book.status,
      anyEditionOk: book.is_any_edition_ok,
      selectedEditionId: book.selected_edition_id,
      filePath: (book.media_type === 'audiobook' && audiobook) || ebook || audiobook,
      language: book.language_code ?? book.language ?? '',
      mediaType: book.media_type,
      narrator: book.narrator ?? '',
      durationSeconds: Math.round(book.duration_seconds ?? 0),
      asin: book.asin ?? '',
      ...(book.calibre_id === null ? {} : { calibre_id: book.calibre_id }),
      metadataProvider: book.metadata_provider,
      lastMetadataRefreshAt: timeOrNull(book.last_metadata_refresh_at),
      createdAt: wholeSeconds(book.created_at),
      updatedAt: wholeSeconds(book.updated_at),
      lockedFields: (book.locked_fields_json ?? []).filter((field) => LOCKABLE.some((known) => known === field)),
      excluded: book.is_excluded,
      ebookFilePath: ebook,
      audiobookFilePath: audiobook,
      ...(author ? { author: presentAuthorStub(author) } : {}),
    }
  }

/** The same with its files, as operations on files answer. */
export const presentBookWithFiles = (address: ImageAddress) => {
  const present = presentBook(address)
  return (parts: AcquiredBook) => ({ ...present(parts), bookFiles: parts.files.map(presentFile) })
}

export interface BookDetail extends AcquiredBook {
  editions: EditionRow[]
  history: HistoryRow[]
}

/** The same with everything that hangs on it. */
export const presentBookDetail = (address: ImageAddress) => {
  const present = presentBookWithFiles(address)
  return (detail: BookDetail) => ({
    ...present(detail),
    editions: detail.editions.map(presentEdition(address)),
    history: detail.history.map(presentHistory),
    formats: [...new Set(detail.files.map(({ media }) => media))].toSorted().toReversed(),
  })
}

const presentFile = (file: TrackedFile) => ({
  id: file.id,
  bookId: file.book_id,
  format: file.media,
  path: file.file_path,
  sizeBytes: file.size_bytes,
  createdAt: wholeSeconds(file.created_at),
})

const presentEdition = (address: ImageAddress) => (row: EditionRow) => ({
  id: row.id,
  foreignEditionId: row.foreign_id,
  bookId: row.book_id,
  title: row.title,
  isbn13: row.isbn13,
  isbn10: row.isbn10,
  asin: row.asin,
  publisher: row.publisher ?? '',
  publishDate: timeOrNull(releaseDate(row.publish_date)),
  format: row.format,
  numPages: row.page_count,
  language: row.language,
  imageUrl: address(row.image_url),
  isEbook: row.is_ebook,
  editionInformation: row.edition_information,
  monitored: row.is_monitored,
  createdAt: wholeSeconds(row.created_at),
  updatedAt: wholeSeconds(row.updated_at),
})

/** The book inside an answer about a series: what it is called, whether it is wanted, and no more (contract 4.9). */
export const presentShortBook = (address: ImageAddress) => {
  const present = presentBook(address)
  return ({ book }: Pick<AcquiredBook, 'book'>) => {
    const { author: _, ...whole } = present({ book, author: undefined, files: [] })
    return {
      ...whole,
      ...{ originalTitle: '', description: '', genres: [], averageRating: 0, ratingsCount: 0 },
      ...{ anyEditionOk: false, selectedEditionId: null, language: '', mediaType: '', narrator: '' },
      ...{ durationSeconds: 0, asin: '', metadataProvider: '', lastMetadataRefreshAt: null, lockedFields: [] },
      excluded: false,
    }
  }
}

/** A work that a provider knows; nothing is recorded of it. The address of the picture is that of the provider. */
export function presentFoundWork(work: FoundWork) {
  const [author] = work.authors
  return {
    ...{ id: 0, authorId: 0, originalTitle: '', monitored: false, status: '', anyEditionOk: false },
    ...{ selectedEditionId: null, filePath: '', ebookFilePath: '', audiobookFilePath: '', excluded: false },
    ...{ lastMetadataRefreshAt: null, createdAt: NEVER, updatedAt: NEVER, lockedFields: [] as string[] },
    foreignBookId: work.foreignId,
    title: work.title,
    sortTitle: work.title,
    description: work.description,
    imageUrl: work.imageUrl ?? '',
    releaseDate: timeOrNull(releaseDate(work.releaseDate)),
    genres: work.genres,
    averageRating: work.averageRating,
    ratingsCount: work.ratingsCount,
    language: work.language ?? '',
    mediaType: work.mediaType,
    narrator: work.narrators[0] ?? '',
    durationSeconds: Math.round(work.durationSeconds ?? 0),
    asin: work.asin ?? '',
    metadataProvider: work.provider,
    ...(author ? { author: presentFoundPerson(author) } : {}),
  }
}
