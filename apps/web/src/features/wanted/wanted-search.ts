/** What the server can order by that means something for books one does not have. */
export const wantedSorts = ['title-az', 'author-az', 'date-new', 'date-old'] as const
export type WantedSort = (typeof wantedSorts)[number]

export interface WantedSearch {
  q?: string | undefined
  sort?: WantedSort | undefined
  page?: number | undefined
}

export const readWantedSearch = (raw: Record<string, unknown>): WantedSearch => ({
  q: typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q) || undefined : undefined,
  sort: wantedSorts.find((sort) => sort === raw.sort && sort !== 'title-az'),
  page: Number.isSafeInteger(raw.page) && Number(raw.page) > 0 ? Number(raw.page) : undefined,
})
