import { type ComponentType, lazy } from 'react'
import type { ReaderKind, ReaderProps } from '#api/readable.ts'
import { withWords } from '#i18n/translations.ts'

/** One reader for each kind of format, fetched when a book of its kind is opened. */
const sources: Record<ReaderKind, () => Promise<{ default: ComponentType<ReaderProps> }>> = {
  text: async () => ({
    default: (await withWords(import('#features/reader/text-reader.tsx'), 'notes', 'readers')).TextReader,
  }),
  pdf: async () => ({
    default: (await withWords(import('#features/pdf-reader/pdf-reader.tsx'), 'notes', 'readers')).PdfReader,
  }),
  comic: async () => ({
    default: (await withWords(import('#features/comic-reader/comic-reader.tsx'), 'notes', 'readers')).ComicReader,
  }),
}

export const readers: Record<ReaderKind, ComponentType<ReaderProps>> = {
  text: lazy(sources.text),
  pdf: lazy(sources.pdf),
  comic: lazy(sources.comic),
}

/** Fetches the code of a reader ahead of what it will show. */
export function fetchReader(kind: ReaderKind): void {
  void sources[kind]()
}
