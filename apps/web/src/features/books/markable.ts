import type { BookCard } from '@colophon/contract/web/books.ts'
import type { Mark } from './use-selection.ts'

export interface MarkableProps {
  book: BookCard
  index: number
  isMarked: boolean
  /** Some book is marked: a click marks another one. */
  isChoosing: boolean
  onMark: Mark
}
