import { readHome } from '@colophon/contract/web/home.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '#api/call.ts'

/** What one may want to read now. Reading goes on in pages of its own, so it is asked for with every visit. */
export const home = queryOptions({
  queryKey: ['books', 'home'],
  queryFn: ({ signal }) => call(readHome, {}, { signal }),
  staleTime: 0,
})
