import type { ComponentType } from 'react'
import type { ReaderKind, ReaderProps } from '#api/readable.ts'
import { withWords } from '#i18n/translations.ts'

export type Reader = ComponentType<ReaderProps>

/** One reader for each kind of format, fetched when a book of its kind is opened. */
const sources: Record<ReaderKind, () => Promise<Reader>> = {
  text: async () => (await withWords(import('#features/reader/text-reader.tsx'), 'notes', 'readers')).TextReader,
  pdf: async () => (await withWords(import('#features/pdf-reader/pdf-reader.tsx'), 'notes', 'readers')).PdfReader,
  comic: async () =>
    (await withWords(import('#features/comic-reader/comic-reader.tsx'), 'notes', 'readers')).ComicReader,
}

/** The reader for a kind of format. Not by React's `lazy`: that holds what comes soon after a first answer back for 300 ms. */
export const fetchReader = (kind: ReaderKind): Promise<Reader> => sources[kind]()
