export type DiscoverKind = 'books' | 'authors'

/** What is looked for stands in the address, so that one comes back to it from a book. */
export interface DiscoverSearch {
  q?: string | undefined
  kind?: DiscoverKind | undefined
}

export const readDiscoverSearch = (raw: Record<string, unknown>): DiscoverSearch => ({
  // An address that somebody typed has a number where the title is one.
  q: typeof raw.q === 'string' || typeof raw.q === 'number' ? String(raw.q) || undefined : undefined,
  kind: raw.kind === 'authors' ? 'authors' : undefined,
})
