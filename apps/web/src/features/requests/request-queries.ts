import {
  approveRequest,
  createRequest,
  declineRequest,
  listRequests,
  withdrawRequest,
} from '@colophon/contract/web/requests.ts'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ACQUISITION, refreshAcquisition } from '#api/acquisition.ts'
import { call, type InputOf } from '#api/call.ts'
import type { RequestSearch } from './request-search.ts'

/** What was asked for; those who decide see the requests of everybody. */
export const requests = (whose: 'own' | 'all', { state, offset = 0 }: RequestSearch) =>
  queryOptions({
    queryKey: [ACQUISITION, 'requests', whose, state, offset],
    queryFn: ({ signal }) => {
      const query = { whose, offset: String(offset), ...(state ? { state } : {}) }
      return call(listRequests, { query }, { signal })
    },
    placeholderData: keepPreviousData,
  })

function useChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => refreshAcquisition(client) })
}

export const useCreateRequest = () =>
  useChange((body: InputOf<typeof createRequest>['body']) => call(createRequest, { body }))

export const useWithdraw = () => useChange((requestId: string) => call(withdrawRequest, { params: { requestId } }))

export const useApprove = () => useChange((requestId: string) => call(approveRequest, { params: { requestId } }))

export const useDecline = () =>
  useChange(({ requestId, note }: { requestId: string; note: string }) =>
    call(declineRequest, { params: { requestId }, body: { note: note || null } }),
  )
