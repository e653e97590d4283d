import type { ReadingList as OnWire } from '@colophon/contract/library/reading-lists.ts'
import type { ReadingList } from '#domain/lists/list-store.ts'
import { wholeSeconds } from '#kernel/clock.ts'

export const presentList = (list: ReadingList): OnWire => ({
  id: list.public_id,
  name: list.name,
  description: list.description,
  book_count: list.bookCount,
  created_at: wholeSeconds(list.created_at),
  updated_at: wholeSeconds(list.updated_at),
})
