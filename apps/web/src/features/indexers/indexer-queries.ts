import {
  addIndexer,
  changeIndexer,
  deleteIndexer,
  listIndexers,
  testIndexer,
  testUnsavedIndexer,
} from '@colophon/contract/acquisition/indexers.ts'
import {
  addProwlarr,
  changeProwlarr,
  deleteProwlarr,
  listProwlarrs,
  syncProwlarr,
  testProwlarr,
} from '@colophon/contract/acquisition/prowlarr.ts'
import { getIndexerHealth } from '@colophon/contract/web/releases.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, call, type InputOf } from '#api/call.ts'

export type Indexer = AnswerOf<typeof listIndexers>[number]
export type IndexerBody = InputOf<typeof addIndexer>['body']
export type IndexerTest = AnswerOf<typeof testIndexer>
export type IndexerHealth = AnswerOf<typeof getIndexerHealth>['indexers'][number]
export type Prowlarr = AnswerOf<typeof listProwlarrs>[number]
export type ProwlarrBody = InputOf<typeof addProwlarr>['body']

/** By priority, the most important first. */
export const indexers = queryOptions({
  queryKey: ['indexers', 'list'],
  queryFn: ({ signal }) => call(listIndexers, {}, { signal }),
})

export const indexerHealth = queryOptions({
  queryKey: ['indexers', 'health'],
  queryFn: ({ signal }) => call(getIndexerHealth, {}, { signal }),
  refetchInterval: 30_000,
})

export const prowlarrs = queryOptions({
  queryKey: ['indexers', 'prowlarr'],
  queryFn: ({ signal }) => call(listProwlarrs, {}, { signal }),
})

/** What changes indexers changes which of the first steps are done. */
function useIndexerMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: ['setup-state'] })
      await client.invalidateQueries({ queryKey: ['indexers'] })
    },
  })
}

const params = (id: number) => ({ id: String(id) })

/** Without an id a new one. */
export const useSaveIndexer = () =>
  useIndexerMutation(({ id, body }: { id?: number | undefined; body: IndexerBody }) =>
    id === undefined ? call(addIndexer, { body }) : call(changeIndexer, { params: params(id), body }),
  )

export const useDeleteIndexer = () => useIndexerMutation((id: number) => call(deleteIndexer, { params: params(id) }))

export const useTestIndexer = () => useIndexerMutation((id: number) => call(testIndexer, { params: params(id) }))

/** Tries what a form says, saved or not. */
export const useTryIndexer = () =>
  useMutation({ mutationFn: (body: IndexerBody) => call(testUnsavedIndexer, { body }) })

export const useSaveProwlarr = () =>
  useIndexerMutation(({ id, body }: { id?: number | undefined; body: ProwlarrBody }) =>
    id === undefined ? call(addProwlarr, { body }) : call(changeProwlarr, { params: params(id), body }),
  )

export const useDeleteProwlarr = () => useIndexerMutation((id: number) => call(deleteProwlarr, { params: params(id) }))

export const useTestProwlarr = () =>
  useMutation({ mutationFn: (id: number) => call(testProwlarr, { params: params(id) }) })

export const useSyncProwlarr = () => useIndexerMutation((id: number) => call(syncProwlarr, { params: params(id) }))
