import type { AuthorBook } from './author-queries.ts'

/** What stands between wanting a work and having it. */
export type WorkState = 'coming' | 'wanted' | 'have' | 'unwanted'

/** In the order in which somebody wants to see them. */
export const workStates = ['coming', 'wanted', 'have', 'unwanted'] as const

type Facts = Pick<AuthorBook, 'monitored' | 'status' | 'ebookFilePath' | 'audiobookFilePath'>

/** How it stands with one work. One of two forms is missing while it is wanted: then it is wanted still. */
export function stateOfWork({ monitored, status, ebookFilePath, audiobookFilePath }: Facts): WorkState {
  if (status === 'downloading' || status === 'downloaded') return 'coming'
  if (status === 'wanted' && monitored) return 'wanted'
  if (status === 'imported' || ebookFilePath !== '' || audiobookFilePath !== '') return 'have'
  return 'unwanted'
}

/** The works of an author by how it stands with them, the newest first. */
export function groupWorks<Work extends Facts & Pick<AuthorBook, 'id' | 'releaseDate' | 'sortTitle'>>(
  works: readonly Work[],
  comingIds: ReadonlySet<number> = new Set(),
): ReadonlyMap<WorkState, Work[]> {
  const ordered = works.toSorted(
    (a, b) =>
      (b.releaseDate ?? '').localeCompare(a.releaseDate ?? '') || a.sortTitle.localeCompare(b.sortTitle) || a.id - b.id,
  )
  return Map.groupBy(ordered, (work) => (comingIds.has(work.id) ? 'coming' : stateOfWork(work)))
}
