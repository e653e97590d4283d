/** Books of numbered pages: places are `page:12`, counted from 1. */
export const pageLocator = (page: number) => `page:${page}`

/** The page of a locator; undefined for one of another kind. Anything behind the number (`page:12#…`) is finer than that. */
export function pageOf(locator: string | null | undefined): number | undefined {
  const [, page] = /^page:(\d{1,7})(?:#.*)?$/.exec(locator ?? '') ?? []
  return page === undefined ? undefined : Number(page)
}

/** Where to begin, from 1: at a named place, else at the last one, else as far as one was in another edition. */
export function firstPage(
  count: number,
  place: { locator: string | null; fraction: number } | null,
  startAt: string | null,
): number {
  const page = pageOf(startAt) ?? pageOf(place?.locator) ?? Math.round((place?.fraction ?? 0) * count)
  return Math.min(Math.max(1, page), Math.max(1, count))
}

/** The page, from 1, that something marked in the book stands at: its own in this file, else as far into the book. */
export function pageOfNote(
  count: number,
  fileId: string,
  note: { locator: string | null; fraction: number | null; fileId: string | null },
): number {
  const isOfThisFile = note.fileId === null || note.fileId === fileId
  const page = (isOfThisFile ? pageOf(note.locator) : undefined) ?? Math.ceil((note.fraction ?? 0) * count)
  return Math.min(Math.max(1, page), Math.max(1, count))
}
