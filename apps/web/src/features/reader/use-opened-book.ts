import { type PageFile, readFileContent } from '@colophon/contract/web/books.ts'
import { type QueryClient, queryOptions, skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
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

/** A book file, opened. */
export const openedBook = (
  client: QueryClient,
  { id, format, sizeBytes }: Pick<PageFile, 'id' | 'format' | 'sizeBytes'>,
) =>
  queryOptions({
    queryKey: ['reader', 'content', id],
    queryFn: async () => {
      if (!isFetchedWhole(format, sizeBytes)) {
        return openBook(remoteFile(addressOf(readFileContent, { params: { fileId: id } }), sizeBytes), format)
      }
      return openBook(bytesAtHand(await client.fetchQuery(wholeFile(client, id))), format)
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: Number.POSITIVE_INFINITY,
    // The open book is an object with its own life, not data to compare.
    structuralSharing: false,
  })

/** The content of a book file, ready to be shown. */
export function useOpenedBook(file: PageFile): OpenedBook {
  const client = useQueryClient()
  const { data: share = null } = useQuery<number>({ queryKey: shareOf(file.id), queryFn: skipToken })
  const opened = useQuery(openedBook(client, file))
  return {
    book: opened.data,
    share,
    error: opened.error,
    isUnreadable: opened.error !== null && !(opened.error instanceof CallError),
  }
}
