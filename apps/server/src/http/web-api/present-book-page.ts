import type { BookPage, PageFile } from '@colophon/contract/web/books.ts'
import { sanitiseHtml } from '@colophon/formats/html/sanitise.ts'
import type { Neighbour, BookPage as Page } from '#domain/reading/book-page.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { coverAddress } from '../cover-address.ts'
import { presentReadingState } from './present-reading.ts'

export function presentBookPage(page: Page, urlBase: string): BookPage {
  const { book, place } = page
  const neighbour = (one: Neighbour | null) =>
    one && {
      id: one.public_id,
      title: one.title,
      position: one.position,
      coverUrl: coverAddress(urlBase, one.cover),
    }
  return {
    id: book.public_id,
    title: book.title,
    subtitle: book.subtitle,
    // Plain text is kept as it was written; the page gets HTML that it can show as it is, whatever it was.
    description: book.description === null ? null : sanitiseHtml(book.description),
    creators: page.creators.map(({ public_id, name, role }) => ({ id: public_id, name, role })),
    series: page.series.map(({ public_id, name, position, previous, next }) => ({
      id: public_id,
      name,
      position,
      previous: neighbour(previous),
      next: neighbour(next),
    })),
    tags: page.tags.map(({ public_id, name }) => ({ id: public_id, name })),
    genres: book.genres_json,
    libraries: page.libraries.map(({ public_id, name }) => ({ id: public_id, name })),
    identifiers: page.identifiers,
    publisher: book.publisher,
    publishedOn: book.publication_date,
    language: book.language,
    pageCount: book.page_count,
    durationSeconds: book.duration_seconds,
    coverUrl: coverAddress(urlBase, book.cover),
    coverColor: page.color,
    files: page.files.map(presentFile),
    isMissing: book.is_missing,
    locked: book.locked_fields_json ?? [],
    place: place
      ? {
          fraction: place.fraction,
          locator: place.locator,
          source: place.source,
          device: place.device,
          at: place.at,
          fileId: place.fileId,
        }
      : null,
    reading: presentReadingState(page.reading),
    addedAt: wholeSeconds(book.created_at),
    updatedAt: wholeSeconds(book.updated_at),
  }
}

const presentFile = (file: Page['files'][number]): PageFile => ({
  id: file.public_id,
  format: file.file_type,
  media: file.media,
  fileName: file.file_name,
  filePath: file.file_path,
  sizeBytes: file.size_bytes,
  durationSeconds: file.duration_seconds,
  pageCount: file.page_count,
  partCount: Math.max(1, file.part_count),
  origin: file.origin,
  addedAt: wholeSeconds(file.created_at),
  missingSince: file.missing_since && wholeSeconds(file.missing_since),
  joinReason: file.join_reason,
  downloadCount: file.download_count,
})
