import type { BookFilters, BookSort } from '@colophon/contract/web/books.ts'
import type { LibraryView } from '@colophon/contract/web/saved-views.ts'

/** What the list of books shows, as it stands in the address. Left out is what goes without saying. */
export type BookSearch = { [Name in keyof LibraryView]?: LibraryView[Name] | undefined }

export const sorts = [
  'title',
  'author',
  'series',
  'added',
  'published',
  'lastRead',
] as const satisfies readonly BookSort[]

export const views = ['grid', 'list', 'table'] as const
export type View = (typeof views)[number]

const freeNames = ['library', 'author', 'series', 'tag', 'format', 'language'] as const
export const readStates = ['unread', 'reading', 'finished', 'abandoned'] as const
export const ratings = ['5', '4', '3', '2', '1'] as const

/** By what the list can be narrowed, in the order in which it is offered. */
export const filterNames = [
  'state',
  'author',
  'series',
  'tag',
  'format',
  'language',
  'library',
  'added',
  'rating',
  'missing',
] as const satisfies readonly (keyof BookFilters)[]
export type FilterName = (typeof filterNames)[number]

/** The newest come first where age is what one sorts by. */
export const usualDirection = (sort: BookSort): 'asc' | 'desc' =>
  sort === 'added' || sort === 'published' || sort === 'lastRead' ? 'desc' : 'asc'

/** Reads an address that anybody may have typed; what cannot be is left out. */
export function readBookSearch(raw: Record<string, unknown>): BookSearch {
  const search: BookSearch = {}
  const text = (name: string) => {
    const value = raw[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  for (const name of freeNames) if (text(name)) search[name] = text(name)
  if (String(raw.missing) === 'true') search.missing = 'true'
  const state = readStates.find((known) => known === raw.state)
  if (state) search.state = state
  const rating = ratings.find((known) => known === text('rating'))
  if (rating) search.rating = rating
  if (/^(\d{1,4}d|\d{4})$/.test(text('added'))) search.added = text('added')
  const sort = sorts.find((known) => known === raw.sort)
  if (sort && sort !== 'title') search.sort = sort
  const direction = raw.direction === 'asc' || raw.direction === 'desc' ? raw.direction : undefined
  if (direction && direction !== usualDirection(search.sort ?? 'title')) search.direction = direction
  const view = views.find((known) => known === raw.view)
  if (view) search.view = view
  return search
}

/** The order that an address means, with what goes without saying filled in; a series is read in its own order. */
export function orderOf(search: BookSearch): { sort: BookSort; direction: 'asc' | 'desc' } {
  const sort = search.sort ?? (search.series ? 'series' : 'title')
  return { sort, direction: search.direction ?? usualDirection(sort) }
}

/** What narrows the list, without order and form. */
export function filtersOf(search: BookSearch): BookFilters {
  const given = filterNames.flatMap((name) => (search[name] === undefined ? [] : [[name, search[name]]]))
  return Object.fromEntries(given)
}

/** Books that are fetched at once: about two screens of a large window. */
export const WINDOW = 60

/** What the server is asked for: the books `page * WINDOW` of the list and the following. */
export const windowOf = (search: BookSearch, page: number) => ({
  ...filtersOf(search),
  ...orderOf(search),
  offset: page * WINDOW,
  limit: WINDOW,
})

export const hasFilters = (search: BookSearch): boolean => filterNames.some((name) => search[name] !== undefined)
export const withoutFilters = (search: BookSearch): BookSearch =>
  Object.fromEntries(Object.entries(search).filter(([name]) => !filterNames.some((filter) => filter === name)))
