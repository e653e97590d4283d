import {
  countConcerns,
  type LogLevel,
  listAllProblems,
  listAuditEvents,
  readSystem,
  setLogLevel,
} from '@colophon/contract/web/admin.ts'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#api/call.ts'

export const concerns = queryOptions({
  queryKey: ['concerns'],
  queryFn: ({ signal }) => call(countConcerns, {}, { signal }),
})

export const ROWS_PER_PAGE = 50
const paging = (page: number) => ({ offset: String(page * ROWS_PER_PAGE), limit: String(ROWS_PER_PAGE) })

export interface ProblemFilter {
  library: string
  code: string
  search: string
  areIgnored: boolean
}

export function problems({ areIgnored, ...filter }: ProblemFilter, page: number) {
  return queryOptions({
    queryKey: ['libraries', 'all-problems', filter, areIgnored, page],
    queryFn: ({ signal }) =>
      call(
        listAllProblems,
        { query: { ...filter, ignored: areIgnored ? 'true' : 'false', ...paging(page) } },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

export interface AuditFilter {
  area?: string | undefined
  since?: string | undefined
  until?: string | undefined
}

export function auditEvents(filter: AuditFilter, page: number) {
  return queryOptions({
    queryKey: ['audit', filter, page],
    queryFn: ({ signal }) => call(listAuditEvents, { query: { ...filter, ...paging(page) } }, { signal }),
    placeholderData: keepPreviousData,
  })
}

export const systemState = queryOptions({
  queryKey: ['system'],
  queryFn: ({ signal }) => call(readSystem, {}, { signal }),
  refetchInterval: 15_000,
})

export function useSetLogLevel() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (level: LogLevel) => call(setLogLevel, { body: { level } }),
    onSettled: () => client.invalidateQueries({ queryKey: systemState.queryKey }),
  })
}
