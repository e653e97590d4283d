import type { FeedBook } from './read-feed-books.ts'

/** Which page of a comic its reader saw last, from 1; undefined where they never opened it. */
export function lastPageRead(place: FeedBook['place'], pages: number): number | undefined {
  if (!place) return undefined
  const [, named] = /^page:(\d{1,7})(?:#.*)?$/.exec(place.locator ?? '') ?? []
  const page = named === undefined ? Math.round(place.fraction * pages) : Number(named)
  return Math.min(pages, Math.max(1, page))
}
