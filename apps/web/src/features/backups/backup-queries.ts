import { createBackup, deleteBackup, listBackups, restoreBackup } from '@colophon/contract/acquisition/backups.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, call } from '#api/call.ts'

export type Backup = AnswerOf<typeof listBackups>[number]

export const backups = queryOptions({
  queryKey: ['backups'],
  queryFn: ({ signal }) => call(listBackups, {}, { signal }),
})

function useBackupMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: backups.queryKey }) })
}

export const useCreateBackup = () => useBackupMutation((_: undefined) => call(createBackup, {}))

export const useDeleteBackup = () =>
  useBackupMutation((filename: string) => call(deleteBackup, { params: { filename } }))

/** The word that the server asks for, so that no other call puts an old database in place. */
const confirmed: Record<string, string> = { 'X-Confirm-Restore': 'true' }

export const useRestoreBackup = () =>
  useBackupMutation((filename: string) => call(restoreBackup, { params: { filename } }, { headers: confirmed }))
