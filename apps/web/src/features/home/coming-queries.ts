import { listBooks } from '@colophon/contract/acquisition/book.ts'
import { listRequests } from '@colophon/contract/web/requests.ts'
import { queryOptions } from '@tanstack/react-query'
import { ACQUISITION } from '#api/acquisition.ts'
import { call } from '#api/call.ts'
import { queue } from '#api/queue.ts'

/** Of each kind so many are shown; their own pages have all of them. */
export const SHOWN = 4

/** The server tells when a download is further; how many percent it has is for the page of the queue. */
export const queueAtRest = { ...queue, refetchInterval: false as const }

/** Some of what is wanted, twice as many as are shown: those that are being downloaded are shown as downloads. */
export const someWanted = queryOptions({
  queryKey: [ACQUISITION, 'wanted', 'some'],
  queryFn: ({ signal }) =>
    call(listBooks, { query: { status: 'wanted', sort: 'date-new', limit: String(2 * SHOWN) } }, { signal }),
})

export const ownRequests = queryOptions({
  queryKey: [ACQUISITION, 'requests', 'home'],
  queryFn: ({ signal }) => call(listRequests, { query: { whose: 'own' } }, { signal }),
})
