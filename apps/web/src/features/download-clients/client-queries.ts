import {
  createDownloadClient,
  deleteDownloadClient,
  listDownloadClients,
  replaceDownloadClient,
  testDownloadClient,
  testDownloadClientBody,
} from '@colophon/contract/acquisition/download-clients.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, call, type InputOf } from '#api/call.ts'

export type DownloadClient = AnswerOf<typeof listDownloadClients>[number]
export type ClientBody = InputOf<typeof createDownloadClient>['body']
export type ClientTest = AnswerOf<typeof testDownloadClient>

/** By priority. One that was just saved is still being looked at, so it is asked for again. */
export const downloadClients = queryOptions({
  queryKey: ['download-clients'],
  queryFn: ({ signal }) => call(listDownloadClients, {}, { signal }),
  refetchInterval: ({ state }) => (state.data?.some(({ health }) => health?.status === 'checking') ? 2_000 : 60_000),
})

function useClientMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: ['setup-state'] })
      await client.invalidateQueries({ queryKey: downloadClients.queryKey })
    },
  })
}

const params = (id: number) => ({ id: String(id) })

/** Without an id a new one. The body is whole: what is left out becomes empty. */
export const useSaveClient = () =>
  useClientMutation(({ id, body }: { id?: number | undefined; body: ClientBody }) =>
    id === undefined ? call(createDownloadClient, { body }) : call(replaceDownloadClient, { params: params(id), body }),
  )

export const useDeleteClient = () =>
  useClientMutation((id: number) => call(deleteDownloadClient, { params: params(id) }))

export const useTestClient = () => useClientMutation((id: number) => call(testDownloadClient, { params: params(id) }))

/** Tries what a form says, saved or not. */
export const useTryClient = () =>
  useMutation({ mutationFn: (body: ClientBody) => call(testDownloadClientBody, { body }) })
