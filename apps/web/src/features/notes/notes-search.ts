import type { AnnotationColor, AnnotationKind } from '@colophon/contract/web/annotations.ts'

export const kinds = ['highlight', 'note', 'bookmark'] as const satisfies readonly AnnotationKind[]
export const colors = ['yellow', 'green', 'blue', 'pink', 'purple'] as const satisfies readonly AnnotationColor[]

/** What the notebook shows, as it stands in the address. */
export interface NotesSearch {
  q?: string | undefined
  kind?: AnnotationKind | undefined
  color?: AnnotationColor | undefined
  book?: string | undefined
}

/** Reads an address that anybody may have typed; what cannot be is left out. */
export function readNotesSearch(raw: Record<string, unknown>): NotesSearch {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : undefined)
  return {
    q: text(raw.q)?.slice(0, 200) || undefined,
    kind: kinds.find((kind) => kind === raw.kind),
    color: colors.find((color) => color === raw.color),
    book: text(raw.book) || undefined,
  }
}

export const isNarrowed = ({ q, kind, color }: NotesSearch): boolean =>
  q !== undefined || kind !== undefined || color !== undefined
