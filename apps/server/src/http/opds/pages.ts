import type { Feed, Paging } from '#domain/devices/feeds/feed.ts'

export type PageRelation = 'first' | 'previous' | 'next' | 'last'

/** Other pages of a feed, those that are elsewhere; behind the end the way leads back. */
export function otherPages({ paging }: Feed): { rel: PageRelation; paging: Paging }[] {
  if (!paging) return []
  const { page, size, total } = paging
  const last = Math.max(1, Math.ceil(total / size))
  const to = (rel: PageRelation, number: number) => ({ rel, paging: { ...paging, page: number } })
  return [
    ...(page > 1 ? [to('first', 1), to('previous', Math.min(page - 1, last))] : []),
    ...(page < last ? [to('next', page + 1), to('last', last)] : []),
  ]
}

/** Position of the first entry, from 1; 0 where there is none. */
export const startIndexOf = ({ page, size, total }: Paging & { total: number }): number =>
  total === 0 ? 0 : (page - 1) * size + 1
