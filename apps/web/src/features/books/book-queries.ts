import { readAuthor, readSeries, readTag } from '@colophon/contract/library/taxonomy.ts'
import { type BookCard, listBookCards } from '@colophon/contract/web/books.ts'
import { type FilterKind, findFilterValues, readLetters } from '@colophon/contract/web/finding.ts'
import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from '#api/call.ts'
import { type BookSearch, filtersOf, orderOf, WINDOW, windowOf } from './book-search.ts'

/** One window of the list: books `page * WINDOW` and the following. */
export function bookWindow(search: BookSearch, page: number) {
  return queryOptions({
    queryKey: ['books', 'list', { ...filtersOf(search), ...orderOf(search) }, page],
    queryFn: ({ signal }) => call(listBookCards, { query: windowOf(search, page) }, { signal }),
    staleTime: 60_000,
  })
}

/** The books from one place of the list to another, from the cache where they are there. */
export async function booksBetween(
  client: QueryClient,
  search: BookSearch,
  from: number,
  to: number,
): Promise<BookCard[]> {
  const pages: BookCard[] = []
  for (let page = Math.floor(from / WINDOW); page <= Math.floor(to / WINDOW); page++) {
    const { items } = await client.ensureQueryData(bookWindow(search, page))
    pages.push(...items)
  }
  const skipped = Math.floor(from / WINDOW) * WINDOW
  return pages.slice(from - skipped, to - skipped + 1)
}

/** Authors, series or tags as somebody types; the answers before stay until the next are there. */
export function filterValues(kind: FilterKind, text: string) {
  return queryOptions({
    queryKey: ['books', 'values', kind, text],
    queryFn: ({ signal }) => call(findFilterValues, { query: { kind, q: text } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

/** Where the letters of a list begin; undefined where it is in no order of letters. */
export function letters(search: BookSearch) {
  const { sort } = orderOf(search)
  const by = sort === 'author' ? 'author' : 'title'
  return queryOptions({
    queryKey: ['books', 'letters', by, filtersOf(search)],
    queryFn: ({ signal }) => call(readLetters, { query: { sort: by, ...filtersOf(search) } }, { signal }),
    enabled: sort === 'author' || sort === 'title',
    staleTime: 300_000,
  })
}

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
