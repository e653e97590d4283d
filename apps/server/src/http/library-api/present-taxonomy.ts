import type { Author, Series, SeriesEntry, Tag } from '@colophon/contract/library/objects.ts'
import type { AuthorRow } from '#domain/catalog/author-store.ts'
import type { SeriesEntryRow, SeriesRow } from '#domain/catalog/series-store.ts'
import type { TagRow } from '#domain/catalog/tag-store.ts'
import { wholeSeconds } from '#kernel/clock.ts'

const stamps = (row: { created_at: string; updated_at: string }) => ({
  created_at: wholeSeconds(row.created_at),
  updated_at: wholeSeconds(row.updated_at),
})

const foreignIds = (row: AuthorRow | SeriesRow) => ({
  goodreads_id: row.goodreads_id,
  hardcover_id: row.hardcover_id,
  google_books_id: row.google_books_id,
})

export const presentAuthor = (row: AuthorRow): Author => ({
  id: row.public_id,
  name: row.name,
  ...foreignIds(row),
  image_url: row.image_url,
  ...stamps(row),
})

export const presentSeries = (row: SeriesRow): Series => ({
  id: row.public_id,
  name: row.name,
  ...foreignIds(row),
  ...stamps(row),
})

export const presentSeriesEntry = (row: SeriesEntryRow): SeriesEntry => ({
  series: presentSeries(row),
  position: row.position,
})

export const presentTag = (row: TagRow): Tag => ({ id: row.public_id, name: row.name, ...stamps(row) })
