import { listBookCards, searchEverything } from '@colophon/contract/web/books.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

/** What matches the words so far. The answers before stay until the next are there, so that nothing flickers. */
export function found(words: string) {
  return queryOptions({
    queryKey: ['books', 'search', words],
    queryFn: ({ signal }) => call(searchEverything, { query: { q: words, limit: 12 } }, { signal }),
    enabled: words !== '',
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
}

/** Books that the reader was in last: where most of them want to go. */
export const recentBooks = queryOptions({
  queryKey: ['books', 'recent'],
  queryFn: ({ signal }) =>
    call(listBookCards, { query: { sort: 'lastRead', direction: 'desc', limit: 5 } }, { signal }),
  staleTime: 60_000,
})
