import { type Static, Type } from 'typebox'
import { Id } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { BookFilters, BookSort } from './books.ts'

const tag = 'Web app'

/** What the library shows: filters, order and the way books are drawn. */
export const LibraryView = Type.Object({
  ...BookFilters.properties,
  sort: Type.Optional(BookSort),
  direction: Type.Optional(Type.Union([Type.Literal('asc'), Type.Literal('desc')])),
  view: Type.Optional(Type.Union([Type.Literal('grid'), Type.Literal('list'), Type.Literal('table')])),
})
export type LibraryView = Static<typeof LibraryView>

export const SavedView = Type.Object({ id: Id, name: Type.String(), view: LibraryView })
export type SavedView = Static<typeof SavedView>

const params = Type.Object({ viewId: Id })
const Name = Type.String({ maxLength: 100 })

export const listSavedViews = endpoint({
  method: 'GET',
  path: '/api/web/views',
  summary: 'Views of the library that the caller has named, by name',
  tag,
  access: 'user',
  response: Type.Array(SavedView),
})

export const saveView = endpoint({
  method: 'POST',
  path: '/api/web/views',
  summary: 'Name a view of the library',
  tag,
  access: 'user',
  body: Type.Object({ name: Name, view: LibraryView }),
  status: 201,
  response: SavedView,
  failures: { 409: 'the caller has a view of that name, or too many' },
})

export const replaceView = endpoint({
  method: 'PUT',
  path: '/api/web/views/:viewId',
  summary: 'Give a view another name, or have it show something else',
  tag,
  access: 'user',
  params,
  body: Type.Object({ name: Name, view: LibraryView }),
  response: SavedView,
  failures: { 404: 'the caller has no such view', 409: 'the caller has another view of that name' },
})

export const deleteView = endpoint({
  method: 'DELETE',
  path: '/api/web/views/:viewId',
  summary: 'Forget a view; its books stay as they are',
  tag,
  access: 'user',
  params,
  status: 204,
  failures: { 404: 'the caller has no such view' },
})
