import {
  changeKoboReader,
  createKoboReader,
  type KoboReaderSettings,
  type KoboStanding,
  listKoboBooks,
  listKoboReaders,
  revokeKoboReader,
} from '@colophon/contract/web/kobo.ts'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#api/call.ts'

export const koboReaders = queryOptions({
  queryKey: ['devices', 'kobo'],
  queryFn: ({ signal }) => call(listKoboReaders, {}, { signal }),
  staleTime: 0,
})

/** Books of a reader that stand to it in one way. */
export const koboBooks = (readerId: string, standing: KoboStanding) =>
  infiniteQueryOptions({
    queryKey: ['devices', 'kobo', readerId, standing],
    queryFn: ({ pageParam, signal }) =>
      call(
        listKoboBooks,
        { params: { readerId }, query: { standing, ...(pageParam === undefined ? {} : { before: pageParam }) } },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })

export function useAddKobo() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call(createKoboReader, { body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: koboReaders.queryKey }),
  })
}

export function useChangeKobo(readerId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (settings: Partial<KoboReaderSettings>) =>
      call(changeKoboReader, { params: { readerId }, body: { settings } }),
    onSuccess: () => client.invalidateQueries({ queryKey: koboReaders.queryKey }),
  })
}

export function useRevokeKobo(readerId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => call(revokeKoboReader, { params: { readerId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: koboReaders.queryKey, exact: true }),
  })
}
