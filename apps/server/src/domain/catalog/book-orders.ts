import type { Books } from '#database/schema.ts'

export type BookOrder = 'title' | 'author' | 'series' | 'added' | 'published'

type KeyColumn = keyof Books & ('sort_title' | 'sort_author' | 'sort_series' | 'created_at' | 'sort_published')

/**
 * Each order in which books are listed; `id` comes last in each. There is an index over visibility and these columns,
 * and none of them is null, so a page can start at any key (see the migration).
 */
export const bookOrders: Record<BookOrder, readonly KeyColumn[]> = {
  title: ['sort_title'],
  author: ['sort_author', 'sort_title'],
  series: ['sort_series', 'sort_title'],
  added: ['created_at'],
  published: ['sort_published'],
}
