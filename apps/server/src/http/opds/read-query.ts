import type { FeedQuery as Schema } from '@colophon/contract/devices/opds.ts'
import type { Static } from 'typebox'
import type { Paging, SearchTerms } from '#domain/devices/feeds/feed.ts'

export type FeedQuery = Static<typeof Schema>

const SIZE = 50
const LARGEST_SIZE = 200
const LONGEST = 500

/** A word of a query; one in which an app left braces of a template counts as not given. */
export const readWord = (text: string | undefined): string | undefined =>
  text === undefined || /\{.*\}/s.test(text) ? undefined : text.trim().slice(0, LONGEST) || undefined

const whole = (text: string | undefined) => (/^\d{1,9}$/.test(text?.trim() ?? '') ? Number(text) : 0)

/** Paging of a feed (device contract A.8): what is no number counts as not given. */
export function readPaging({ page, size }: FeedQuery): Paging {
  const asked = whole(size)
  const isSizeGiven = asked >= 1
  return {
    page: Math.max(1, whole(page)),
    size: isSizeGiven ? Math.min(asked, LARGEST_SIZE) : SIZE,
    isSizeGiven,
  }
}

/** What is searched for, under whichever name an app asks; undefined where nothing is asked. */
export function readTerms({ q, query, search, author, contributor, title }: FeedQuery): SearchTerms | undefined {
  const given = q ?? query ?? search
  const people = readWord(author) ?? readWord(contributor)
  const narrower = {
    ...(people ? { author: people } : {}),
    ...(readWord(title) ? { title: readWord(title) } : {}),
  }
  if (given === undefined && Object.keys(narrower).length === 0) return undefined
  return { text: readWord(given) ?? '', ...narrower }
}
