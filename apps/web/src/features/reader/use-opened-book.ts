import { type PageFile, readFileContent } from '@colophon/contract/web/books.ts'
import { useQuery } from '@tanstack/react-query'
import type { OpenBook } from 'foliate-js/view.js'
import { useState } from 'react'
import { addressOf, callForBytes } from '#api/call.ts'
import { CallError } from '#api/call-error.ts'
import { openBook } from './open-book.ts'
import { remoteFile } from './remote-file.ts'

interface OpenedBook {
  book: OpenBook | undefined
  /** How much of the file is here, 0 to 1; null before it is known. */
  share: number | null
  error: Error | null
  /** The file came, and is no book that the reader understands. */
  isUnreadable: boolean
}

/** Larger files are read piece by piece as their pages are shown; smaller ones come whole, which takes fewer calls. */
const WHOLE_BYTES = 3 << 20
const inPieces = new Set(['epub', 'kepub', 'mobi', 'azw', 'azw3'])

/** The content of a book file, ready to be shown. */
export function useOpenedBook(file: PageFile): OpenedBook {
  const [share, setShare] = useState<number | null>(null)
  const opened = useQuery({
    queryKey: ['reader', 'content', file.id],
    queryFn: async ({ signal }) => {
      const content = { params: { fileId: file.id } }
      if (file.sizeBytes > WHOLE_BYTES && inPieces.has(file.format)) {
        return openBook(remoteFile(addressOf(readFileContent, content), file.sizeBytes), file.format)
      }
      return openBook(await callForBytes(readFileContent, content, { signal, onProgress: setShare }), file.format)
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // The open book is an object with its own life, not data to compare.
    structuralSharing: false,
  })
  return {
    book: opened.data,
    share,
    error: opened.error,
    isUnreadable: opened.error !== null && !(opened.error instanceof CallError),
  }
}
