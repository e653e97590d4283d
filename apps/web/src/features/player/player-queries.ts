import { readPlayback } from '@colophon/contract/web/media.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '#api/call.ts'

/** Parts, lengths and chapters of an audiobook. */
export function playbackOf(fileId: string) {
  return queryOptions({
    queryKey: ['playback', fileId],
    queryFn: ({ signal }) => call(readPlayback, { params: { fileId } }, { signal }),
    staleTime: 10 * 60_000,
  })
}
