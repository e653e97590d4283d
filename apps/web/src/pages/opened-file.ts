import { readFileRecord } from '@colophon/contract/library/book-files.ts'
import { readBookPage } from '@colophon/contract/web/books.ts'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from '#api/call.ts'
import { isFetchedWhole, wholeFile } from '#api/file-content.ts'
import { readerKind } from '#api/readable.ts'
import { fetchReader } from './readers.ts'

/**
 * The file that an address of the reader names, with its book. On its way it sets going whatever else is needed before
 * the first page can be shown: the code of the reader, and the file itself.
 */
export const openedFile = (client: QueryClient, fileId: string) =>
  queryOptions({
    queryKey: ['reader', fileId],
    queryFn: async ({ signal }) => {
      const record = await call(readFileRecord, { params: { fileId } }, { signal })
      const kind = readerKind(record.file_type)
      const reader = kind
        ? fetchReader(client, kind, { id: fileId, format: record.file_type, sizeBytes: record.file_size })
        : undefined
      // Whatever becomes of it is seen below.
      reader?.catch(() => undefined)
      if (kind === 'text' && isFetchedWhole(record.file_type, record.file_size)) {
        void client.prefetchQuery(wholeFile(client, fileId))
      }
      const book = await call(readBookPage, { params: { bookId: record.book_id } }, { signal })
      return { book, file: book.files.find(({ id }) => id === fileId), Reader: await reader }
    },
    staleTime: Number.POSITIVE_INFINITY,
    // Components are no data to compare.
    structuralSharing: false,
  })
