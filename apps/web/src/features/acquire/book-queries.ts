import { changeBooks, changeWanted, excludeBook, getBook, updateBook } from '@colophon/contract/acquisition/book.ts'
import { listPending } from '@colophon/contract/acquisition/pending.ts'
import { grabRelease, retryImport } from '@colophon/contract/acquisition/queue.ts'
import { type FoundRelease, getSearchReports, searchInteractively } from '@colophon/contract/web/releases.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ACQUISITION, refreshAcquisition } from '#api/acquisition.ts'
import { type AnswerOf, call } from '#api/call.ts'
import type { MediaType } from './slot-choice.tsx'

export type AcquiredBook = AnswerOf<typeof getBook>
export type Slot = 'ebook' | 'audiobook'

export const acquiredBook = (number: number) =>
  queryOptions({
    queryKey: [ACQUISITION, 'book', number],
    queryFn: ({ signal }) => call(getBook, { params: { id: String(number) } }, { signal }),
  })

/** What the last searches for a book came to. */
export const searchReports = (number: number) =>
  queryOptions({
    queryKey: [ACQUISITION, 'reports', number],
    queryFn: ({ signal }) => call(getSearchReports, { params: { bookId: String(number) } }, { signal }),
  })

/** Releases that wait for their time or for somebody. */
export const pendingReleases = queryOptions({
  queryKey: [ACQUISITION, 'pending'],
  queryFn: ({ signal }) => call(listPending, {}, { signal }),
})

function useChange<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSuccess: () => refreshAcquisition(client) })
}

/** Wants a book, or no longer. What was skipped is wanted again by it. */
export const useWant = () =>
  useChange(({ bookNumber, isWanted }: { bookNumber: number; isWanted: boolean }) =>
    call(updateBook, {
      params: { id: String(bookNumber) },
      body: isWanted ? { monitored: true, status: 'wanted' } : { monitored: false },
    }),
  )

export const useSetMediaType = (number: number) =>
  useChange((mediaType: MediaType) => call(updateBook, { params: { id: String(number) }, body: { mediaType } }))

/** Looks for a book in the background and takes the best release that fits. */
export const useSearchNow = (number: number) =>
  useChange(() => call(changeWanted, { body: { ids: [number], action: 'search' } }))

export const useSkip = (number: number) =>
  useChange(() => call(changeWanted, { body: { ids: [number], action: 'blocklist' } }))

export const useExclude = (number: number) =>
  useChange((excluded: boolean) => call(excludeBook, { params: { id: String(number) }, body: { excluded } }))

export const useDropBook = (number: number) =>
  useChange(() => call(changeBooks, { body: { ids: [number], action: 'delete' } }))

export const useRetryImport = () =>
  useChange((downloadId: number) => call(retryImport, { params: { id: String(downloadId) } }))

/** Asks all indexers now and shows what they have; nothing is taken. */
export const useInteractiveSearch = (number: number) =>
  useMutation({
    mutationFn: ({ slot, showsRejected }: { slot: Slot | null; showsRejected: boolean }) =>
      call(searchInteractively, { params: { bookId: String(number) }, body: { slot, showsRejected } }),
  })

/** Hands a release to a download client. */
export const useGrab = (bookNumber: number) =>
  useChange((release: FoundRelease) =>
    call(grabRelease, {
      body: {
        guid: release.guid,
        nzbUrl: release.url,
        title: release.title,
        size: release.sizeBytes,
        bookId: bookNumber,
        indexerId: release.indexerId,
        protocol: release.protocol,
        mediaType: release.slot,
      },
    }),
  )
