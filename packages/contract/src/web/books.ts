import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { KnownPlace, Rating, ReadingState, ReadState } from './reading.ts'

const tag = 'Web app'
const Text = Nullable(Type.String())
const Numeral = Nullable(Type.Number())
/** A whole number in a query, where everything is text; a caller may give a number. */
const Whole = Type.Optional(Type.Unsafe<string | number>({ type: 'string', pattern: '^\\d{1,9}$' }))

export const BookSort = Type.Union([
  Type.Literal('title'),
  Type.Literal('author'),
  Type.Literal('series'),
  Type.Literal('added'),
  Type.Literal('published'),
  Type.Literal('lastRead'),
])
export type BookSort = Static<typeof BookSort>

/** A book as a grid shows it. */
export const BookCard = Type.Object({
  id: Type.String(),
  title: Type.String(),
  subtitle: Text,
  authors: Type.Array(Type.String()),
  coverUrl: Text,
  /** `#rrggbb`, shown until the picture is there. */
  coverColor: Text,
  series: Nullable(Type.Object({ name: Type.String(), position: Text })),
  formats: Type.Array(Type.String()),
  /** 0 to 1; null where the reader never opened it. */
  progress: Numeral,
  state: ReadState,
  rating: Rating,
  /** It has files and none of them is where it was. */
  isMissing: Type.Boolean(),
  /** ISO 639-2/B. */
  language: Text,
  publishedOn: Text,
  addedAt: Type.String(),
})
export type BookCard = Static<typeof BookCard>

export const BookFilters = Type.Object({
  library: Type.Optional(Type.String()),
  author: Type.Optional(Type.String()),
  series: Type.Optional(Type.String()),
  tag: Type.Optional(Type.String()),
  format: Type.Optional(Type.String()),
  language: Type.Optional(Type.String()),
  /** `true`: only books of which no file is there; `false`: only the others. */
  missing: Type.Optional(Type.Union([Type.Literal('true'), Type.Literal('false')])),
  /** What the book is to the caller. */
  state: Type.Optional(ReadState),
  /** In the last so many days (`7d`), or in a year (`2026`). */
  added: Type.Optional(Type.String({ pattern: '^(\\d{1,4}d|\\d{4})$' })),
  /** At least so many stars of the caller. */
  rating: Type.Optional(Type.String({ pattern: '^[1-5]$' })),
})
export type BookFilters = Static<typeof BookFilters>

export const listBookCards = endpoint({
  method: 'GET',
  path: '/api/web/books',
  summary: 'List books in any order, narrowed by filters',
  tag,
  access: 'user',
  query: Type.Object({
    sort: Type.Optional(BookSort),
    direction: Type.Optional(Type.Union([Type.Literal('asc'), Type.Literal('desc')])),
    offset: Whole,
    /** At most 200; 50 unless said. */
    limit: Whole,
    ...BookFilters.properties,
  }),
  response: Type.Object({ items: Type.Array(BookCard), total: Type.Integer(), offset: Type.Integer() }),
})

const Found = Type.Object({ id: Type.String(), name: Type.String(), bookCount: Type.Integer() })

export const searchEverything = endpoint({
  method: 'GET',
  path: '/api/web/search',
  summary: 'Search books, authors and series; best match first',
  tag,
  access: 'user',
  query: Type.Object({ q: Type.String(), limit: Whole }),
  response: Type.Object({
    books: Type.Array(BookCard),
    /** How many books match in all; null where nobody had to find out. */
    total: Nullable(Type.Integer()),
    authors: Type.Array(Found),
    series: Type.Array(Found),
  }),
})

const Neighbour = Type.Object({ id: Type.String(), title: Type.String(), position: Text, coverUrl: Text })

export const PageFile = Type.Object({
  id: Type.String(),
  /** `epub`, `pdf`, …; `zip` for an audiobook of several parts. */
  format: Type.String(),
  media: Type.Union([Type.Literal('ebook'), Type.Literal('audiobook')]),
  fileName: Type.String(),
  filePath: Type.String(),
  sizeBytes: Type.Integer(),
  durationSeconds: Numeral,
  pageCount: Numeral,
  /** How many files on disk it is; 1 unless it is an audiobook folder. */
  partCount: Type.Integer(),
  origin: Type.String(),
  addedAt: Type.String(),
  /** Since when the file has not been where it was; null while it is there. */
  missingSince: Text,
  /** Why it joined this book, in words; null for the file that the book began with. */
  joinReason: Text,
  downloadCount: Type.Integer(),
})
export type PageFile = Static<typeof PageFile>

/** Everything the page of a book shows. */
export const BookPage = Type.Object({
  id: Type.String(),
  title: Type.String(),
  subtitle: Text,
  /** Safe HTML, or plain text. */
  description: Text,
  creators: Type.Array(Type.Object({ id: Type.String(), name: Type.String(), role: Type.String() })),
  series: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      position: Text,
      previous: Nullable(Neighbour),
      next: Nullable(Neighbour),
    }),
  ),
  tags: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  genres: Type.Array(Type.String()),
  libraries: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  identifiers: Type.Array(Type.Object({ scheme: Type.String(), value: Type.String() })),
  publisher: Text,
  publishedOn: Text,
  language: Text,
  pageCount: Numeral,
  durationSeconds: Numeral,
  coverUrl: Text,
  coverColor: Text,
  files: Type.Array(PageFile),
  isMissing: Type.Boolean(),
  /** Fields that were edited by hand and that scans leave as they are. */
  locked: Type.Array(Type.String()),
  place: Nullable(KnownPlace),
  reading: ReadingState,
  addedAt: Type.String(),
  updatedAt: Type.String(),
})
export type BookPage = Static<typeof BookPage>

export const readBookPage = endpoint({
  method: 'GET',
  path: '/api/web/books/:bookId',
  summary: 'Everything the page of a book shows',
  tag,
  access: 'user',
  params: Type.Object({ bookId: Id }),
  response: BookPage,
  failures: { 404: 'no such book' },
})

export const readFacets = endpoint({
  method: 'GET',
  path: '/api/web/facets',
  summary: 'By what the list of books can be narrowed, with counts',
  tag,
  access: 'user',
  response: Type.Object({
    total: Type.Integer(),
    libraries: Type.Array(Found),
    formats: Type.Array(Type.Object({ format: Type.String(), bookCount: Type.Integer() })),
    languages: Type.Array(Type.Object({ language: Type.String(), bookCount: Type.Integer() })),
    missingCount: Type.Integer(),
  }),
})

const fileParams = Type.Object({ fileId: Id })

export const readFileContent = endpoint({
  method: 'GET',
  path: '/api/web/book-files/:fileId/content',
  summary: 'The bytes of a file for a reader in the browser; takes byte ranges, counts as no download',
  tag,
  access: 'user',
  params: fileParams,
  produces: 'application/octet-stream',
  failures: { 403: 'the file is outside every library', 404: 'no such file, or it is not on disk any more' },
})

export const separateFile = endpoint({
  method: 'POST',
  path: '/api/web/book-files/:fileId/separate',
  summary: 'Take a file out of its book; it becomes a book of its own and joins no other by itself',
  tag,
  access: 'user',
  params: fileParams,
  response: Type.Object({ bookId: Type.String() }),
  failures: { 404: 'no such file', 409: 'it is the only file of its book' },
})

export const forgetMissingFile = endpoint({
  method: 'DELETE',
  path: '/api/web/book-files/:fileId/record',
  summary: 'Forget a file that is missing from disk',
  tag,
  access: 'user',
  params: fileParams,
  status: 204,
  failures: { 404: 'no such file', 409: 'the file is there' },
})
