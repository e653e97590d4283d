import { OPDS_ROOTS, type OpdsVersion } from '@colophon/contract/devices/opds.ts'
import type { FeedPlace, Paging } from '#domain/devices/feeds/feed.ts'
import type { FeedBook, FeedFile } from '#domain/devices/feeds/read-feed-books.ts'

/** Addresses as they stand in feeds: from the root of the server, with its path prefix. */
export interface Addresses {
  of(place: FeedPlace, paging?: Paging): string
  /** What an app puts its words into. */
  searchTemplate(): string
}

type Query = Record<string, string | undefined>

const text = (value: string) => encodeURIComponent(value.toWellFormed())

function withQuery(path: string, query: Query): string {
  const parts = Object.entries(query).flatMap(([name, value]) => (value ? [`${name}=${text(value)}`] : []))
  return parts.length === 0 ? path : `${path}?${parts.join('&')}`
}

/** @param urlBase path prefix of the server, empty for none */
export function addressesOf(urlBase: string, version: OpdsVersion): Addresses {
  const root = urlBase + OPDS_ROOTS[version]
  const words = version === 'atom' ? 'q' : 'query'
  return {
    of(place, paging) {
      const [path, query] = pathOf(place, words)
      const { page = 1, size, isSizeGiven = false } = paging ?? {}
      return withQuery(root + path, {
        ...query,
        size: isSizeGiven ? String(size) : undefined,
        page: page > 1 ? String(page) : undefined,
      })
    },
    searchTemplate: () => `${root}/search${version === 'atom' ? '?q={searchTerms}' : '{?query}'}`,
  }
}

function pathOf(place: FeedPlace, words: string): [string, Query] {
  switch (place.at) {
    case 'root':
      return ['', {}]
    case 'all':
      return ['/all', { ...place.narrowed }]
    case 'series-list':
      return ['/series', {}]
    case 'author':
      return [`/authors/${place.id}`, {}]
    case 'series':
      return [`/series/${place.id}`, {}]
    case 'list':
      return [`/lists/${place.id}`, {}]
    case 'library':
      return [`/libraries/${place.id}`, {}]
    case 'book':
      return [`/book/${place.id}`, {}]
    case 'search': {
      const { text: asked, author, title } = place.terms
      return ['/search', { [words]: asked, author, title }]
    }
    default:
      return [`/${place.at}`, {}]
  }
}

const NUMBER_DIGITS = 8

/** Pictures and files of a book; the same in both versions. */
export function filesOf(urlBase: string, imageToken: string) {
  const root = `${urlBase}/opds`
  return {
    /** A new cover is a new address, so that no cache shows the old one. */
    cover({ id, cover }: FeedBook, size: 'whole' | 'thumb'): string {
      const version = String(Number.parseInt((cover?.hash ?? '0').slice(0, NUMBER_DIGITS), 16))
      return withQuery(`${root}/covers/${id}${size === 'thumb' ? '/thumb' : ''}`, { v: version, t: imageToken })
    },
    download: (file: FeedFile) => `${root}/download/${file.id}/${text(nameWithKind(file))}`,
    /** Readers put page and width into the braces themselves. */
    pages: ({ id }: FeedFile) => `${root}/pse/${id}?page={pageNumber}&width={maxWidth}&t=${imageToken}`,
  }
}
export type FileAddresses = ReturnType<typeof filesOf>

/** KOReader tells from the end of an address what it can open, whatever the type says. */
export function nameWithKind({ name, format }: Pick<FeedFile, 'name' | 'format'>): string {
  const end = format === 'kepub' ? '.kepub.epub' : `.${format}`
  return name.toLowerCase().endsWith(end) ? name : name + end
}
