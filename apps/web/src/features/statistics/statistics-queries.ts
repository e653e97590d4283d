import { readStatistics } from '@colophon/contract/web/statistics.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from '#api/call.ts'

/** What was read in a year; this one unless said. */
export const statistics = (year: number | undefined) =>
  queryOptions({
    queryKey: ['books', 'statistics', year ?? null],
    queryFn: ({ signal }) => call(readStatistics, { query: year ? { year } : {} }, { signal }),
    placeholderData: keepPreviousData,
    // Reading goes on in pages of its own.
    staleTime: 0,
  })
