import { Type } from 'typebox'
import { Maybe, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { AuthorFacts } from './author-facts.ts'
import { BulkResults, IdParams, PageOf, PageQuery, Time } from './common.ts'
import { HistoryEvent } from './history-event.ts'
import { BookStatus, MediaType, Slot } from './media.ts'

const tag = 'Acquisition: books'

export const Edition = Type.Object({
  id: Type.Integer(),
  foreignEditionId: Type.String(),
  bookId: Type.Integer(),
  title: Type.String(),
  isbn13: Nullable(Type.String()),
  isbn10: Nullable(Type.String()),
  asin: Nullable(Type.String()),
  publisher: Type.String(),
  publishDate: Nullable(Time),
  format: Type.String(),
  numPages: Nullable(Type.Integer()),
  language: Type.String(),
  imageUrl: Type.String(),
  isEbook: Type.Boolean(),
  editionInformation: Type.String(),
  monitored: Type.Boolean(),
  createdAt: Time,
  updatedAt: Time,
})

export const BookFile = Type.Object({
  id: Type.Integer(),
  bookId: Type.Integer(),
  format: Slot,
  path: Type.String({ description: 'A folder where an audiobook has parts.' }),
  sizeBytes: Type.Integer(),
  createdAt: Time,
})

export const Book = Type.Object({
  id: Type.Integer({ description: '0 where nothing is recorded: a hit of a search.' }),
  foreignBookId: Type.String(),
  authorId: Type.Integer(),
  title: Type.String(),
  sortTitle: Type.String(),
  originalTitle: Type.String(),
  description: Type.String(),
  imageUrl: Type.String(),
  releaseDate: Nullable(Time),
  genres: Type.Array(Type.String()),
  averageRating: Type.Number(),
  ratingsCount: Type.Integer(),
  monitored: Type.Boolean(),
  status: Type.String(),
  anyEditionOk: Type.Boolean(),
  selectedEditionId: Nullable(Type.Integer()),
  filePath: Type.String(),
  language: Type.String(),
  mediaType: Type.String(),
  narrator: Type.String(),
  durationSeconds: Type.Integer(),
  asin: Type.String(),
  calibre_id: Type.Optional(Type.Integer()),
  metadataProvider: Type.String(),
  lastMetadataRefreshAt: Nullable(Time),
  createdAt: Time,
  updatedAt: Time,
  lockedFields: Type.Array(Type.String()),
  excluded: Type.Boolean(),
  ebookFilePath: Type.String(),
  audiobookFilePath: Type.String(),
  author: Type.Optional(AuthorFacts),
  editions: Type.Optional(Type.Array(Edition)),
  bookFiles: Type.Optional(Type.Array(BookFile)),
})

export const BookDetail = Type.Object({
  ...Book.properties,
  editions: Type.Array(Edition),
  bookFiles: Type.Array(BookFile),
  history: Type.Array(HistoryEvent),
  formats: Type.Array(Slot),
})

const failures = { 404: 'No such book.' }
const text = Type.Optional(Type.String())

export const listBooks = endpoint({
  method: 'GET',
  path: '/api/v1/book',
  tag,
  summary: 'Books, narrowed by anything and in any order',
  access: 'acquisition',
  query: Type.Object({
    ...PageQuery.properties,
    status: text,
    authorId: text,
    search: text,
    mediaType: text,
    monitored: text,
    releaseFrom: text,
    releaseBefore: text,
    includeExcluded: text,
    sort: text,
  }),
  response: PageOf(Book),
})

export const getBook = endpoint({
  method: 'GET',
  path: '/api/v1/book/:id',
  tag,
  summary: 'One book with its editions, files and history',
  access: 'acquisition',
  params: IdParams,
  response: BookDetail,
  failures,
})

export const updateBook = endpoint({
  method: 'PUT',
  path: '/api/v1/book/:id',
  tag,
  summary: 'Change what is named, leave the rest; what a person writes is locked against refreshes',
  access: 'acquisition',
  params: IdParams,
  body: Type.Object({
    monitored: Maybe(Type.Boolean()),
    status: Maybe(BookStatus),
    mediaType: Maybe(MediaType),
    asin: Maybe(Type.String()),
    narrator: Maybe(Type.String()),
    title: Maybe(Type.String()),
    description: Maybe(Type.String()),
    genres: Maybe(Type.Array(Type.String())),
    language: Maybe(Type.String()),
    releaseDate: Maybe(Type.String({ description: '`2026-08-01`, or empty for none.' })),
    lockedFields: Maybe(Type.Array(Type.String())),
  }),
  response: Book,
  failures,
})

export const deleteBook = endpoint({
  method: 'DELETE',
  path: '/api/v1/book/:id',
  tag,
  summary: 'Delete a book; its files on disk stay unless said',
  access: 'acquisition',
  params: IdParams,
  query: Type.Object({ deleteFiles: text }),
  status: 204,
  failures,
})

export const excludeBook = endpoint({
  method: 'PUT',
  path: '/api/v1/book/:id/exclude',
  tag,
  summary: 'Hide a book for good, or show it again; without a body the other way round than it is',
  access: 'acquisition',
  params: IdParams,
  body: Type.Object({ excluded: Maybe(Type.Boolean()) }),
  response: Book,
  failures,
})

export const rebindBook = endpoint({
  method: 'POST',
  path: '/api/v1/book/:id/rebind',
  tag,
  summary: 'Say that a book is another work of a provider',
  access: 'acquisition',
  params: IdParams,
  body: Type.Object({
    provider: Maybe(Type.String()),
    foreign_id: Maybe(Type.String()),
    foreignId: Maybe(Type.String()),
    force: Maybe(Type.Boolean()),
  }),
  response: Book,
  failures: { ...failures, 409: 'Another book is that work, or it is by somebody else.', 502: 'The provider failed.' },
})

export const enrichAudiobook = endpoint({
  method: 'POST',
  path: '/api/v1/book/:id/enrich-audiobook',
  tag,
  summary: 'Fill in narrator, duration, cover and description by the ASIN',
  access: 'acquisition',
  params: IdParams,
  response: Book,
  failures: { ...failures, 502: 'The provider failed.', 503: 'No provider is there.' },
})

export const changeBooks = endpoint({
  method: 'POST',
  path: '/api/v1/book/bulk',
  tag,
  summary: 'Do one thing with many books',
  access: 'acquisition',
  body: Type.Object({
    ids: Maybe(Type.Array(Type.Integer())),
    action: Maybe(Type.String()),
    mediaType: Maybe(Type.String()),
    status: Maybe(Type.String()),
  }),
  response: BulkResults,
})

export const listWanted = endpoint({
  method: 'GET',
  path: '/api/v1/wanted/missing',
  tag,
  summary: 'Books that are wanted and monitored, by title',
  access: 'acquisition',
  query: Type.Object({ includeExcluded: text }),
  response: Type.Array(Book),
})

export const changeWanted = endpoint({
  method: 'POST',
  path: '/api/v1/wanted/bulk',
  tag,
  summary: 'Search for wanted books, or stop wanting them',
  access: 'acquisition',
  body: Type.Object({ ids: Maybe(Type.Array(Type.Integer())), action: Maybe(Type.String()) }),
  response: BulkResults,
})
