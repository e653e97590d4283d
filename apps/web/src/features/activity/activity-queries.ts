import { listBlocklist, unblockMany } from '@colophon/contract/acquisition/blocklist.ts'
import { blockFromHistory, deleteHistoryEvent, listHistory } from '@colophon/contract/acquisition/history.ts'
import { deletePending, listPending } from '@colophon/contract/acquisition/pending.ts'
import { grabPending } from '@colophon/contract/acquisition/queue.ts'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ACQUISITION, refreshAcquisition } from '#api/acquisition.ts'
import { type AnswerOf, call } from '#api/call.ts'
import type { EventType } from '#i18n/event-types.ts'

export type HistoryEvent = AnswerOf<typeof listHistory>['items'][number]
export type PendingRelease = AnswerOf<typeof listPending>[number]
export type BlockedRelease = AnswerOf<typeof listBlocklist>[number]

export const EVENTS_PER_PAGE = 50

export const history = (type: EventType | undefined, page: number) =>
  queryOptions({
    queryKey: [ACQUISITION, 'history', type, page],
    queryFn: ({ signal }) => {
      const paging = { limit: String(EVENTS_PER_PAGE), offset: String(page * EVENTS_PER_PAGE) }
      return call(listHistory, { query: { eventType: type, ...paging } }, { signal })
    },
    placeholderData: keepPreviousData,
  })

export const pending = queryOptions({
  queryKey: [ACQUISITION, 'pending'],
  queryFn: ({ signal }) => call(listPending, {}, { signal }),
})

export const blocklist = queryOptions({
  queryKey: [ACQUISITION, 'blocklist'],
  queryFn: ({ signal }) => call(listBlocklist, {}, { signal }),
})

function useChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => refreshAcquisition(client) })
}

export const useForgetEvent = () => useChange((id: number) => call(deleteHistoryEvent, { params: { id: String(id) } }))
export const useBlock = () => useChange((id: number) => call(blockFromHistory, { params: { id: String(id) } }))
export const useUnblock = () => useChange((ids: number[]) => call(unblockMany, { body: { ids } }))
export const useDropPending = () => useChange((id: number) => call(deletePending, { params: { id: String(id) } }))
export const useGrabPending = () => useChange((id: number) => call(grabPending, { params: { id: String(id) } }))
