import { changePassword } from '@colophon/contract/library/accounts.ts'
import { createApiKey, deleteApiKey, listApiKeys } from '@colophon/contract/library/api-keys.ts'
import {
  deleteOwnAccount,
  editProfile,
  endOneSession,
  endOtherSessions,
  getProfile,
  listSessions,
} from '@colophon/contract/web/account.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type InputOf } from '#api/call.ts'

export const apiKeys = queryOptions({
  queryKey: ['account', 'keys'],
  queryFn: ({ signal }) => call(listApiKeys, {}, { signal }),
})

export const profile = queryOptions({
  queryKey: ['account', 'profile'],
  queryFn: ({ signal }) => call(getProfile, {}, { signal }),
})

export const sessions = queryOptions({
  queryKey: ['account', 'sessions'],
  queryFn: ({ signal }) => call(listSessions, {}, { signal }),
})

export function useEditProfile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: InputOf<typeof editProfile>['body']) => call(editProfile, { body }),
    onSuccess: async (edited) => {
      client.setQueryData(profile.queryKey, edited)
      await client.invalidateQueries({ queryKey: ['state'] })
    },
  })
}

/** Changes the password, and where wanted signs out whoever may know the old one. */
export function useChangePassword() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({
      signsOutOthers,
      ...body
    }: {
      currentPassword: string
      newPassword: string
      signsOutOthers: boolean
    }) => {
      await call(changePassword, { body })
      if (signsOutOthers) await call(endOtherSessions, {})
    },
    onSuccess: () => client.invalidateQueries({ queryKey: sessions.queryKey }),
  })
}

/** Without an id: every browser but this one. */
export function useEndSession() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (sessionId: string | undefined) =>
      sessionId === undefined ? call(endOtherSessions, {}) : call(endOneSession, { params: { sessionId } }),
    onSettled: () => client.invalidateQueries({ queryKey: sessions.queryKey }),
  })
}

export function useDeleteAccount() {
  return useMutation({ mutationFn: (password: string) => call(deleteOwnAccount, { body: { password } }) })
}

export function useCreateApiKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call(createApiKey, { body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeys.queryKey }),
  })
}

export function useDeleteApiKey() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (keyId: string) => call(deleteApiKey, { params: { keyId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: apiKeys.queryKey }),
  })
}
