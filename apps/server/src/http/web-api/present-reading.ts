import type { ReadingState } from '@colophon/contract/web/reading.ts'
import type { ReadingState as State } from '#domain/reading/state-store.ts'

export function presentReadingState({ state, rating, reads }: State): ReadingState {
  const newest = state === 'unread' ? undefined : reads[0]
  return {
    state,
    rating,
    startedAt: newest?.startedAt ?? null,
    finishedAt: newest?.outcome === 'finished' ? newest.endedAt : null,
    abandonedAt: newest?.outcome === 'abandoned' ? newest.endedAt : null,
    reads,
  }
}
