import {
  getAuthConfig,
  regenerateApiKey,
  rotateSessionSecret,
  setAuthMode,
} from '@colophon/contract/acquisition/auth.ts'
import {
  getRedirectBase,
  listOidcProviders,
  setOidcProviders,
  testDiscovery,
} from '@colophon/contract/acquisition/oidc.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, call, type InputOf } from '#api/call.ts'

export type AuthMode = AnswerOf<typeof getAuthConfig>['mode']
export type OidcProvider = AnswerOf<typeof listOidcProviders>[number]
export type OidcProviderBody = InputOf<typeof setOidcProviders>['body'][number]

export const authConfig = queryOptions({
  queryKey: ['security', 'config'],
  queryFn: ({ signal }) => call(getAuthConfig, {}, { signal }),
})

/** One whose discovery is still running has no status yet. */
export const oidcProviders = queryOptions({
  queryKey: ['security', 'oidc'],
  queryFn: ({ signal }) => call(listOidcProviders, {}, { signal }),
  refetchInterval: ({ state }) => (state.data?.some(({ status }) => !status) ? 2_000 : 60_000),
})

export const redirectBase = queryOptions({
  queryKey: ['security', 'redirect-base'],
  queryFn: ({ signal }) => call(getRedirectBase, {}, { signal }),
})

function useSecurityMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['security'] }) })
}

export const useSetMode = () => useSecurityMutation((mode: AuthMode) => call(setAuthMode, { body: { mode } }))

export const useNewApiKey = () => useSecurityMutation((_: undefined) => call(regenerateApiKey, {}))

export const useNewSecret = () => useSecurityMutation((_: undefined) => call(rotateSessionSecret, {}))

/** Replaces the whole list; an empty secret keeps the one that is stored. */
export const useSetProviders = () => useSecurityMutation((body: OidcProviderBody[]) => call(setOidcProviders, { body }))

export const useTestIssuer = () =>
  useMutation({ mutationFn: (issuer: string) => call(testDiscovery, { body: { issuer } }) })
