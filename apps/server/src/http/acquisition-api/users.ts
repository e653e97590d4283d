import * as contract from '@colophon/contract/acquisition/users.ts'
import type { FastifyInstance } from 'fastify'
import { setPassword } from '#domain/identity/change-password.ts'
import { deleteAccount } from '#domain/identity/delete-account.ts'
import { maskEmail } from '#domain/identity/mask-email.ts'
import { createNamedAccount, realAddress } from '#domain/identity/named-accounts.ts'
import { checkPasswordIsLongEnough } from '#domain/identity/passwords.ts'
import { endSessions } from '#domain/identity/sessions.ts'
import { setRole } from '#domain/identity/set-role.ts'
import { findUser, listUsersById, type User } from '#domain/identity/user-store.ts'
import type { Bus } from '#kernel/bus.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { forbidden, notFound } from '#kernel/errors.ts'
import type { AuthRouteDeps } from './auth.ts'
import { readId } from './ids.ts'
import { presentRole } from './present-role.ts'
import { acquisitionRoute as route } from './route.ts'

export interface UserRouteDeps extends AuthRouteDeps {
  bus: Bus
}

/** Accounts, which are the same on every surface (acquisition contract 4.3, 10.8). */
export function userRoutes(app: FastifyInstance, deps: UserRouteDeps): void {
  const { db, audit, http } = deps

  route(app, contract.listUsers, async () => (await listUsersById(db)).map(presentUser))

  route(
    app,
    contract.createUser,
    async ({ body, principal }) => {
      const role = body.role === 'admin' ? 'admin' : 'member'
      const given = { username: body.username ?? '', password: body.password ?? '', role } as const
      const user = await createNamedAccount(deps, given)
      await audit({
        by: principal,
        action: 'user.created',
        entityType: 'user',
        entityId: user.public_id,
        metadata: { name: user.name, role },
      })
      return presentUser(user)
    },
    {
      before() {
        if (!http.acquisition.isLocalAuthEnabled) {
          throw forbidden('sign-in.local-off', 'signing in by password is switched off')
        }
      },
    },
  )

  route(app, contract.deleteUser, async ({ params, principal }) => {
    const user = await findUser(db, readId(params.id))
    if (user) {
      await deleteAccount(deps, user.public_id)
      await audit({
        by: principal,
        action: 'user.deleted',
        entityType: 'user',
        entityId: user.public_id,
        metadata: { name: user.name, email: maskEmail(user.email) },
      })
    }
    return { ok: true as const }
  })

  route(app, contract.setUserRole, async ({ params, body, principal }) => {
    const user = await findUser(db, readId(params.id))
    if (!user) throw notFound('user', params.id)
    const role = body.role === 'admin' ? 'admin' : 'member'
    await setRole(deps, { publicId: user.public_id, role })
    await audit({
      by: principal,
      action: 'user.role_updated',
      entityType: 'user',
      entityId: user.public_id,
      metadata: { role },
    })
    return { ok: true as const }
  })

  route(app, contract.resetUserPassword, async ({ params, body, principal }) => {
    const id = readId(params.id)
    const password = body.password ?? ''
    checkPasswordIsLongEnough(password)
    const user = await findUser(db, id)
    if (user) {
      await setPassword(deps, { userId: user.id, password, check: checkPasswordIsLongEnough })
      await endSessions(deps, { userId: user.id })
      await audit({ by: principal, action: 'user.password_reset', entityType: 'user', entityId: user.public_id })
    }
    return { ok: true as const }
  })
}

function presentUser(user: User) {
  const email = realAddress(user.email)
  return {
    id: user.id,
    username: user.username,
    role: presentRole(user.role),
    ...(email === undefined ? {} : { email }),
    ...(user.name === user.username ? {} : { displayName: user.name }),
    createdAt: wholeSeconds(user.created_at),
  }
}
