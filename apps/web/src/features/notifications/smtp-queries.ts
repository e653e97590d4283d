import { getSmtp, setSmtp, testSmtp } from '@colophon/contract/library/config.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { type AnswerOf, call, type InputOf } from '#api/call.ts'

export type Smtp = AnswerOf<typeof getSmtp>

export const smtp = queryOptions({
  queryKey: ['smtp'],
  queryFn: ({ signal }) => call(getSmtp, {}, { signal }),
})

export function useSetSmtp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: InputOf<typeof setSmtp>['body']) => call(setSmtp, { body }),
    onSettled: () => client.invalidateQueries({ queryKey: smtp.queryKey }),
  })
}

/** Sends a mail to whoever asks. */
export const useTestSmtp = () => useMutation({ mutationFn: () => call(testSmtp, {}) })
