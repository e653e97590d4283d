import { type TSchema, Type } from 'typebox'
import { endpoint } from '../endpoint.ts'

const tag = 'Reading apps (OPDS)'
const text = Type.Optional(Type.String())
const idParams = Type.Object({ id: Type.String() })
const NOT_THERE = { 404: 'there is no such thing, or nothing in it that the caller can read' }

/** OPDS 1.2 is always XML and OPDS 2.0 always JSON, each below its own address: nothing is negotiated. */
export type OpdsVersion = 'atom' | 'json'
export const OPDS_ROOTS = { atom: '/opds', json: '/opds/v2' } as const satisfies Record<OpdsVersion, string>
export const OPDS_TYPES = {
  navigation: 'application/atom+xml;profile=opds-catalog;kind=navigation',
  acquisition: 'application/atom+xml;profile=opds-catalog;kind=acquisition',
  entry: 'application/atom+xml;type=entry;profile=opds-catalog',
  description: 'application/opensearchdescription+xml',
  json: 'application/opds+json',
  publication: 'application/opds-publication+json',
  authentication: 'application/opds-authentication+json',
} as const

/** Numbers that are none count as not given: readers follow what they find. */
const Paging = {
  page: Type.Optional(Type.String({ description: 'From 1.' })),
  size: Type.Optional(Type.String({ description: 'Books on a page, 1 to 200; 50 unless said.' })),
}
/** Under each of these names apps ask for the words of a search. */
const Terms = { q: text, query: text, search: text, author: text, title: text, contributor: text }

export const FeedQuery = Type.Object({
  ...Paging,
  ...Terms,
  sort: Type.Optional(Type.String({ description: '`title`, `new` or `author`' })),
  lang: text,
  format: text,
  tag: text,
  view: text,
})

/** Every feed of one version. */
export function feedEndpoints(version: OpdsVersion) {
  const root = OPDS_ROOTS[version]
  const kind = version === 'atom' ? '1.2' : '2.0'
  const list = (path: string, summary: string) =>
    endpoint({
      method: 'GET',
      path: `${root}${path}`,
      summary: `${summary} (OPDS ${kind})`,
      tag,
      access: 'opds',
      hasHead: true,
      query: FeedQuery,
      produces: version === 'atom' ? 'application/atom+xml' : OPDS_TYPES.json,
    })
  const one = (path: string, summary: string) =>
    endpoint({ ...list(path, summary), params: idParams, failures: NOT_THERE })
  return {
    root: list('', 'The beginning of the catalogue'),
    all: list('/all', 'All books, by title'),
    recent: list('/recent', 'All books, newest first'),
    authors: list('/authors', 'People who have a book to read'),
    author: one('/authors/:id', 'Books of a person'),
    seriesList: list('/series', 'Series that have a book to read'),
    series: one('/series/:id', 'Books of a series, in reading order'),
    reading: list('/reading', 'What the caller is reading'),
    lists: list('/lists', 'Reading lists of the caller'),
    list: one('/lists/:id', 'Books of a reading list'),
    libraries: list('/libraries', 'Libraries'),
    library: one('/libraries/:id', 'Books of a library'),
    search: list('/search', version === 'atom' ? 'Search, or how to search where nothing is asked' : 'Search'),
    book: one('/book/:id', 'One book with its files'),
  }
}
export type FeedEndpoints = ReturnType<typeof feedEndpoints>

export const searchByPath = endpoint({
  method: 'GET',
  path: '/opds/search/:terms',
  summary: 'Search, as some apps ask (OPDS 1.2)',
  tag,
  access: 'opds',
  hasHead: true,
  params: Type.Object({ terms: Type.String() }),
  query: FeedQuery,
  produces: 'application/atom+xml',
})

export const authentication = endpoint({
  method: 'GET',
  path: '/opds/auth',
  summary: 'How a reading app signs in',
  tag,
  access: 'public',
  hasHead: true,
  produces: OPDS_TYPES.authentication,
})

const download = <const Path extends string, Params extends TSchema>(path: Path, summary: string, params: Params) =>
  endpoint({
    method: 'GET',
    path,
    summary,
    tag,
    access: 'opds',
    hasHead: true,
    params,
    query: Type.Object({ format: text }),
    produces: 'application/octet-stream',
    failures: { ...NOT_THERE, 416: 'the range is not within the file' },
  })

export const downloadBook = download(
  '/opds/book/:id/file',
  'Download the best file of a book, or one by format',
  idParams,
)
export const downloadFile = download('/opds/download/:id', 'Download a file', idParams)
export const downloadNamed = download(
  '/opds/download/:id/:name',
  'Download a file, under a name that readers tell its kind by',
  Type.Object({ id: Type.String(), name: Type.String() }),
)

const picture = <const Path extends string, Query extends TSchema>(path: Path, summary: string, query: Query) =>
  endpoint({
    method: 'GET',
    path,
    summary,
    tag,
    access: 'opds-image',
    hasHead: true,
    params: idParams,
    query,
    produces: 'image/jpeg',
    failures: NOT_THERE,
  })

const OfPicture = Type.Object({ v: text, t: text })
export const readCover = picture('/opds/covers/:id', 'The cover of a book', OfPicture)
export const readThumbnail = picture('/opds/covers/:id/thumb', 'The cover of a book, within 240 by 360', OfPicture)
export const streamPage = picture(
  '/opds/pse/:id',
  'One page of a comic, which also tells how far it has been read',
  Type.Object({ page: text, width: text, t: text }),
)

export const readImage = endpoint({
  method: 'GET',
  path: '/opds/images',
  summary: 'The cover of a book by `cover:` and its id, as older clients ask',
  tag,
  access: 'opds-image',
  hasHead: true,
  query: Type.Object({ url: text, t: text }),
  produces: 'image/jpeg',
  failures: NOT_THERE,
})
