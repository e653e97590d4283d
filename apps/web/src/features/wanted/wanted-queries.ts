import { changeWanted, listBooks } from '@colophon/contract/acquisition/book.ts'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ACQUISITION, refreshAcquisition } from '#api/acquisition.ts'
import { type AnswerOf, call } from '#api/call.ts'
import type { WantedSearch } from './wanted-search.ts'

export type WantedBook = AnswerOf<typeof listBooks>['items'][number]

export const WANTED_PER_PAGE = 50

/** One page of what is wanted and not here. */
export const wanted = ({ q, sort = 'title-az', page = 0 }: WantedSearch) =>
  queryOptions({
    queryKey: [ACQUISITION, 'wanted', q, sort, page],
    queryFn: ({ signal }) => {
      const paging = { limit: String(WANTED_PER_PAGE), offset: String(page * WANTED_PER_PAGE) }
      return call(listBooks, { query: { status: 'wanted', search: q, sort, ...paging } }, { signal })
    },
    placeholderData: keepPreviousData,
  })

export type WantedAction = 'search' | 'unmonitor' | 'blocklist'

/** Does one thing with several wanted books. @returns the numbers of those it failed for */
export function useChangeWanted() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ ids, action }: { ids: number[]; action: WantedAction }) => {
      const { results } = await call(changeWanted, { body: { ids, action } })
      return ids.filter((id) => results[id]?.ok !== true)
    },
    onSuccess: () => refreshAcquisition(client),
  })
}
