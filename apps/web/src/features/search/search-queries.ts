import { searchEverything } from '@colophon/contract/web/books.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '#api/call.ts'

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
