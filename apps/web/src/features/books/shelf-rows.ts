import type { BookCard } from '@colophon/contract/web/books.ts'
import type { RowWindow } from '#ui/use-row-window.ts'
import type { useSelection } from './use-selection.ts'

export type Choosing = ReturnType<typeof useSelection>

/** What a form of the list draws: the rows on screen, and the books in them as far as they are there. */
export interface ShelfRows {
  label: string
  rows: RowWindow
  /** Undefined until the first answer. */
  total: number | undefined
  /** Places for books; before the first answer a screen full of them. */
  count: number
  at: (index: number) => BookCard | undefined
  choosing: Choosing
}
