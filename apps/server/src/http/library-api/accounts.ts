import {
  changePassword as changePasswordEndpoint,
  getMe,
  isOidcEnabled,
  isPasskeyEnabled,
  isSignUpEnabled,
  logIn,
  logOut,
  signUp as signUpEndpoint,
  updateMe,
} from '@colophon/contract/library/accounts.ts'
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Database, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { changePassword } from '#domain/identity/change-password.ts'
import { maskEmail } from '#domain/identity/mask-email.ts'
import { renameUser } from '#domain/identity/rename-user.ts'
import { signIn } from '#domain/identity/sign-in.ts'
import { signUp } from '#domain/identity/sign-up.ts'
import type { Tokens } from '#domain/identity/tokens.ts'
import { findUser, type User } from '#domain/identity/user-store.ts'
import { isRegistrationDisabled } from '#domain/settings/registration.ts'
import type { Clock } from '#kernel/clock.ts'
import { forbidden, notFound } from '#kernel/errors.ts'
import { clearedSessionCookie, sessionCookie } from '../auth/cookies.ts'
import { asked, isFromForeignPage, isFromOwnPage } from '../auth/same-origin.ts'
import { route } from '../route.ts'
import { presentUser } from './present-user.ts'

export interface AccountDeps {
  database: Database
  transaction: Transaction
  tokens: Tokens
  clock: Clock
  audit: Audit
  http: { hasSecureCookies: boolean; isSignupDisabled: boolean; publicUrl: string | null }
}

export function accountRoutes(app: FastifyInstance, deps: AccountDeps): void {
  const { database, transaction, tokens, clock, audit, http } = deps
  const db = database.reader
  const isOpen = async () => !http.isSignupDisabled && !(await isRegistrationDisabled(db))

  function signedIn(reply: FastifyReply, user: User) {
    const token = tokens.issue(user.public_id)
    // A page of another site could otherwise sign its visitors in to an account of its own.
    if (!isFromForeignPage(asked(reply.request), http.publicUrl)) {
      reply.header('set-cookie', sessionCookie(token, http.hasSecureCookies))
    }
    return { token, user: presentUser(user) }
  }

  route(
    app,
    signUpEndpoint,
    async ({ body, reply }) => {
      const user = await signUp(deps, body)
      const metadata = { name: user.name, email: maskEmail(user.email) }
      await audit({
        by: { publicId: user.public_id },
        action: 'user.signed_up',
        entityType: 'user',
        entityId: user.public_id,
        metadata,
      })
      return signedIn(reply, user)
    },
    {
      async before() {
        if (!(await isOpen()))
          throw forbidden('sign-up.closed', 'sign-up is closed; ask an administrator for an account')
      },
    },
  )

  route(app, isSignUpEnabled, async () => ({ enabled: await isOpen() }))

  route(app, logIn, async ({ body, reply }) =>
    signedIn(reply, await signIn(db, { login: body.email, password: body.password })),
  )

  route(app, getMe, async ({ principal }) => {
    const user = await findUser(db, principal.userId)
    if (!user) throw notFound('account')
    return presentUser(user)
  })

  route(app, updateMe, async ({ body, principal }) => {
    const user = await renameUser({ transaction, clock }, { userId: principal.userId, name: body.name })
    await audit({
      by: principal,
      action: 'user.profile_updated',
      entityType: 'user',
      entityId: principal.publicId,
      metadata: { name: user.name },
    })
    return presentUser(user)
  })

  route(app, changePasswordEndpoint, async ({ body, principal }) => {
    const { currentPassword: current, newPassword: next } = body
    await changePassword({ db, transaction, clock }, { userId: principal.userId, current, next })
    await audit({
      by: principal,
      action: 'user.password_changed',
      entityType: 'user',
      entityId: principal.publicId,
    })
    return { message: 'password changed' }
  })

  route(app, logOut, ({ request, reply }) => {
    if (!isFromOwnPage(asked(request), http.publicUrl)) {
      throw forbidden('request.cross-site', 'signing out must come from a page of this server')
    }
    reply.header('set-cookie', clearedSessionCookie(http.hasSecureCookies))
    return { message: 'logged out' }
  })

  route(app, isOidcEnabled, () => ({ enabled: false }))
  route(app, isPasskeyEnabled, () => ({ enabled: false }))
}
