import {
  deleteBook,
  listBookChanges,
  listChanges,
  listDeletedBooks,
  undoChange,
} from '@colophon/contract/web/changes.ts'
import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { ACQUISITION } from '#api/acquisition.ts'
import { call } from '#api/call.ts'

const paged = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ next }: { next: string | null }) => next ?? undefined,
}
const from = (before: string | undefined) => (before === undefined ? {} : { before })

export const bookChanges = (bookId: string) =>
  infiniteQueryOptions({
    queryKey: ['books', 'changes', bookId],
    queryFn: ({ pageParam, signal }) =>
      call(listBookChanges, { params: { bookId }, query: from(pageParam) }, { signal }),
    ...paged,
  })

export const recentChanges = infiniteQueryOptions({
  queryKey: ['books', 'changes'],
  queryFn: ({ pageParam, signal }) => call(listChanges, { query: from(pageParam) }, { signal }),
  ...paged,
})

export const deletedBooks = infiniteQueryOptions({
  queryKey: ['books', 'deleted'],
  queryFn: ({ pageParam, signal }) => call(listDeletedBooks, { query: from(pageParam) }, { signal }),
  ...paged,
})

/** Takes a change back; everything that shows books is loaded again. */
export function useUndo() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ changeId, anyway }: { changeId: string; anyway: boolean }) =>
      call(undoChange, { params: { changeId }, body: { anyway } }),
    onSettled: () => client.invalidateQueries(),
  })
}

export function useDeleteBook() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (bookId: string) => call(deleteBook, { params: { bookId } }),
    onSuccess: (_, bookId) => {
      client.removeQueries({ queryKey: ['books', 'page', bookId] })
      client.removeQueries({ queryKey: ['books', 'changes', bookId] })
      // What the acquisition side knows goes by another number: asked for now, it would not be there any more.
      void client.invalidateQueries({ queryKey: [ACQUISITION], refetchType: 'none' })
      return client.invalidateQueries({
        predicate: ({ queryKey }) => queryKey[0] !== ACQUISITION && !queryKey.includes(bookId),
      })
    },
  })
}
