import { readFileRecord } from '@colophon/contract/library/book-files.ts'
import { type BookPage, readBookPage, readFileContent } from '@colophon/contract/web/books.ts'
import { useQuery } from '@tanstack/react-query'
import type { OpenBook } from 'foliate-js/view.js'
import { useState } from 'react'
import { call, callForBytes } from '#api/call.ts'
import { CallError } from '#api/call-error.ts'
import { openEpub } from './open-epub.ts'

interface OpenedBook {
  page: BookPage | undefined
  book: OpenBook | undefined
  /** How much of the file is here, 0 to 1; null before it is known. */
  share: number | null
  error: Error | null
  /** The file came, and is no book that the reader understands. */
  isUnreadable: boolean
}

/** A book file with the page of its book; both are fetched beside each other. */
export function useOpenedBook(fileId: string): OpenedBook {
  const [share, setShare] = useState<number | null>(null)
  const page = useQuery({
    queryKey: ['reader', 'page', fileId],
    queryFn: async ({ signal }) => {
      const file = await call(readFileRecord, { params: { fileId } }, { signal })
      return call(readBookPage, { params: { bookId: file.book_id } }, { signal })
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const book = useQuery({
    queryKey: ['reader', 'book', fileId],
    queryFn: async ({ signal }) =>
      openEpub(await callForBytes(readFileContent, { params: { fileId } }, { signal, onProgress: setShare })),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // The open book is an object with its own life, not data to compare.
    structuralSharing: false,
  })
  const error = page.error ?? book.error
  return {
    page: page.data,
    book: book.data,
    share,
    error,
    isUnreadable: book.error !== null && !(book.error instanceof CallError),
  }
}
