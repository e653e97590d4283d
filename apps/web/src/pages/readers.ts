import type { QueryClient } from '@tanstack/react-query'
import type { ComponentType } from 'react'
import type { ReaderKind, ReaderProps } from '#api/readable.ts'
import { beginPdf } from '#features/pdf-reader/pdf-beginning.ts'
import { withWords } from '#i18n/translations.ts'

/** For so long from the start nobody sees that a book is being opened, and drawing that would keep a phone from the book. */
export const untilSeen = new Promise((resolve) => setTimeout(resolve, 300))

export type Reader = ComponentType<ReaderProps>

/** One reader for each kind of format, fetched when a book of its kind is opened. */
const sources: Record<ReaderKind, (client: QueryClient, file: OpenedFile) => Promise<Reader>> = {
  text: async (client, file) => {
    const { TextReader, openedBook } = await withWords(import('#features/reader/text-reader.tsx'), 'notes', 'readers')
    // Its first page can be the first that is drawn.
    await Promise.race([client.prefetchQuery(openedBook(client, file)), untilSeen])
    return TextReader
  },
  pdf: async () => (await withWords(import('#features/pdf-reader/pdf-reader.tsx'), 'notes', 'readers')).PdfReader,
  comic: async () =>
    (await withWords(import('#features/comic-reader/comic-reader.tsx'), 'notes', 'readers')).ComicReader,
}

/** What a reader can begin with while its code is on its way. */
const beginnings: Partial<Record<ReaderKind, (file: OpenedFile) => void>> = { pdf: beginPdf }

interface OpenedFile {
  id: string
  format: string
  sizeBytes: number
}

/** The reader for a file of some kind. Not by React's `lazy`: that holds what comes soon after a first answer back for 300 ms. */
export function fetchReader(client: QueryClient, kind: ReaderKind, file: OpenedFile): Promise<Reader> {
  beginnings[kind]?.(file)
  return sources[kind](client, file)
}
