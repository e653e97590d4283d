import { toPlainText } from '@colophon/formats/html/plain-text.ts'
import type { FoundSeries, SeriesEntry } from '#domain/metadata/provider.ts'
import type { SeriesMatch, SeriesMember } from '#domain/monitoring/compare-series.ts'
import { providerIdOf } from '#domain/monitoring/fill-series.ts'
import type { ComparedSeries } from '#domain/monitoring/hardcover-series.ts'
import type { AcquiredSeries, HardcoverLinkRow } from '#domain/monitoring/series-reads.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import type { ImageAddress } from '../image-address.ts'
import { presentShortBook } from './present-book.ts'

/** A series with its books as this surface tells of them (acquisition contract 5.4). */
export const presentSeries = (address: ImageAddress) => {
  const presentBook = presentShortBook(address)
  return ({ series, books, link }: AcquiredSeries) => ({
    id: series.id,
    createdAt: wholeSeconds(series.created_at),
    foreignSeriesId: series.foreign_id,
    title: series.title,
    description: toPlainText(series.description ?? ''),
    monitored: series.is_monitored,
    ...(series.genre_override_json === null ? {} : { genreOverride: series.genre_override_json }),
    genreOverrideSet: series.genre_override_json !== null,
    books: books.map(({ book, position, isPrimary }) => ({
      seriesId: series.id,
      bookId: book.id,
      positionInSeries: position ?? '',
      primarySeries: isPrimary,
      book: presentBook({ book }),
    })),
    ...(link ? { hardcoverLink: presentHardcoverLink(link) } : {}),
  })
}

export const presentHardcoverLink = (link: HardcoverLinkRow) => ({
  id: link.id,
  seriesId: link.series_id,
  hardcoverSeriesId: link.hardcover_series_id,
  hardcoverProviderId: link.hardcover_provider_id,
  hardcoverTitle: link.hardcover_title,
  hardcoverAuthorName: link.hardcover_author_name,
  hardcoverBookCount: link.hardcover_book_count,
  confidence: link.confidence,
  linkedBy: link.linked_by,
  linkedAt: wholeSeconds(link.linked_at),
  createdAt: wholeSeconds(link.created_at),
  updatedAt: wholeSeconds(link.updated_at),
})

export const presentSeriesHit = (found: FoundSeries, confidence?: number) => ({
  foreignId: found.foreignId,
  providerId: found.foreignId.replace(/^hc-series:/, ''),
  title: found.name,
  authorName: found.authorName,
  bookCount: found.bookCount ?? 0,
  readersCount: found.readersCount ?? 0,
  books: found.bookTitles,
  ...(confidence === undefined ? {} : { confidence }),
})

/** What of a series is here, what is not, and what may be. */
export function presentComparison({ local, link, comparison }: ComparedSeries) {
  const statusOf = new Map(local.books.map(({ book }) => [book.id, book.status]))
  const matched = ({ entry, member, confidence }: SeriesMatch) => ({
    ...presentEntry(entry),
    localBookId: member.id,
    localTitle: member.title,
    localStatus: statusOf.get(member.id) ?? '',
    matchConfidence: Math.min(confidence, 100),
  })
  const own = (member: SeriesMember) => ({
    foreignBookId: member.foreignIds[0] ?? '',
    providerId: '',
    title: member.title,
    position: member.position ?? '',
    localBookId: member.id,
    localTitle: member.title,
    localStatus: statusOf.get(member.id) ?? '',
  })
  return {
    seriesId: local.series.id,
    link: presentHardcoverLink(link),
    present: comparison.present.map(matched),
    missing: comparison.missing.map(presentEntry),
    localOnly: comparison.localOnly.map(own),
    uncertain: comparison.uncertain.map(matched),
    presentCount: comparison.present.length,
    missingCount: comparison.missing.length,
  }
}

const presentEntry = ({ work, position }: SeriesEntry) => ({
  foreignBookId: work.foreignId,
  providerId: providerIdOf(work.foreignId),
  title: work.title,
  ...(work.subtitle ? { subtitle: work.subtitle } : {}),
  position: position ?? '',
  ...(work.imageUrl ? { imageUrl: work.imageUrl } : {}),
  ...(work.authors[0] ? { authorName: work.authors[0].name } : {}),
  ...(work.releaseDate ? { releaseDate: work.releaseDate } : {}),
  ...(work.ratingsCount > 0 ? { usersCount: work.ratingsCount } : {}),
})
