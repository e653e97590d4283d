import { type PageFile, readFileContent } from '@colophon/contract/web/books.ts'
import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import type { OpenBook } from 'foliate-js/view.js'
import { bytesAtHand } from '#api/book-bytes.ts'
import { addressOf } from '#api/call.ts'
import { CallError } from '#api/call-error.ts'
import { isFetchedWhole, shareOf, wholeFile } from '#api/file-content.ts'
import { remoteFile } from '#api/remote-file.ts'
import { openBook } from './open-book.ts'

interface OpenedBook {
  book: OpenBook | undefined
  /** How much of the file is here, 0 to 1; null before it is known. */
  share: number | null
  error: Error | null
  /** The file came, and is no book that the reader understands. */
  isUnreadable: boolean
}

/** The content of a book file, ready to be shown. */
export function useOpenedBook(file: PageFile): OpenedBook {
  const client = useQueryClient()
  const { data: share = null } = useQuery<number>({ queryKey: shareOf(file.id), queryFn: skipToken })
  const opened = useQuery({
    queryKey: ['reader', 'content', file.id],
    queryFn: async () => {
      if (!isFetchedWhole(file.format, file.sizeBytes)) {
        const content = addressOf(readFileContent, { params: { fileId: file.id } })
        return openBook(remoteFile(content, file.sizeBytes), file.format)
      }
      return openBook(bytesAtHand(await client.fetchQuery(wholeFile(client, file.id))), file.format)
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
