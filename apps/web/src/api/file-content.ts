import { readFileContent } from '@colophon/contract/web/books.ts'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { callForBytes } from './call.ts'

/** Larger files are read piece by piece as their pages are shown; smaller ones come whole, which takes fewer calls. */
const WHOLE_BYTES = 3 << 20
const inPieces = new Set(['epub', 'kepub', 'mobi', 'azw', 'azw3'])
/** The open book holds what it needs of them. */
const KEPT_MS = 10_000

export const isFetchedWhole = (format: string, sizeBytes: number): boolean =>
  sizeBytes <= WHOLE_BYTES || !inPieces.has(format)

/** The bytes of a book file; how much of them is here stands under `shareOf` meanwhile. */
export const wholeFile = (client: QueryClient, fileId: string) =>
  queryOptions({
    queryKey: ['reader', 'bytes', fileId],
    queryFn: ({ signal }) =>
      callForBytes(
        readFileContent,
        { params: { fileId } },
        { signal, onProgress: (share) => client.setQueryData(shareOf(fileId), share) },
      ),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    // Whoever opens the book asks again.
    retry: false,
    structuralSharing: false,
  })

/** Under which the share of a file is found that is here, 0 to 1. */
export const shareOf = (fileId: string) => ['reader', 'share', fileId] as const
