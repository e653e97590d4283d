import { foldTitle } from '#kernel/text.ts'
import { tokenSortScore } from './likeness.ts'

/** The key by which works of one author are told apart: the title without what stands in brackets behind it. */
export function dedupKey(title: string): string {
  const bare = cutBrackets(cutBrackets(title, '[', ']'), '(', ')')
  return foldTitle(bare) || foldTitle(title)
}

function cutBrackets(title: string, open: string, close: string): string {
  const clean = title.trimEnd()
  const start = clean.lastIndexOf(open)
  return clean.endsWith(close) && start > 0 ? clean.slice(0, start) : title
}

/** A title in front of its subtitle, and what stands behind; `rest` is empty where there is none. */
export function splitTitle(title: string): { main: string; rest: string } {
  const found = /: | - /.exec(title)
  return found
    ? { main: title.slice(0, found.index), rest: title.slice(found.index + found[0].length) }
    : { main: title, rest: '' }
}

/** The key of the title without its subtitle. */
export const mainKey = (title: string): string => dedupKey(splitTitle(title).main)

/** What may speak for two titles being one work. */
export interface TitleFacts {
  title: string
  /** Date, as precise as it is known. */
  releaseDate: string | null
  isbns: readonly string[]
  pages: number | null
  series: readonly { name: string; position: string | null }[]
}

/** `Dungeon Crawler Carl, Book 2`: what stands behind a title because of its series. */
const SERIES_SUBTITLE =
  /^[^:]{1,200}?,?\s(?:book|volume|vol\.?|part|band|bd\.?|teil|no\.?|#)\s*(?:\d{1,3}(?:\.\d)?|[ivx]{1,6}|one|two|three|four|five|six|seven|eight|nine|ten)$/i

/**
 * Whether two titles of one author are one work: their keys are equal, or one has a subtitle that the other lacks and
 * something else speaks for it.
 */
export function isSameWork(one: TitleFacts, other: TitleFacts): boolean {
  if (dedupKey(one.title) === dedupKey(other.title)) return true
  if (mainKey(one.title) !== mainKey(other.title)) return false
  const rests = [splitTitle(one.title).rest, splitTitle(other.title).rest].filter((rest) => rest !== '')
  const [rest] = rests
  if (rest === undefined || rests.length > 1) return false
  const place = sharedPlace(one, other)
  if (place === 'different') return false
  return place === 'same' || SERIES_SUBTITLE.test(rest) || isCorroborated(one, other)
}

function isCorroborated(one: TitleFacts, other: TitleFacts): boolean {
  if (one.isbns.some((isbn) => other.isbns.includes(isbn))) return true
  const [year, otherYear] = [yearOf(one.releaseDate), yearOf(other.releaseDate)]
  if (year !== null && otherYear !== null && Math.abs(year - otherYear) <= 1) return true
  if (!one.pages || !other.pages) return false
  return Math.abs(one.pages - other.pages) <= 0.1 * Math.max(one.pages, other.pages)
}

export function yearOf(date: string | null): number | null {
  const year = Number(date?.slice(0, 4))
  return date && Number.isInteger(year) ? year : null
}

/** What their places in a series that both name say. */
function sharedPlace(one: TitleFacts, other: TitleFacts): 'same' | 'different' | undefined {
  for (const { name, position } of one.series) {
    const there = other.series.find((place) => foldTitle(place.name) === foldTitle(name))
    if (position && there?.position) return samePosition(position, there.position) ? 'same' : 'different'
  }
  return undefined
}

/** `02` is `2`; what is no number is compared as it stands. */
export function samePosition(one: string, other: string): boolean {
  const [a, b] = [Number(one), Number(other)]
  return Number.isNaN(a) || Number.isNaN(b) ? one.trim() === other.trim() : a === b
}

/** Most that titles may score that differ in a number. */
const OTHER_NUMBER = 60

/**
 * How alike two titles are, from 0 to 100. The same words with another number are another work: volumes of a series are
 * called so.
 */
export function titleScore(one: string, other: string): number {
  const [a, b] = [dedupKey(one), dedupKey(other)]
  if (a === b) return 100
  const hasOneSubtitle = (splitTitle(one).rest === '') !== (splitTitle(other).rest === '')
  const score = hasOneSubtitle && mainKey(one) === mainKey(other) ? 95 : tokenSortScore(a, b)
  const numbers = (key: string) => (key.match(/\d+/g) ?? []).sort().join(' ')
  const isBare = numbers(a) === '' || numbers(b) === ''
  return numbers(a) === numbers(b) || (isBare && hasOneSubtitle) ? score : Math.min(score, OTHER_NUMBER)
}
