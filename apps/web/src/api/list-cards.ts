import { listListCards } from '@colophon/contract/web/lists.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from './call.ts'

/** The lists of the reader with covers, by name. */
export const listCards = queryOptions({
  queryKey: ['lists', 'all'],
  queryFn: ({ signal }) => call(listListCards, {}, { signal }),
})
