import type { BookAnnotation } from '@colophon/contract/web/annotations.ts'
import { collapse, compare } from 'foliate-js/epubcfi.js'

/** A place inside this very file: what was made in another edition is found by its share of the book. */
export function placeIn(fileId: string, { locator, fileId: madeIn }: Pick<BookAnnotation, 'locator' | 'fileId'>) {
  return locator?.startsWith('epubcfi(') && (madeIn === null || madeIn === fileId) ? locator : null
}

/** Whether a place lies on the page that is open. */
export function isOnPage(page: string, place: string): boolean {
  if (!place.startsWith('epubcfi(')) return false
  return compare(collapse(page), collapse(place)) <= 0 && compare(collapse(place), collapse(page, true)) <= 0
}
