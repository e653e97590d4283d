import { exportAnnotations, readNotebook, removeAnnotation } from '@colophon/contract/web/annotations.ts'
import { infiniteQueryOptions, keepPreviousData, useMutation, useQueryClient } from '@tanstack/react-query'
import { addressOf, call } from '#api/call.ts'
import type { NotesSearch } from './notes-search.ts'

/** What one marked and wrote in all books, newest first. */
export function notebook(search: NotesSearch) {
  return infiniteQueryOptions({
    queryKey: ['notes', 'list', search],
    queryFn: ({ signal, pageParam }) =>
      call(readNotebook, { query: { ...search, ...(pageParam ? { after: pageParam } : {}) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    // Notes are made in readers, which are pages of their own.
    staleTime: 0,
  })
}

export function useRemoveNote() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (annotationId: string) => call(removeAnnotation, { params: { annotationId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['notes'] }),
  })
}

/** Where the notes of a book can be had as a file. */
export const exportAddress = (bookId: string, format: 'markdown' | 'json'): string =>
  addressOf(exportAnnotations, { params: { bookId }, query: { format } })
