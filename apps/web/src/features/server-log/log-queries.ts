import { listLogs } from '@colophon/contract/acquisition/logs.ts'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { type AnswerOf, call } from '#api/call.ts'

export type LogEntry = AnswerOf<typeof listLogs>[number]

export const logLevels = ['debug', 'info', 'warn', 'error'] as const
/** How far back is looked, in hours. */
export const spans = [1, 24, 168] as const

export interface LogFilter {
  level: (typeof logLevels)[number]
  words: string
  hours: (typeof spans)[number]
}

const PER_PAGE = 200

/** The query of a filter: from when on is said when it is asked. */
export const queryOf = ({ level, words, hours }: LogFilter) => ({
  level,
  q: words,
  from: new Date(Date.now() - hours * 3_600_000).toISOString(),
})

/** What was logged, the newest first; as many pages as were asked for. */
export function logEntries(filter: LogFilter, pages: number) {
  const limit = Math.min(1_000, PER_PAGE * pages)
  return queryOptions({
    queryKey: ['log', filter, limit],
    queryFn: ({ signal }) => call(listLogs, { query: { ...queryOf(filter), limit: String(limit) } }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  })
}

/** Whether there may be more than are shown. */
export const isFull = (entries: readonly LogEntry[], pages: number): boolean =>
  entries.length >= PER_PAGE * pages && entries.length < 1_000
