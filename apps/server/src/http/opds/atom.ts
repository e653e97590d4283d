import { OPDS_TYPES } from '@colophon/contract/devices/opds.ts'
import { type BooksFeed, type Feed, type FeedPlace, kindOf, type NavigationEntry } from '#domain/devices/feeds/feed.ts'
import { type Addresses, addressesOf, type FileAddresses, filesOf } from './addresses.ts'
import { atomEntry } from './atom-entry.ts'
import { linkTitle } from './link-title.ts'
import { otherPages, startIndexOf } from './pages.ts'
import { document, element, textElement } from './xml.ts'

export interface AtomSettings {
  urlBase: string
  imageToken: string
}

/** Only what is bound on the root: some readers refuse a whole feed for one prefix that is not. */
const NAMESPACES = {
  xmlns: 'http://www.w3.org/2005/Atom',
  'xmlns:opds': 'http://opds-spec.org/2010/catalog',
  'xmlns:thr': 'http://purl.org/syndication/thread/1.0',
  'xmlns:opensearch': 'http://a9.com/-/spec/opensearch/1.1/',
}
const OF_BOOKS = {
  'xmlns:dc': 'http://purl.org/dc/terms/',
  'xmlns:pse': 'http://vaemendis.net/opds-pse/ns',
}

/** A feed as OPDS 1.2 has it (device contract A.3 to A.8). */
export function atomFeed(feed: Feed, { urlBase, imageToken }: AtomSettings): string {
  const addresses = addressesOf(urlBase, 'atom')
  const files = filesOf(urlBase, imageToken)
  const content = [
    textElement('id', feed.id),
    textElement('title', feed.title),
    textElement('updated', feed.updated),
    '<author><name>Colophon</name></author>',
    totals(feed),
    ...links(feed, addresses),
    ...(feed.kind === 'navigation'
      ? feed.entries.map((entry) => navigationEntry(entry, addresses))
      : feed.books.map((book) => element('entry', {}, atomEntry(book, addresses, files)))),
  ]
  const namespaces = feed.kind === 'navigation' ? NAMESPACES : { ...NAMESPACES, ...OF_BOOKS }
  return document(element('feed', namespaces, content.join('\n')))
}

/** One book as a document of its own. */
export function atomEntryDocument({ books: [book] }: BooksFeed, { urlBase, imageToken }: AtomSettings): string {
  const files: FileAddresses = filesOf(urlBase, imageToken)
  const content = book ? atomEntry(book, addressesOf(urlBase, 'atom'), files) : ''
  return document(element('entry', { ...NAMESPACES, ...OF_BOOKS }, content))
}

function totals({ paging }: Feed): string {
  if (!paging) return ''
  return [
    textElement('opensearch:totalResults', String(paging.total)),
    textElement('opensearch:startIndex', String(startIndexOf(paging))),
    textElement('opensearch:itemsPerPage', String(paging.size)),
  ].join('\n')
}

function links(feed: Feed, addresses: Addresses): string[] {
  const type = OPDS_TYPES[feed.kind]
  const link = (rel: string, href: string, more: Record<string, string | undefined> = {}) =>
    element('link', { rel, type, href, ...more })
  const search = { title: 'Search Colophon' }
  const isRoot = feed.place.at === 'root'
  return [
    link('self', addresses.of(feed.place, feed.paging ?? undefined)),
    link('start', addresses.of({ at: 'root' }), { type: OPDS_TYPES.navigation }),
    ...(feed.up ? [link('up', addresses.of(feed.up), { type: OPDS_TYPES[kindOf(feed.up)] })] : []),
    link('search', addresses.of(SEARCH), { type: OPDS_TYPES.description, ...search }),
    link('search', addresses.searchTemplate(), { type: 'application/atom+xml', ...search }),
    ...otherPages(feed).map(({ rel, paging }) => link(rel, addresses.of(feed.place, paging))),
    ...(isRoot ? rootLinks(addresses) : []),
    ...(feed.kind === 'acquisition' ? facetLinks(feed, addresses) : []),
  ]
}

const SEARCH: FeedPlace = { at: 'search', terms: { text: '' } }

const rootLinks = (addresses: Addresses) => [
  element('link', {
    rel: 'http://opds-spec.org/shelf',
    type: OPDS_TYPES.acquisition,
    title: 'Continue reading',
    href: addresses.of({ at: 'reading' }),
  }),
  element('link', {
    rel: 'alternate',
    type: OPDS_TYPES.json,
    title: 'Colophon (OPDS 2)',
    href: `${addresses.of({ at: 'root' })}/v2`,
  }),
]

function facetLinks({ facets, paging }: BooksFeed, addresses: Addresses): string[] {
  return facets.flatMap(({ title: group, options }) =>
    options.map(({ title, place, isActive }) =>
      element('link', {
        rel: 'http://opds-spec.org/facet',
        type: OPDS_TYPES.acquisition,
        title: linkTitle(title),
        href: addresses.of(place, paging ? { ...paging, page: 1 } : undefined),
        'opds:facetGroup': group,
        'opds:activeFacet': isActive ? 'true' : undefined,
      }),
    ),
  )
}

/** Any other relation makes the entry dead in KOReader. */
const relationOf = ({ at }: FeedPlace) => (at === 'recent' ? 'http://opds-spec.org/sort/new' : 'subsection')

function navigationEntry({ place, id, title, about, updated, count }: NavigationEntry, addresses: Addresses): string {
  const content = [
    textElement('title', title),
    textElement('id', id),
    textElement('updated', updated),
    textElement('content', about, { type: 'text' }),
    element('link', {
      rel: relationOf(place),
      type: OPDS_TYPES[kindOf(place)],
      href: addresses.of(place),
      'thr:count': count,
    }),
  ]
  return element('entry', {}, content.join('\n'))
}
