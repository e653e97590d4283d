import { signUp } from '@colophon/contract/library/accounts.ts'
import { endSession, getState, startSession } from '@colophon/contract/web/session.ts'
import { type QueryClient, queryOptions, useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { type AnswerOf, call, type InputOf } from './call.ts'
import { forgetEarly } from './early-answers.ts'

export type WebState = AnswerOf<typeof getState>
export type SignedIn = NonNullable<WebState['user']>

/** Who is signed in, and whether the server waits for its first account. */
export const webState = queryOptions({
  queryKey: ['state'],
  queryFn: ({ signal }) => call(getState, {}, { signal }),
  staleTime: 300_000,
})

/** The account of whoever looks at the page; only below pages that ask for one. */
export function useAccount(): SignedIn {
  const { data } = useSuspenseQuery(webState)
  if (!data.user) throw new Error('Nobody is signed in')
  return data.user
}

/** What one account has seen must not be shown to the next. */
async function startOver(client: QueryClient): Promise<WebState> {
  forgetEarly()
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'state' })
  return client.fetchQuery({ ...webState, staleTime: 0 })
}

/** The server took the password, and the browser dropped the cookie: it is told to keep it on https only. */
export class CookieRefused extends Error {}

async function beginSession(client: QueryClient): Promise<void> {
  const { user } = await startOver(client)
  if (!user) throw new CookieRefused()
}

export function useSignIn() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: InputOf<typeof startSession>['body']) => {
      await call(startSession, { body })
      await beginSession(client)
    },
  })
}

export function useSignUp() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async (body: InputOf<typeof signUp>['body']) => {
      await call(signUp, { body })
      // Its cookie may be marked for https only; that of this route fits the way the page was reached.
      await call(startSession, { body: { login: body.email, password: body.password } })
      await beginSession(client)
    },
  })
}

export function useSignOut() {
  const client = useQueryClient()
  return useMutation({ mutationFn: () => call(endSession, {}), onSuccess: () => startOver(client) })
}
