import { forgetMissingFile, readBookPage, separateFile } from '@colophon/contract/web/books.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#api/call.ts'

/** Everything the page of a book shows. */
export function bookPage(bookId: string) {
  return queryOptions({
    queryKey: ['books', 'page', bookId],
    queryFn: ({ signal }) => call(readBookPage, { params: { bookId } }, { signal }),
  })
}

/** Takes a file out of its book; answers with the book that it became. */
export function useSeparateFile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (fileId: string) => call(separateFile, { params: { fileId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['books'] }),
  })
}

/** Forgets a file that is missing from disk. */
export function useForgetFile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (fileId: string) => call(forgetMissingFile, { params: { fileId } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['books'] }),
  })
}
