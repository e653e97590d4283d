import { toPlainText } from '@colophon/formats/html/plain-text.ts'
import type { FoundAuthor } from '#domain/metadata/provider.ts'
import type { AuthorRow, AuthorStub } from '#domain/monitoring/acquired-books.ts'
import { DEFAULT_METADATA_PROFILE } from '#domain/monitoring/metadata-profiles.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { sortName } from '#kernel/text.ts'
import type { ImageAddress } from '../image-address.ts'

/** The time of what was never recorded. */
export const NEVER = '0001-01-01T00:00:00Z'

const timeOrNull = (stored: string | null) => (stored === null ? null : wholeSeconds(stored))

/** An author as this surface tells of them (acquisition contract 5.1). */
export const presentAuthor = (address: ImageAddress) => (row: AuthorRow) => ({
  id: row.id,
  foreignAuthorId: row.foreign_id,
  authorName: row.author_name,
  sortName: row.sort_name,
  description: toPlainText(row.description ?? ''),
  imageUrl: address(row.image_url),
  disambiguation: row.disambiguation ?? '',
  ratingsCount: row.ratings_count,
  averageRating: row.average_rating,
  monitored: row.is_monitored,
  monitorMode: row.monitor_mode,
  monitorLatestCount: row.monitor_latest_count,
  monitorNewItems: row.monitor_new_items,
  qualityProfileId: row.quality_profile_id,
  metadataProfileId: row.metadata_profile_id ?? DEFAULT_METADATA_PROFILE,
  rootFolderId: row.root_folder_id,
  audiobookRootFolderId: row.audiobook_root_folder_id,
  metadataProvider: row.metadata_provider,
  lastMetadataRefreshAt: timeOrNull(row.last_metadata_refresh_at),
  createdAt: wholeSeconds(row.created_at),
  updatedAt: wholeSeconds(row.updated_at),
})

const NOBODY = {
  id: 0,
  foreignAuthorId: '',
  authorName: '',
  sortName: '',
  description: '',
  imageUrl: '',
  disambiguation: '',
  ratingsCount: 0,
  averageRating: 0,
  monitored: false,
  monitorMode: '',
  monitorLatestCount: 0,
  monitorNewItems: '',
  qualityProfileId: null,
  metadataProfileId: null,
  rootFolderId: null,
  audiobookRootFolderId: null,
  metadataProvider: '',
  lastMetadataRefreshAt: null,
  createdAt: NEVER,
  updatedAt: NEVER,
}

/** The author inside an answer about a book: who it is, and no more. */
export const presentAuthorStub = (row: AuthorStub) => ({
  ...NOBODY,
  id: row.id,
  foreignAuthorId: row.foreign_id,
  authorName: row.author_name,
  sortName: row.sort_name,
})

/** The author inside a hit of a search for books. */
export const presentFoundPerson = ({ name, foreignId }: { name: string; foreignId: string | null }) => ({
  ...NOBODY,
  foreignAuthorId: foreignId ?? '',
  authorName: name,
  sortName: sortName(name),
})

/** Somebody whom a provider knows; nothing is recorded of them. The address of the picture is that of the provider. */
export const presentFoundAuthor = (found: FoundAuthor) => ({
  ...NOBODY,
  foreignAuthorId: found.foreignId,
  authorName: found.name,
  sortName: sortName(found.name),
  description: found.description,
  imageUrl: found.imageUrl ?? '',
  disambiguation: found.disambiguation,
  ratingsCount: found.ratingsCount,
  averageRating: found.averageRating,
  metadataProvider: found.provider,
})
