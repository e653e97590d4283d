import { getRegistration, setRegistration } from '@colophon/contract/library/config.ts'
import type { Role } from '@colophon/contract/web/session.ts'
import { addAccount, changeAccount, deleteAccount, listAccounts, resetPassword } from '@colophon/contract/web/users.ts'
import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { call, type InputOf } from '#api/call.ts'

export const ACCOUNTS_PER_PAGE = 50

export interface AccountFilter {
  search: string
  role: Role | undefined
  page: number
}

export function accounts({ search, role, page }: AccountFilter) {
  return queryOptions({
    queryKey: ['users', search, role ?? '', page],
    queryFn: ({ signal }) =>
      call(
        listAccounts,
        { query: { search, role, offset: String(page * ACCOUNTS_PER_PAGE), limit: String(ACCOUNTS_PER_PAGE) } },
        { signal },
      ),
    placeholderData: keepPreviousData,
  })
}

function useUserMutation<Input, Answer>(mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['users'] }) })
}

export const useAddAccount = () =>
  useUserMutation((body: InputOf<typeof addAccount>['body']) => call(addAccount, { body }))

export const useChangeAccount = () =>
  useUserMutation(({ userId, ...body }: InputOf<typeof changeAccount>['body'] & { userId: string }) =>
    call(changeAccount, { params: { userId }, body }),
  )

export const useResetPassword = () =>
  useUserMutation(({ userId, password }: { userId: string; password: string | null }) =>
    call(resetPassword, { params: { userId }, body: { password } }),
  )

export const useDeleteUser = () => useUserMutation((userId: string) => call(deleteAccount, { params: { userId } }))

export const registration = queryOptions({
  queryKey: ['users', 'registration'],
  queryFn: ({ signal }) => call(getRegistration, {}, { signal }),
})

export function useSetRegistration() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (isDisabled: boolean) => call(setRegistration, { body: { registration_disabled: isDisabled } }),
    onSuccess: (answer) => {
      client.setQueryData(registration.queryKey, answer)
      void client.invalidateQueries({ queryKey: ['state'] })
    },
  })
}
