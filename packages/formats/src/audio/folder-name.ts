import type { SeriesPlace } from '../facts.ts'

/** What the names of the folders around an audiobook say; people sort them as author, series, book. */
export interface FolderName {
  title: string | null
  author: string | null
  narrator: string | null
  year: string | null
  series: SeriesPlace | null
}

const position =
  /^(?:(?:book|vol(?:ume)?|part|teil|band|tome)\.?\s*|#)?(\d{1,3}(?:\.\d{1,2})?)\s*(?:[-–:.]\s+|\s-\s)(?=\S)/i
const year = /^\(?((?:1[5-9]|20)\d\d)\)?\s*[-–]\s+/
const yearBehind = /\s*[([]((?:1[5-9]|20)\d\d)[)\]]/
const bracketed = /\s*[[{]([^\]}]+)[\]}]/
/** Words in brackets that are no reader. */
const remark = /\b(?:un)?abridged|audiobook|mp3|m4b|\d+\s*k(?:bps|bit)|asin|retail\b/i

/** Reads `L. Frank Baum / Oz / Book 1 - The Wonderful Wizard of Oz` or `Jane Austen / Emma (1815) [Some Reader]`. */
export function readFolderName(segments: string[]): FolderName {
  const own = segments.at(-1)
  if (!own) return { title: null, author: null, narrator: null, year: null, series: null }
  let rest = own.trim()
  const take = (pattern: RegExp): string | null => {
    const found = pattern.exec(rest)
    if (!found) return null
    const left = rest.replace(found[0], '').trim()
    if (left === '') return null
    rest = left
    return found[1]?.trim() ?? null
  }
  const place = take(position)
  const published = take(year) ?? take(yearBehind)
  const inBrackets = take(bracketed)
  const [parent, above] = [segments.at(-2) ?? null, segments.at(-3) ?? null]
  const isInSeries = place !== null && parent !== null && above !== null
  return {
    title: rest.replace(/\s*\((?:un)?abridged\)/i, '').trim() || null,
    author: isInSeries ? above : parent,
    narrator: inBrackets && !remark.test(inBrackets) ? inBrackets : null,
    year: published,
    series: isInSeries ? { name: parent, position: place.replace(/^0+(?=\d)/, '') } : null,
  }
}
