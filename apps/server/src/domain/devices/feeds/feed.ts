import { createHash } from 'node:crypto'
import type { FeedBook } from './read-feed-books.ts'

/** By what the list of all books is narrowed and how it is ordered, as it stands in addresses. */
export interface Narrowing {
  sort?: string | undefined
  lang?: string | undefined
  format?: string | undefined
  tag?: string | undefined
}

export interface SearchTerms {
  text: string
  author?: string | undefined
  title?: string | undefined
}

/** Something in the catalogue that has an address; ids are the 32 digits. */
export type FeedPlace =
  | { at: 'root' | 'recent' | 'authors' | 'series-list' | 'reading' | 'lists' | 'libraries' }
  | { at: 'all'; narrowed: Narrowing }
  | { at: 'author' | 'series' | 'list' | 'library' | 'book'; id: string }
  | { at: 'search'; terms: SearchTerms }

export type FeedKind = 'navigation' | 'acquisition'

const NAVIGATION = new Set<FeedPlace['at']>(['root', 'authors', 'series-list', 'lists', 'libraries'])

/** What a feed at this place lists: ways on, or books. Never both, which crashes readers. */
export const kindOf = ({ at }: FeedPlace): FeedKind => (NAVIGATION.has(at) ? 'navigation' : 'acquisition')

export interface Paging {
  page: number
  size: number
  /** A size that was asked for is repeated in the addresses of other pages. */
  isSizeGiven: boolean
}

interface FeedFacts {
  place: FeedPlace
  /** `urn:uuid:…`, the same for all pages. */
  id: string
  title: string
  /** Whole seconds, UTC. */
  updated: string
  up: FeedPlace | null
  /** Null for feeds that are never longer than a page. */
  paging: (Paging & { total: number }) | null
}

export interface NavigationEntry {
  place: FeedPlace
  id: string
  title: string
  /** In words, what is there. */
  about: string
  updated: string
  count?: number
}

export interface NavigationFeed extends FeedFacts {
  kind: 'navigation'
  entries: NavigationEntry[]
  /** Some books out of the places of the feed, where they were asked for. */
  shelves: { entry: NavigationEntry; books: FeedBook[] }[]
}

export interface Facet {
  title: string
  place: FeedPlace
  isActive: boolean
}

export interface BooksFeed extends FeedFacts {
  kind: 'acquisition'
  books: FeedBook[]
  facets: { title: string; options: Facet[] }[]
}

export type Feed = NavigationFeed | BooksFeed

/** Ids of the fixed feeds; readers remember them. */
const FIXED: Partial<Record<FeedPlace['at'], number>> = {
  root: 1,
  all: 2,
  recent: 3,
  authors: 4,
  'series-list': 5,
  reading: 6,
  lists: 7,
  libraries: 8,
}

/** The id of a feed, made of what it is about; the same on every page, for everybody and for ever. */
export function feedId(place: FeedPlace): string {
  const fixed = FIXED[place.at]
  if (fixed !== undefined) return `urn:uuid:6f1c6f0e-5a0e-5b7e-9a57-0d1d1c1b6a0${fixed}`
  const about = 'id' in place ? `${place.at} ${place.id}` : JSON.stringify(place)
  const digits = createHash('sha256').update(`colophon feed ${about}`).digest('hex')
  return `urn:uuid:${digits.slice(0, 8)}-${digits.slice(8, 12)}-5${digits.slice(13, 16)}-a${digits.slice(17, 20)}-${digits.slice(20, 32)}`
}
