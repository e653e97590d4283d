import { listGroups } from '@colophon/contract/library/groups.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '#api/call.ts'

/** The groups one belongs to, by name: with each of them a note can be shared. */
export const myGroups = queryOptions({
  queryKey: ['groups'],
  queryFn: ({ signal }) => call(listGroups, {}, { signal }),
})
