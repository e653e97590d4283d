import { type ComponentType, lazy } from 'react'
import type { ReaderKind, ReaderProps } from '#api/readable.ts'

/** One reader for each kind of format, fetched when a book of its kind is opened. */
const sources: Record<ReaderKind, () => Promise<{ default: ComponentType<ReaderProps> }>> = {
  text: async () => ({ default: (await import('#features/reader/text-reader.tsx')).TextReader }),
  pdf: async () => ({ default: (await import('#features/pdf-reader/pdf-reader.tsx')).PdfReader }),
  comic: async () => ({ default: (await import('#features/comic-reader/comic-reader.tsx')).ComicReader }),
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
