import type { BookCard } from '@colophon/contract/web/books.ts'
import type { AuthorPage } from '@colophon/contract/web/names.ts'

export type Grouping = 'series' | 'year'
type Work = AuthorPage['works'][number]

export const isRead = ({ state }: Pick<BookCard, 'state'>): boolean => state === 'finished'

/** Books in groups, each in its order; those that belong to none come last under an empty key. */
export function groupsOf(works: readonly Work[], grouping: Grouping): { key: string; works: Work[] }[] {
  const keyOf = ({ book, publishedOn }: Work) =>
    grouping === 'series' ? (book.series?.name ?? '') : (/^\d{4}/.exec(publishedOn ?? '')?.[0] ?? '')
  const groups = [...Map.groupBy(works, keyOf)].map(([key, members]) => ({ key, works: members }))
  const named = groups.filter(({ key }) => key !== '')
  if (grouping === 'year') named.sort((one, other) => (one.key < other.key ? 1 : -1))
  return [...named, ...groups.filter(({ key }) => key === '')]
}

/** Where to read on in a series: the first volume that is not read. */
export const nextUnread = <Volume extends { book: BookCard }>(volumes: readonly Volume[]): Volume | undefined =>
  volumes.find(({ book }) => !isRead(book))
