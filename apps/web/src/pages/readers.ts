import type { ComponentType } from 'react'
import type { ReaderKind, ReaderProps } from '#api/readable.ts'
import { beginPdf } from '#features/pdf-reader/pdf-beginning.ts'
import { withWords } from '#i18n/translations.ts'

export type Reader = ComponentType<ReaderProps>

/** One reader for each kind of format, fetched when a book of its kind is opened. */
const sources: Record<ReaderKind, () => Promise<Reader>> = {
  text: async () => (await withWords(import('#features/reader/text-reader.tsx'), 'notes', 'readers')).TextReader,
  pdf: async () => (await withWords(import('#features/pdf-reader/pdf-reader.tsx'), 'notes', 'readers')).PdfReader,
  comic: async () =>
    (await withWords(import('#features/comic-reader/comic-reader.tsx'), 'notes', 'readers')).ComicReader,
}

/** What a reader can begin with while its code is on its way. */
const beginnings: Partial<Record<ReaderKind, (file: OpenedFile) => void>> = { pdf: beginPdf }

interface OpenedFile {
  id: string
  sizeBytes: number
}

/** The reader for a file of some kind. Not by React's `lazy`: that holds what comes soon after a first answer back for 300 ms. */
export function fetchReader(kind: ReaderKind, file: OpenedFile): Promise<Reader> {
  beginnings[kind]?.(file)
  return sources[kind]()
}
