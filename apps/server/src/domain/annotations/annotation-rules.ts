import type { AnnotationColor, AnnotationKind } from '#database/schema.ts'
import { invalid } from '#kernel/errors.ts'
import { searchWords } from '#kernel/text.ts'

/** What an annotation says, without who and where. */
export interface Content {
  kind: AnnotationKind
  quote: string | null
  note: string | null
  color: AnnotationColor | null
  locator: string | null
  fraction: number | null
  chapter: string | null
}

/** @throws invalid where the kind lacks what makes it one */
export function checkContent({ kind, quote, note, locator }: Content): void {
  if (kind === 'highlight' && isBlank(quote)) throw invalid('annotation.quote', 'a highlight needs the passage')
  if (kind === 'note' && isBlank(note)) throw invalid('annotation.note', 'a note needs some text')
  if (kind === 'bookmark' && isBlank(locator)) throw invalid('annotation.locator', 'a bookmark needs a place')
}

export const isBlank = (text: string | null | undefined): boolean => !text || text.trim() === ''

/** What an annotation says in one text: the note, or the passage, or the place of a bookmark in words. */
export function textOf({ note, quote, chapter, locator, fraction }: Omit<Content, 'kind' | 'color'>): string {
  const said = [note, quote, chapter].find((text) => !isBlank(text))
  return said ?? placeInWords(locator, fraction)
}

/** A place as a person would say it; a CFI says nothing to anybody, so the share of the book has to do. */
export function placeInWords(locator: string | null, fraction: number | null): string {
  const page = /^page:(\d+)$/.exec(locator ?? '')?.[1]
  if (page) return `Page ${page}`
  const seconds = /^time:(\d+)/.exec(locator ?? '')?.[1]
  if (seconds) return clock(Number(seconds))
  return fraction === null ? 'Bookmark' : `${Math.round(fraction * 100)} %`
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

/** Folded words with a blank before each, so that ` wo` finds those that begin so. */
export function searchTextOf({ quote, note, chapter }: Pick<Content, 'quote' | 'note' | 'chapter'>): string {
  return searchWords([quote, note, chapter].join(' '))
    .map((word) => ` ${word}`)
    .join('')
}
