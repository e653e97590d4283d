import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { BookCard } from './books.ts'

const tag = 'Web app'
const Text = Nullable(Type.String())

export const NameSort = Type.Union([Type.Literal('name'), Type.Literal('count')])
export type NameSort = Static<typeof NameSort>

export const NameEntry = Type.Object({ id: Type.String(), name: Type.String(), bookCount: Type.Integer() })
export type NameEntry = Static<typeof NameEntry>

const listQuery = Type.Object({
  sort: Type.Optional(NameSort),
  /** Only names in which a word begins like this. */
  q: Type.Optional(Type.String({ maxLength: 200 })),
  /** `next` of the page before. */
  after: Type.Optional(Type.String({ maxLength: 1_000 })),
})
const NamePage = Type.Object({
  items: Type.Array(NameEntry),
  /** Null on the last page. */
  next: Text,
})

export const listAuthorNames = endpoint({
  method: 'GET',
  path: '/api/web/authors',
  summary: 'People who have a hand in books of the library, a page at a time',
  tag,
  access: 'user',
  query: listQuery,
  response: NamePage,
})

export const listSeriesNames = endpoint({
  method: 'GET',
  path: '/api/web/series',
  summary: 'Series of the library, a page at a time',
  tag,
  access: 'user',
  query: listQuery,
  response: NamePage,
})

export const AuthorPage = Type.Object({
  id: Type.String(),
  name: Type.String(),
  sortName: Type.String(),
  /** Safe HTML, or plain text. */
  description: Text,
  bookCount: Type.Integer(),
  works: Type.Array(Type.Object({ book: BookCard, roles: Type.Array(Type.String()), publishedOn: Text }), {
    description: 'At most 500, by series, then by title.',
  }),
})
export type AuthorPage = Static<typeof AuthorPage>

export const readAuthorPage = endpoint({
  method: 'GET',
  path: '/api/web/authors/:authorId',
  summary: 'Everything the page of a person shows',
  tag,
  access: 'user',
  params: Type.Object({ authorId: Id }),
  response: AuthorPage,
  failures: { 404: 'no such person' },
})

export const SeriesPage = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Text,
  bookCount: Type.Integer(),
  authors: Type.Array(Type.Object({ id: Type.String(), name: Type.String() })),
  volumes: Type.Array(Type.Object({ book: BookCard, position: Text }), {
    description: 'At most 500, by position; those without one come last.',
  }),
  /** Whole numbers between the positions that are there. */
  gaps: Type.Array(Type.Integer()),
})
export type SeriesPage = Static<typeof SeriesPage>

export const readSeriesPage = endpoint({
  method: 'GET',
  path: '/api/web/series/:seriesId',
  summary: 'Everything the page of a series shows',
  tag,
  access: 'user',
  params: Type.Object({ seriesId: Id }),
  response: SeriesPage,
  failures: { 404: 'no such series' },
})

const Kind = Type.Union([Type.Literal('author'), Type.Literal('series'), Type.Literal('tag')])
export type NameKind = Static<typeof Kind>
const params = Type.Object({ kind: Kind, id: Id })
const Changed = Type.Object({ changeId: Nullable(Type.String()) })

export const renameName = endpoint({
  method: 'PUT',
  path: '/api/web/names/:kind/:id',
  summary: 'Give a person, a series or a tag another name',
  tag,
  access: 'user',
  params,
  body: Type.Object({ name: Type.String({ maxLength: 500 }) }),
  response: Changed,
  failures: { 404: 'nothing with this id', 409: 'the name is taken: merge the two' },
})

export const mergeNames = endpoint({
  method: 'POST',
  path: '/api/web/names/:kind/:id/merge',
  summary: 'Make one of two people, series or tags: its books go over to the other one',
  tag,
  access: 'user',
  params,
  body: Type.Object({ into: Type.String() }),
  response: Changed,
  failures: { 404: 'nothing with this id' },
})

export const deleteTag = endpoint({
  method: 'DELETE',
  path: '/api/web/tags/:tagId',
  summary: 'Take a tag off all its books and forget it, in one go that can be undone',
  tag,
  access: 'user',
  params: Type.Object({ tagId: Id }),
  response: Changed,
  failures: { 404: 'no such tag' },
})
