import { changePassword, updateMe } from '@colophon/contract/library/accounts.ts'
import { createApiKey, deleteApiKey, listApiKeys } from '@colophon/contract/library/api-keys.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '#api/call.ts'

export const apiKeys = queryOptions({
  queryKey: ['account', 'keys'],
  queryFn: ({ signal }) => call(listApiKeys, {}, { signal }),
})

export function useRename() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (name: string) => call(updateMe, { body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['state'] }),
  })
}

export function useChangePassword() {
  return useMutation({
    mutationFn: (body: { currentPassword: string; newPassword: string }) => call(changePassword, { body }),
  })
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
