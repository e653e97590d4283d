import { readAuthor, readSeries, readTag } from '@colophon/contract/library/taxonomy.ts'
import { listBookCards, readFacets } from '@colophon/contract/web/books.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '#api/call.ts'
import { type BookSearch, orderOf } from './book-search.ts'

/** Books that are fetched at once: about two screens of a large window. */
export const WINDOW = 60

/** One window of the list: books `page * WINDOW` and the following. */
export function bookWindow(search: BookSearch, page: number) {
  const asked = { ...search, ...orderOf(search) }
  return queryOptions({
    queryKey: ['books', 'list', asked, page],
    queryFn: ({ signal }) =>
      call(listBookCards, { query: { ...asked, offset: page * WINDOW, limit: WINDOW } }, { signal }),
    staleTime: 60_000,
  })
}

/** By what the list can be narrowed, with counts. */
export const facets = queryOptions({
  queryKey: ['books', 'facets'],
  queryFn: ({ signal }) => call(readFacets, {}, { signal }),
  staleTime: 60_000,
})

/** The name behind the id of an author, a series or a tag in the address. */
export function nameOf(kind: 'author' | 'series' | 'tag', id: string) {
  return queryOptions({
    queryKey: ['names', kind, id],
    queryFn: async ({ signal }) => {
      if (kind === 'author') return (await call(readAuthor, { params: { authorId: id } }, { signal })).name
      if (kind === 'series') return (await call(readSeries, { params: { seriesId: id } }, { signal })).name
      return (await call(readTag, { params: { tagId: id } }, { signal })).name
    },
    staleTime: 600_000,
  })
}
