import type { BookRequest } from '@colophon/contract/web/requests.ts'

export type RequestState = BookRequest['state']
export const requestStates = ['open', 'approved', 'declined', 'withdrawn'] as const satisfies readonly RequestState[]

export interface RequestSearch {
  state?: RequestState | undefined
  offset?: number | undefined
}

export const readRequestSearch = (raw: Record<string, unknown>): RequestSearch => ({
  state: requestStates.find((state) => state === raw.state),
  offset: Number.isSafeInteger(raw.offset) && Number(raw.offset) > 0 ? Number(raw.offset) : undefined,
})
