import { getQueue } from '@colophon/contract/acquisition/queue.ts'
import { queryOptions } from '@tanstack/react-query'
import { ACQUISITION } from './acquisition.ts'
import { type AnswerOf, call } from './call.ts'

export type QueueItem = AnswerOf<typeof getQueue>['items'][number]

/** Every state a download is in before it ends or waits for a person. */
const underway = ['grabbed', 'downloading', 'completed', 'importPending', 'importing', 'importHeld', 'importExternal']

export const isUnderway = ({ status }: QueueItem): boolean => underway.includes(String(status))

/** It goes on only when somebody does something. */
export const needsSomebody = ({ status }: QueueItem): boolean => status === 'importFailed' || status === 'importBlocked'

const WHILE_LOADING_MS = 3_000
const AT_REST_MS = 30_000

/** All downloads with how far they are. The server asks its clients for that, so it is told by asking. */
export const queue = queryOptions({
  queryKey: [ACQUISITION, 'queue'],
  queryFn: ({ signal }) => call(getQueue, {}, { signal }),
  refetchInterval: ({ state: { data } }) => (data?.items.some(isUnderway) ? WHILE_LOADING_MS : AT_REST_MS),
})

/** `42.5` as a share from 0 to 1; null where nobody knows. */
export function shareOf({ percentage, status }: QueueItem): number | null {
  if (status === 'completed' || String(status).startsWith('import')) return 1
  const percent = Number(percentage)
  return percentage === undefined || !Number.isFinite(percent) ? null : Math.min(1, Math.max(0, percent / 100))
}
