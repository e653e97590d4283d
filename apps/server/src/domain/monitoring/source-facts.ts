import type { SourceAuthor } from '#domain/catalog/source-authors.ts'
import type { NewEdition, SourceWork } from '#domain/catalog/source-books.ts'
import { allIds } from '#domain/metadata/merge-works.ts'
import type { FoundAuthor, FoundEdition, FoundWork } from '#domain/metadata/provider.ts'

/** A work as the catalogue takes it. @param language what is believed of it, by our codes */
export const sourceWork = (work: FoundWork, language: string | null): SourceWork => ({
  foreignId: work.foreignId,
  provider: work.provider,
  otherIds: allIds(work)
    .map(({ foreignId }) => foreignId)
    .filter((id) => id !== work.foreignId),
  title: work.title,
  subtitle: work.subtitle,
  description: work.description,
  releaseDate: work.releaseDate,
  imageUrl: work.imageUrl,
  genres: work.genres,
  averageRating: work.averageRating,
  ratingsCount: work.ratingsCount,
  language,
  narrators: work.narrators,
  durationSeconds: work.durationSeconds,
  asin: work.asin,
  isbns: work.isbns,
  pages: work.pages,
})

/** An author as the catalogue takes them. */
export const sourceAuthor = (found: FoundAuthor): SourceAuthor => ({
  foreignId: found.foreignId,
  provider: found.provider,
  name: found.name,
  description: found.description,
  imageUrl: found.imageUrl,
  disambiguation: found.disambiguation,
  ratingsCount: found.ratingsCount,
  averageRating: found.averageRating,
})

/** An author of whom only id and name are known. */
export const bareAuthor = (foreignId: string, provider: string, name: string): SourceAuthor => ({
  foreignId,
  provider,
  name,
  description: '',
  imageUrl: null,
  disambiguation: '',
  ratingsCount: 0,
  averageRating: 0,
})

/** An edition as the catalogue takes it. */
export const sourceEdition = (edition: FoundEdition): NewEdition => ({
  foreign_id: edition.foreignId,
  title: edition.title,
  isbn13: edition.isbn13,
  isbn10: edition.isbn10,
  asin: edition.asin,
  publisher: edition.publisher,
  publish_date: edition.releaseDate,
  format: edition.format ?? '',
  page_count: edition.pages,
  language: edition.language ?? '',
  image_url: edition.imageUrl,
  is_ebook: edition.mediaType === 'ebook',
  edition_information: '',
  is_monitored: true,
})
