import * as contract from '@colophon/contract/acquisition/auth.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Database, Db, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { findOnlyAcquirer, mayAcquire } from '#domain/identity/acquirers.ts'
import { changePassword } from '#domain/identity/change-password.ts'
import { knownMode, renewApiKey, renewSessionSecret, setAuthMode } from '#domain/identity/installation-access.ts'
import { createFirstAdmin, setupIsOver } from '#domain/identity/named-accounts.ts'
import { checkPasswordIsLongEnough } from '#domain/identity/passwords.ts'
import { signIn } from '#domain/identity/sign-in.ts'
import { hasUsers } from '#domain/identity/user-store.ts'
import type { Clock } from '#kernel/clock.ts'
import { DomainError, forbidden, invalid, unauthenticated } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import type { AcquisitionDoor } from '../auth/acquisition-door.ts'
import type { AcquisitionSessions } from '../auth/acquisition-sessions.ts'
import type { CallOrigin } from '../auth/call-origin.ts'
import { asked, isFromForeignPage } from '../auth/same-origin.ts'
import type { FailedAttempts } from '../limits/failed-attempts.ts'
import { presentRole } from './present-role.ts'
import { acquisitionRoute as route } from './route.ts'

export interface AuthRouteDeps {
  db: Db
  database: Database
  transaction: Transaction
  clock: Clock
  audit: Audit
  secrets: SecretBox
  origin: CallOrigin
  acquisition: AcquisitionDoor
  acquisitionSessions: AcquisitionSessions
  attempts: FailedAttempts
  http: { publicUrl: string | null; trustedProxies: readonly string[]; acquisition: { isLocalAuthEnabled: boolean } }
}

/** Signing in and what it is configured by (acquisition contract 4.2). */
export function authRoutes(app: FastifyInstance, deps: AuthRouteDeps): void {
  const { db, audit, origin, acquisition, acquisitionSessions, attempts, http } = deps
  const { isLocalAuthEnabled } = http.acquisition

  /** These stand open: a page of another site could otherwise sign its visitors in, or set a new server up. */
  const refuseForeignPage = (request: FastifyRequest) => {
    if (isFromForeignPage(asked(request), http.publicUrl)) throw forbidden('request.cross-site', 'forbidden')
  }

  route(app, contract.getAuthStatus, async ({ request, reply }) => {
    const { access, person, installation } = await acquisition.look(request)
    reply.header('cache-control', 'no-store')
    return {
      authenticated: person !== null || installation !== null,
      setupRequired: !(await hasUsers(db)),
      ...(person ? { username: person.user.username } : {}),
      ...(installation ? { role: 'admin' as const } : person ? { role: presentRole(person.user.role) } : {}),
      mode: access.mode,
      localAuthEnabled: isLocalAuthEnabled,
    }
  })

  route(app, contract.getCsrfToken, async ({ reply }) => {
    const token = await acquisitionSessions.tellToken(reply)
    reply.header('cache-control', 'no-store')
    return { csrfToken: token, token }
  })

  route(
    app,
    contract.logIn,
    async ({ body, request, reply }) => {
      const address = origin.attemptAddressOf(request)
      const user = await signIn(db, { login: body.username ?? '', password: body.password ?? '' }).catch((error) => {
        if (!(error instanceof DomainError)) throw error
        if (error.kind === 'conflict') throw forbidden('account.disabled', error.message)
        attempts.note(address)
        throw unauthenticated('sign-in.refused', 'invalid credentials')
      })
      attempts.clear(address)
      if (!mayAcquire(user.role)) {
        throw forbidden('account.reader', 'this account is for reading; ask an administrator to make it a member')
      }
      await acquisitionSessions.give(reply, user.id, body.rememberMe ? 'remembered' : 'short')
      return { ok: true as const, username: user.username }
    },
    {
      before(request) {
        if (!isLocalAuthEnabled) throw forbidden('sign-in.local-off', 'signing in by password is switched off')
        refuseForeignPage(request)
        if (attempts.isBlocked(origin.attemptAddressOf(request))) {
          throw new DomainError('too-many', 'sign-in.blocked', 'too many failed attempts; try again later')
        }
      },
    },
  )

  route(
    app,
    contract.logOut,
    ({ reply }) => {
      acquisitionSessions.takeBack(reply)
      return { ok: true as const }
    },
    { before: refuseForeignPage },
  )

  route(
    app,
    contract.setUp,
    async ({ body, reply }) => {
      const user = await createFirstAdmin(deps, { username: body.username ?? '', password: body.password ?? '' })
      await audit({
        by: { publicId: user.public_id },
        action: 'user.signed_up',
        entityType: 'user',
        entityId: user.public_id,
        metadata: { name: user.name },
      })
      await acquisitionSessions.give(reply, user.id, 'remembered')
      return { ok: true as const }
    },
    {
      async before(request) {
        refuseForeignPage(request)
        if (await hasUsers(db)) throw setupIsOver()
      },
    },
  )

  route(app, contract.getAuthConfig, async ({ request, reply, principal }) => {
    const { access, person } = await acquisition.look(request)
    const user = person?.user ?? (await findOnlyAcquirer(db))
    reply.header('cache-control', 'no-store')
    return {
      mode: access.mode,
      apiKey: principal.isAdmin ? access.apiKey : '',
      username: user?.username ?? '',
    }
  })

  route(app, contract.changeOwnPassword, async ({ body, request, reply }) => {
    const next = body.newPassword ?? ''
    checkPasswordIsLongEnough(next)
    const { person } = await acquisition.look(request)
    const user = person?.user ?? (await findOnlyAcquirer(db))
    if (!user) throw unauthenticated('password.nobody', 'sign in as the account whose password shall change')
    await changePassword(deps, {
      userId: user.id,
      current: body.currentPassword ?? '',
      next,
      check: checkPasswordIsLongEnough,
    })
    await audit({
      by: { publicId: user.public_id },
      action: 'user.password_changed',
      entityType: 'user',
      entityId: user.public_id,
    })
    const sessionId = person?.sessionId ?? null
    await acquisitionSessions.give(reply, user.id, sessionId === null ? 'remembered' : { sessionId })
    return { ok: true as const }
  })

  route(app, contract.setAuthMode, async ({ body, principal }) => {
    const mode = knownMode(body.mode)
    if (mode === 'proxy' && http.trustedProxies.length === 0) {
      throw invalid('auth.mode', 'name the proxy in TRUSTED_PROXIES first; else nobody could vouch for anybody')
    }
    await setAuthMode(deps, mode)
    await audit({
      by: principal,
      action: 'acquisition.mode_changed',
      entityType: 'config',
      entityId: 'auth.mode',
      metadata: { mode },
    })
    return { mode }
  })

  route(app, contract.regenerateApiKey, async ({ principal }) => {
    const apiKey = await renewApiKey(deps)
    await audit({ by: principal, action: 'acquisition.key_renewed', entityType: 'config', entityId: 'auth.api_key' })
    return { apiKey }
  })

  route(app, contract.rotateSessionSecret, async ({ principal }) => {
    await renewSessionSecret(deps)
    await audit({
      by: principal,
      action: 'acquisition.sessions_renewed',
      entityType: 'config',
      entityId: 'auth.session_secret',
    })
    return { ok: true as const }
  })
}
