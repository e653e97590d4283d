import { endSession as endSessionEndpoint, getState, startSession } from '@colophon/contract/web/session.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Database, Transaction } from '#database/open.ts'
import { endSession, prolongSession } from '#domain/identity/sessions.ts'
import { signIn } from '#domain/identity/sign-in.ts'
import { LIFETIME_SECONDS, type Tokens } from '#domain/identity/tokens.ts'
import { findUser, hasUsers } from '#domain/identity/user-store.ts'
import { isRegistrationDisabled } from '#domain/settings/registration.ts'
import type { Bus } from '#kernel/bus.ts'
import type { Clock } from '#kernel/clock.ts'
import type { AcquisitionSessions } from '../auth/acquisition-sessions.ts'
import { clearedSessionCookie } from '../auth/cookies.ts'
import { findCredential } from '../auth/credential.ts'
import { giveLibraryCookie, type OpenPages } from '../auth/open-pages.ts'
import { asked, refuseCrossSite, schemeOf } from '../auth/same-origin.ts'
import { route } from '../route.ts'
import { presentSignedIn } from './present-user.ts'

export interface SessionDeps {
  database: Database
  transaction: Transaction
  tokens: Tokens
  bus: Bus
  clock: Clock
  acquisitionSessions: AcquisitionSessions
  openPages: OpenPages
  http: { version: string; isSignupDisabled: boolean; publicUrl: string | null }
}

const RENEWED_AFTER_SECONDS = 60 * 60

export function sessionRoutes(app: FastifyInstance, deps: SessionDeps): void {
  const { database, tokens, clock, acquisitionSessions, openPages, http } = deps
  const db = database.reader

  route(app, getState, async ({ request, reply }) => {
    const principal = await app.door.gate.whoIs(request)
    const user = principal ? await findUser(db, principal.userId) : undefined
    if (principal?.via === 'cookie' && principal.sessionId !== null) {
      await renew(request, reply, principal.sessionId)
      await acquisitionSessions.renew(reply, principal.userId, principal.sessionId)
    }
    reply.header('cache-control', 'no-store')
    return {
      needsSetup: !user && !(await hasUsers(db)),
      signupEnabled: !http.isSignupDisabled && !(await isRegistrationDisabled(db)),
      version: http.version,
      user: user ? presentSignedIn(user) : null,
    }
  })

  route(app, startSession, async ({ body, request, reply }) => {
    // Another site could otherwise sign its visitors in to an account of its own.
    refuseCrossSite(asked(request), http.publicUrl)
    const user = await signIn(db, body)
    return { user: presentSignedIn(user), ...(await openPages(reply, user)) }
  })

  route(app, endSessionEndpoint, async ({ request, reply }) => {
    refuseCrossSite(asked(request), http.publicUrl)
    const principal = await app.door.gate.whoIs(request)
    if (principal?.sessionId) await endSession(deps, { userId: principal.userId, sessionId: principal.sessionId })
    reply.header('set-cookie', clearedSessionCookie(schemeOf(asked(request)) === 'https'))
    acquisitionSessions.takeBack(reply)
  })

  /** A token lasts a day; whoever keeps coming back gets a new one and is not asked for the password in the middle. */
  async function renew(request: FastifyRequest, reply: FastifyReply, sessionId: string) {
    const proven = tokens.verify(findCredential(request.headers)?.token ?? '')
    if (!proven || proven.expires - clock.now().getTime() / 1000 > LIFETIME_SECONDS - RENEWED_AFTER_SECONDS) return
    await prolongSession(deps, sessionId)
    giveLibraryCookie(reply, tokens.issue(proven.subject, sessionId))
  }
}
