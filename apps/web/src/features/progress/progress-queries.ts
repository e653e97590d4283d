import { reportProgress } from '@colophon/contract/library/progress.ts'
import {
  type KnownPlace,
  listPlaces,
  type ReadState,
  rateBook,
  readReadingState,
  setReadingState,
} from '@colophon/contract/web/reading.ts'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#api/call.ts'

/** Whether one has read a book, when, and how one liked it. */
export function readingState(bookId: string) {
  return queryOptions({
    queryKey: ['books', 'reading', bookId],
    queryFn: ({ signal }) => call(readReadingState, { params: { bookId } }, { signal }),
  })
}

/** Where one was in a book, newest first. */
export function places(bookId: string) {
  return infiniteQueryOptions({
    queryKey: ['books', 'places', bookId],
    queryFn: ({ signal, pageParam }) =>
      call(listPlaces, { params: { bookId }, query: pageParam ? { before: pageParam } : {} }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
  })
}

interface StateMark {
  state: ReadState
  startedAt?: string | null
  endedAt?: string | null
}

export function useSetState(bookId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: StateMark) => call(setReadingState, { params: { bookId }, body }),
    onSuccess: (answer) => client.setQueryData(readingState(bookId).queryKey, answer),
    onSettled: () => client.invalidateQueries({ queryKey: ['books'] }),
  })
}

/** The stars are there at once; the server hears of the last ones that were pressed. */
export function useRate(bookId: string) {
  const client = useQueryClient()
  const { queryKey } = readingState(bookId)
  return useMutation({
    scope: { id: `rating ${bookId}` },
    mutationFn: (rating: number | null) => call(rateBook, { params: { bookId }, body: { rating } }),
    onMutate: async (rating) => {
      await client.cancelQueries({ queryKey })
      client.setQueryData(queryKey, (before) => before && { ...before, rating })
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['books'] }),
  })
}

/** Goes to a place that one was at before: a new report, so that nothing is lost. */
export function useGoBack(bookId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ fraction, locator, fileId }: KnownPlace) =>
      call(reportProgress, {
        params: { bookId },
        body: { fraction, locator: isOurs(locator) ? locator : null, file_id: fileId, source: 'web' },
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ['books'] }),
  })
}

/** A place in the words of another reader says nothing to ours; the share of the book has to do. */
const isOurs = (locator: string | null) => locator !== null && /^(epubcfi\(|page:|time:)/.test(locator)
