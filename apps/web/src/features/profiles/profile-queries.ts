import {
  createCustomFormat,
  createDelayProfile,
  createMetadataProfile,
  createQualityProfile,
  deleteCustomFormat,
  deleteMetadataProfile,
  deleteQualityProfile,
  listCustomFormats,
  listDelayProfiles,
  listMetadataProfiles,
  listQualityProfiles,
  replaceCustomFormat,
  replaceDelayProfile,
  replaceMetadataProfile,
  replaceQualityProfile,
} from '@colophon/contract/acquisition/profiles.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, call, type InputOf } from '#api/call.ts'

export type QualityProfile = AnswerOf<typeof listQualityProfiles>[number]
export type QualityBody = InputOf<typeof createQualityProfile>['body']
export type MetadataProfile = AnswerOf<typeof listMetadataProfiles>[number]
export type MetadataBody = InputOf<typeof createMetadataProfile>['body']
export type DelayProfile = AnswerOf<typeof listDelayProfiles>[number]
export type DelayBody = InputOf<typeof createDelayProfile>['body']
export type CustomFormat = AnswerOf<typeof listCustomFormats>[number]
export type FormatBody = InputOf<typeof createCustomFormat>['body']

export const qualityProfiles = queryOptions({
  queryKey: ['profiles', 'quality'],
  queryFn: ({ signal }) => call(listQualityProfiles, {}, { signal }),
})

export const metadataProfiles = queryOptions({
  queryKey: ['profiles', 'metadata'],
  queryFn: ({ signal }) => call(listMetadataProfiles, {}, { signal }),
})

export const delayProfiles = queryOptions({
  queryKey: ['profiles', 'delay'],
  queryFn: ({ signal }) => call(listDelayProfiles, {}, { signal }),
})

export const customFormats = queryOptions({
  queryKey: ['profiles', 'formats'],
  queryFn: ({ signal }) => call(listCustomFormats, {}, { signal }),
})

function useProfileMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['profiles'] }) })
}

const params = (id: number) => ({ id: String(id) })

/** Of each kind: without an id a new one. */
interface Saved<Body> {
  id?: number | undefined
  body: Body
}

export const useSaveQuality = () =>
  useProfileMutation(({ id, body }: Saved<QualityBody>) =>
    id === undefined ? call(createQualityProfile, { body }) : call(replaceQualityProfile, { params: params(id), body }),
  )

export const useDeleteQuality = () =>
  useProfileMutation((id: number) => call(deleteQualityProfile, { params: params(id) }))

export const useSaveMetadata = () =>
  useProfileMutation(({ id, body }: Saved<MetadataBody>) =>
    id === undefined
      ? call(createMetadataProfile, { body })
      : call(replaceMetadataProfile, { params: params(id), body }),
  )

export const useDeleteMetadata = () =>
  useProfileMutation((id: number) => call(deleteMetadataProfile, { params: params(id) }))

export const useSaveDelay = () =>
  useProfileMutation(({ id, body }: Saved<DelayBody>) =>
    id === undefined ? call(createDelayProfile, { body }) : call(replaceDelayProfile, { params: params(id), body }),
  )

export const useSaveFormat = () =>
  useProfileMutation(({ id, body }: Saved<FormatBody>) =>
    id === undefined ? call(createCustomFormat, { body }) : call(replaceCustomFormat, { params: params(id), body }),
  )

export const useDeleteFormat = () =>
  useProfileMutation((id: number) => call(deleteCustomFormat, { params: params(id) }))
