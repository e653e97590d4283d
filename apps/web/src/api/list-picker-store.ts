import type { BookSelection } from '@colophon/contract/web/bulk.ts'

/** Books for which a list is wanted. */
export interface Wanted {
  selection: BookSelection
  count: number
  /** After they were put on a list. */
  onDone?: () => void
}

let wanted: Wanted | undefined
const listeners = new Set<() => void>()

function set(next: Wanted | undefined): void {
  wanted = next
  for (const listener of listeners) listener()
}

/** Asks, from anywhere in the app, on which list books shall be. */
export const pickList = (books: Wanted): void => set(books)
export const pickListForBook = (bookId: string): void => set({ selection: { ids: [bookId] }, count: 1 })
export const closePicker = (): void => set(undefined)

export const currentWanted = (): Wanted | undefined => wanted

export function followPicker(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
