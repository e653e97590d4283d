import type { User as UserOnWire } from '@colophon/contract/web/session.ts'
import { endSession, getState, startSession } from '@colophon/contract/web/session.ts'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { Database } from '#database/open.ts'
import { signIn } from '#domain/identity/sign-in.ts'
import type { Tokens } from '#domain/identity/tokens.ts'
import { findUser, hasUsers, type User } from '#domain/identity/user-store.ts'
import { isRegistrationDisabled } from '#domain/settings/registration.ts'
import { clearedSessionCookie, sessionCookie } from '../auth/cookies.ts'
import { asked, refuseCrossSite, schemeOf } from '../auth/same-origin.ts'
import { route } from '../route.ts'

export interface SessionDeps {
  database: Database
  tokens: Tokens
  http: { version: string; isSignupDisabled: boolean; publicUrl: string | null }
}

const presentUser = (user: User): Static<typeof UserOnWire> => ({
  id: user.public_id,
  name: user.name,
  email: user.email,
  role: user.role,
  isAdmin: user.role === 'admin',
})

export function sessionRoutes(app: FastifyInstance, { database, tokens, http }: SessionDeps): void {
  const db = database.reader

  route(app, getState, async ({ request, reply }) => {
    const principal = await app.door.gate.whoIs(request)
    const user = principal ? await findUser(db, principal.userId) : undefined
    reply.header('cache-control', 'no-store')
    return {
      needsSetup: !user && !(await hasUsers(db)),
      signupEnabled: !http.isSignupDisabled && !(await isRegistrationDisabled(db)),
      version: http.version,
      user: user ? presentUser(user) : null,
    }
  })

  route(app, startSession, async ({ body, request, reply }) => {
    // Another site could otherwise sign its visitors in to an account of its own.
    refuseCrossSite(asked(request), http.publicUrl)
    const user = await signIn(db, body)
    // Browsers drop a Secure cookie that comes over plain http, and many reach this server so at home.
    const isSecure = schemeOf(asked(request)) === 'https'
    reply.header('set-cookie', sessionCookie(tokens.issue(user.public_id), isSecure))
    return { user: presentUser(user) }
  })

  route(app, endSession, ({ request, reply }) => {
    refuseCrossSite(asked(request), http.publicUrl)
    reply.header('set-cookie', clearedSessionCookie(schemeOf(asked(request)) === 'https'))
  })
}
