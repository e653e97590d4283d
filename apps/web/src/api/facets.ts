import { readFacets } from '@colophon/contract/web/books.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

/** By what the list can be narrowed, with counts. */
export const facets = queryOptions({
  queryKey: ['books', 'facets'],
  queryFn: ({ signal }) => call(readFacets, {}, { signal }),
  staleTime: 60_000,
})
