import { listLibraries } from '@colophon/contract/library/libraries.ts'
import { listUploads, type Upload } from '@colophon/contract/web/uploads.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '#api/call.ts'

const SHOWN = 100

export const libraryNames = queryOptions({
  queryKey: ['libraries', 'names'],
  queryFn: ({ signal }) => call(listLibraries, {}, { signal }),
})

export const uploads = queryOptions({
  queryKey: ['uploads', 'list'],
  queryFn: ({ signal }) => call(listUploads, { query: { limit: String(SHOWN) } }, { signal }),
  staleTime: 2_000,
  // News come over the event stream; this is for a stream that a proxy swallows, and for folders that a scan takes in.
  refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 3_000 : false),
})

const isUnderWay = ({ state }: Upload) => state === 'waiting'
