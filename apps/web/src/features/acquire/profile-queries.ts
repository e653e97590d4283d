import { listMetadataProfiles, listQualityProfiles } from '@colophon/contract/acquisition/profiles.ts'
import { listRootFolders } from '@colophon/contract/acquisition/root-folders.ts'
import { queryOptions } from '@tanstack/react-query'
import { ACQUISITION } from '#api/acquisition.ts'
import { call } from '#api/call.ts'

const staleTime = 60_000

export const qualityProfiles = queryOptions({
  queryKey: [ACQUISITION, 'quality-profiles'],
  queryFn: ({ signal }) => call(listQualityProfiles, {}, { signal }),
  staleTime,
})

export const metadataProfiles = queryOptions({
  queryKey: [ACQUISITION, 'metadata-profiles'],
  queryFn: ({ signal }) => call(listMetadataProfiles, {}, { signal }),
  staleTime,
})

export const rootFolders = queryOptions({
  queryKey: [ACQUISITION, 'root-folders'],
  queryFn: ({ signal }) => call(listRootFolders, {}, { signal }),
  staleTime,
})
