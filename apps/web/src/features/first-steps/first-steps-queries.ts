import { getSetupState } from '@colophon/contract/acquisition/system.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '#api/call.ts'

/** Which of the first steps towards fetched books are done. */
export const setupState = queryOptions({
  queryKey: ['setup-state'],
  queryFn: ({ signal }) => call(getSetupState, {}, { signal }),
  refetchInterval: 20_000,
})
