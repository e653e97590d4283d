import { listBooks } from '@colophon/contract/acquisition/book.ts'
import { listDownloadClients } from '@colophon/contract/acquisition/download-clients.ts'
import { removeDownloads, retryImport } from '@colophon/contract/acquisition/queue.ts'
import { importAnyway, listBlockedImports, rejectImport } from '@colophon/contract/web/importing.ts'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ACQUISITION, refreshAcquisition } from '#api/acquisition.ts'
import { type AnswerOf, call } from '#api/call.ts'

export const downloadClients = queryOptions({
  queryKey: [ACQUISITION, 'clients'],
  queryFn: ({ signal }) => call(listDownloadClients, {}, { signal }),
  staleTime: 60_000,
})

/** Books whose title or author has these words, for somebody who says what a download is. */
export const booksLike = (words: string) =>
  queryOptions({
    queryKey: [ACQUISITION, 'books-like', words],
    queryFn: async ({ signal }) => (await call(listBooks, { query: { search: words, limit: '8' } }, { signal })).items,
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
  })

/**
 * Imports that wait for somebody, with what can be done about each; for administrators. `stuck` is what the queue says of
 * them: where that changes, it is asked anew.
 */
export const blockedImports = (stuck: readonly string[]) =>
  queryOptions({
    queryKey: [ACQUISITION, 'blocked-imports', stuck],
    queryFn: ({ signal }) => call(listBlockedImports, {}, { signal }),
    enabled: stuck.length > 0,
    placeholderData: keepPreviousData,
  })

export type BlockedImport = AnswerOf<typeof listBlockedImports>[number]

export function useImportAnyway() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (downloadId: number) => call(importAnyway, { params: { id: String(downloadId) } }),
    onSuccess: () => refreshAcquisition(client),
  })
}

export function useRejectImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (downloadId: number) => call(rejectImport, { params: { id: String(downloadId) } }),
    onSuccess: () => refreshAcquisition(client),
  })
}

export function useRetryImport() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (downloadId: number) => call(retryImport, { params: { id: String(downloadId) } }),
    onSuccess: () => refreshAcquisition(client),
  })
}

export interface Removal {
  id: number
  /** With what it has loaded. */
  deletesFiles: boolean
  /** The book is not looked for again. */
  unwantsBook: boolean
}

export function useRemoveDownload() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ id, deletesFiles, unwantsBook }: Removal) => {
      const body = { ids: [id], deleteFiles: deletesFiles, unmonitorBooks: unwantsBook }
      const { results } = await call(removeDownloads, { body })
      const told = results[id]
      if (told && !told.ok) throw new Error(told.error ?? '')
    },
    onSettled: () => refreshAcquisition(client),
  })
}
