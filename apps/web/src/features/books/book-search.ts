import type { BookFilters, BookSort } from '@colophon/contract/web/books.ts'

/** What the list of books shows, as it stands in the address. Left out is what goes without saying. */
export type BookSearch = BookFilters & { sort?: BookSort | undefined; direction?: 'asc' | 'desc' | undefined }

export const sorts = ['title', 'author', 'series', 'added', 'published'] as const satisfies readonly BookSort[]
const filterNames = ['library', 'author', 'series', 'tag', 'format', 'language'] as const

/** The newest come first where age is what one sorts by. */
export const usualDirection = (sort: BookSort): 'asc' | 'desc' =>
  sort === 'added' || sort === 'published' ? 'desc' : 'asc'

/** Reads an address that anybody may have typed; what cannot be is left out. */
export function readBookSearch(raw: Record<string, unknown>): BookSearch {
  const search: BookSearch = {}
  for (const name of filterNames) {
    const value = raw[name]
    if (typeof value === 'string' && value) search[name] = value
    else if (typeof value === 'number') search[name] = String(value)
  }
  if (String(raw.missing) === 'true') search.missing = 'true'
  const sort = sorts.find((known) => known === raw.sort)
  if (sort && sort !== 'title') search.sort = sort
  const direction = raw.direction === 'asc' || raw.direction === 'desc' ? raw.direction : undefined
  if (direction && direction !== usualDirection(search.sort ?? 'title')) search.direction = direction
  return search
}

/** The order that an address means, with what goes without saying filled in; a series is read in its own order. */
export function orderOf(search: BookSearch): { sort: BookSort; direction: 'asc' | 'desc' } {
  const sort = search.sort ?? (search.series ? 'series' : 'title')
  return { sort, direction: search.direction ?? usualDirection(sort) }
}

export const hasFilters = (search: BookSearch): boolean =>
  filterNames.some((name) => search[name] !== undefined) || search.missing !== undefined
