import { OPDS_TYPES } from '@colophon/contract/devices/opds.ts'
import { toPlainText } from '@colophon/formats/html/plain-text.ts'
import { dashed } from '#domain/catalog/any-id.ts'
import { languageTag } from '#domain/catalog/language-code.ts'
import type { BooksFeed, Feed, FeedPlace, NavigationEntry, NavigationFeed } from '#domain/devices/feeds/feed.ts'
import { type FeedBook, oneLine } from '#domain/devices/feeds/read-feed-books.ts'
import { type Addresses, addressesOf, type FileAddresses, filesOf } from './addresses.ts'
import type { AtomSettings } from './atom.ts'
import { issued } from './atom-entry.ts'
import { linkTitle } from './link-title.ts'
import { typeOfFormat, typeOfPicture } from './media-types.ts'
import { otherPages } from './pages.ts'

const type = OPDS_TYPES.json

/** A feed as OPDS 2.0 has it (device contract A.14): no empty lists, nothing that is null. */
export function jsonFeed(feed: Feed, { urlBase, imageToken }: AtomSettings): object {
  const addresses = addressesOf(urlBase, 'json')
  const files = filesOf(urlBase, imageToken)
  const { paging } = feed
  return {
    metadata: {
      title: feed.title,
      modified: feed.updated,
      ...(paging ? { numberOfItems: paging.total, itemsPerPage: paging.size, currentPage: paging.page } : {}),
    },
    links: [
      { rel: 'self', type, href: addresses.of(feed.place, paging ?? undefined) },
      { rel: 'start', type, href: addresses.of({ at: 'root' }) },
      ...(feed.up ? [{ rel: 'up', type, href: addresses.of(feed.up) }] : []),
      { rel: 'search', type, href: addresses.searchTemplate(), templated: true },
      ...otherPages(feed).map((other) => ({ rel: other.rel, type, href: addresses.of(feed.place, other.paging) })),
    ],
    ...(feed.kind === 'navigation' ? navigation(feed, addresses, files) : publications(feed, addresses, files)),
  }
}

/** One book as a document of its own. */
export function jsonPublication({ books: [book] }: BooksFeed, { urlBase, imageToken }: AtomSettings): object {
  return book ? publication(book, addressesOf(urlBase, 'json'), filesOf(urlBase, imageToken)) : {}
}

function navigation({ entries, shelves }: NavigationFeed, addresses: Addresses, files: FileAddresses) {
  if (entries.length === 0) return { navigation: [wayBack(addresses)] }
  return {
    navigation: entries.map((entry) => ({
      title: entry.title,
      href: addresses.of(entry.place),
      type,
      rel: relationOf(entry.place),
      ...(entry.count === undefined ? {} : { properties: { numberOfItems: entry.count } }),
    })),
    ...(shelves.length === 0
      ? {}
      : { groups: shelves.map(({ entry, books }) => group(entry, books, addresses, files)) }),
  }
}

const relationOf = ({ at }: FeedPlace) => (at === 'recent' ? 'http://opds-spec.org/sort/new' : 'subsection')

const group = (entry: NavigationEntry, books: FeedBook[], addresses: Addresses, files: FileAddresses) => ({
  metadata: { title: entry.title },
  links: [{ rel: 'self', type, href: addresses.of(entry.place) }],
  publications: books.map((book) => publication(book, addresses, files)),
})

function publications({ books, facets, paging }: BooksFeed, addresses: Addresses, files: FileAddresses) {
  const narrowing = facets.map(({ title, options }) => ({
    metadata: { title },
    links: options.map((option) => ({
      ...(option.isActive ? { rel: 'self' } : {}),
      type,
      title: linkTitle(option.title),
      href: addresses.of(option.place, paging ? { ...paging, page: 1 } : undefined),
    })),
  }))
  return {
    ...(narrowing.length > 0 ? { facets: narrowing } : {}),
    ...(books.length > 0
      ? { publications: books.map((book) => publication(book, addresses, files)) }
      : { navigation: [wayBack(addresses)] }),
  }
}

/** A list without anything is no list to strict readers. */
const wayBack = (addresses: Addresses) => ({
  title: 'Back to the catalogue',
  href: addresses.of({ at: 'root' }),
  type,
  rel: 'start',
})

function publication(book: FeedBook, addresses: Addresses, files: FileAddresses): object {
  return {
    metadata: metadataOf(book),
    links: [
      { rel: 'self', type: OPDS_TYPES.publication, href: addresses.of({ at: 'book', id: book.id }) },
      ...book.files.map((file) => ({
        rel: 'http://opds-spec.org/acquisition',
        type: typeOfFormat(file.format),
        title: linkTitle(file.format.toUpperCase()),
        href: files.download(file),
      })),
    ],
    ...images(book, files),
  }
}

function metadataOf(book: FeedBook): object {
  const [series] = book.series
  const position = Number(series?.position ?? Number.NaN)
  return {
    '@type': 'http://schema.org/Book',
    identifier: `urn:uuid:${dashed(book.id)}`,
    title: book.position === null ? book.title : `${book.position}. ${book.title}`,
    modified: book.updated,
    ...people(book),
    ...given('publisher', oneLine(book.publisher ?? '')),
    ...given('language', languageTag(book.language, book.languageCode)),
    ...given('published', issued(book.published)),
    ...given('description', book.description ? toPlainText(book.description) : ''),
    ...(book.tags.length > 0 ? { subject: book.tags.map((name) => ({ name })) } : {}),
    ...(series
      ? {
          belongsTo: {
            series: { name: oneLine(series.name), ...(Number.isFinite(position) ? { position } : {}) },
          },
        }
      : {}),
  }
}

const given = (name: string, value: string | null) => (value ? { [name]: value } : {})

function people({ authors, others }: FeedBook): object {
  const byRole = Map.groupBy(others, ({ role }) => role)
  const roles = [...byRole].map(([role, named]) => [role, named.map(({ name }) => ({ name: oneLine(name) }))])
  return {
    ...(authors.length > 0 ? { author: authors.map(({ name }) => ({ name: oneLine(name) })) } : {}),
    ...Object.fromEntries(roles),
  }
}

function images(book: FeedBook, files: FileAddresses): object {
  if (!book.cover) return {}
  const { mime, width, height } = book.cover
  const size = width !== null && height !== null ? { width, height } : {}
  return {
    images: [
      { type: typeOfPicture(mime), href: files.cover(book, 'whole'), ...size },
      { type: 'image/jpeg', href: files.cover(book, 'thumb') },
    ],
  }
}
