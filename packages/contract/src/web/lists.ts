import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { BookCard } from './books.ts'
import { BookSelection } from './bulk.ts'

const tag = 'Web app'

/** A reading list as the web app shows it: with the covers of its first books. */
export const ListCard = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Nullable(Type.String()),
  bookCount: Type.Integer(),
  coverUrls: Type.Array(Type.String()),
})
export type ListCard = Static<typeof ListCard>

export const listListCards = endpoint({
  method: 'GET',
  path: '/api/web/reading-lists',
  summary: 'List your reading lists with covers, by name',
  tag,
  access: 'user',
  response: Type.Array(ListCard),
})

const params = Type.Object({ listId: Id })

export const readListPage = endpoint({
  method: 'GET',
  path: '/api/web/reading-lists/:listId',
  summary: 'A reading list with a part of its books, in its order',
  tag,
  access: 'user',
  params,
  query: Type.Object({
    /** A whole number; 0 unless said. */
    offset: Type.Optional(Type.Unsafe<string | number>({ type: 'string', pattern: '^\\d{1,9}$' })),
  }),
  response: Type.Object({ list: ListCard, items: Type.Array(BookCard), offset: Type.Integer() }),
  failures: { 404: 'no such list of yours' },
})

export const moveBookInList = endpoint({
  method: 'PUT',
  path: '/api/web/reading-lists/:listId/books/:bookId/place',
  summary: 'Move a book behind another one of the list, or to its beginning',
  tag,
  access: 'user',
  params: Type.Object({ listId: Id, bookId: Id }),
  body: Type.Object({ after: Nullable(Type.String()) }),
  status: 204,
  failures: { 404: 'no such list of yours' },
})

export const addManyToList = endpoint({
  method: 'POST',
  path: '/api/web/reading-lists/:listId/books',
  summary: 'Put up to 1,000 books at the end of a reading list, in their order',
  tag,
  access: 'user',
  params,
  body: Type.Object({ selection: BookSelection }),
  response: Type.Object({
    /** Those that were not on it before. */
    added: Type.Array(Id),
  }),
  failures: { 404: 'no such list of yours' },
})

export const takeManyOffList = endpoint({
  method: 'POST',
  path: '/api/web/reading-lists/:listId/books/remove',
  summary: 'Take books off a reading list',
  tag,
  access: 'user',
  params,
  body: Type.Object({ ids: Type.Array(Id, { minItems: 1, maxItems: 1_000 }) }),
  status: 204,
  failures: { 404: 'no such list of yours' },
})
