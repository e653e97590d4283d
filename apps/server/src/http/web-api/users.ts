import { readPaging } from '@colophon/contract/common.ts'
import * as contract from '@colophon/contract/web/users.ts'
import type { FastifyInstance } from 'fastify'
import type { Database, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import type { AuditAction } from '#domain/history/audit-actions.ts'
import { setPassword } from '#domain/identity/change-password.ts'
import { deleteAccount } from '#domain/identity/delete-account.ts'
import { listAccounts } from '#domain/identity/list-accounts.ts'
import { maskEmail } from '#domain/identity/mask-email.ts'
import { makePasswordLink, readPasswordLink, usePasswordLink } from '#domain/identity/password-link.ts'
import { checkPassword } from '#domain/identity/passwords.ts'
import { endSessions } from '#domain/identity/sessions.ts'
import { setRole } from '#domain/identity/set-role.ts'
import { createAccount, createWithoutPassword } from '#domain/identity/sign-up.ts'
import { switchOff } from '#domain/identity/switch-off.ts'
import { findUserByPublicId, type User } from '#domain/identity/user-store.ts'
import type { Bus } from '#kernel/bus.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { asked, refuseCrossSite } from '../auth/same-origin.ts'
import { route } from '../route.ts'

export interface WebUserDeps {
  database: Database
  transaction: Transaction
  bus: Bus
  audit: Audit
  clock: Clock
  http: { publicUrl: string | null }
}

/** Users and roles, and the links by which people choose their password. */
export function webUserRoutes(app: FastifyInstance, deps: WebUserDeps): void {
  const { audit, clock } = deps
  const db = deps.database.reader

  route(app, contract.listAccounts, async ({ query }) => {
    const paging = readPaging(query)
    const wanted = { search: query.search ?? '', role: query.role ?? null, now: clock.now(), ...paging }
    const { accounts, total } = await listAccounts(db, wanted)
    const items = accounts.map((account) => ({
      id: account.public_id,
      name: account.name,
      email: account.email,
      username: account.username,
      role: account.role,
      isDisabled: account.is_disabled,
      hasPassword: account.has_password,
      createdAt: account.created_at,
      lastSeenAt: account.last_seen_at,
      linkExpiresAt: account.link_expires_at,
    }))
    return { items, total, offset: paging.offset }
  })

  route(app, contract.addAccount, async ({ body, principal }) => {
    const { name, email, role, password = null } = body
    const user =
      password === null
        ? await createWithoutPassword(deps, { name, email, role })
        : await createAccount(deps, { name, email, role, password })
    const link = password === null ? await makePasswordLink(deps, user.id) : null
    await audit({
      by: principal,
      action: 'user.created',
      entityType: 'user',
      entityId: user.public_id,
      metadata: { name: user.name, email: maskEmail(user.email), role },
    })
    return { id: user.public_id, link }
  })

  route(app, contract.changeAccount, async ({ params, body, principal }) => {
    const user = await findOther(params.userId, principal.publicId)
    if (user.role !== body.role) {
      await setRole(deps, { publicId: user.public_id, role: body.role })
      await noteChange('user.role_updated', { role: body.role })
    }
    if (user.is_disabled !== body.isDisabled) {
      await switchOff(deps, { publicId: user.public_id, isDisabled: body.isDisabled })
      await noteChange(body.isDisabled ? 'user.disabled' : 'user.enabled', { name: user.name })
    }
    function noteChange(action: AuditAction, metadata: Record<string, unknown>) {
      return audit({ by: principal, action, entityType: 'user', entityId: user.public_id, metadata })
    }
  })

  route(app, contract.resetPassword, async ({ params, body, principal }) => {
    const user = await findOther(params.userId, principal.publicId)
    const { password = null } = body
    if (password !== null) checkPassword(password)
    const link = password === null ? await makePasswordLink(deps, user.id) : null
    if (password !== null) await setPassword(deps, { userId: user.id, password })
    await endSessions(deps, { userId: user.id })
    await audit({ by: principal, action: 'user.password_reset', entityType: 'user', entityId: user.public_id })
    return { link }
  })

  route(app, contract.deleteAccount, async ({ params, principal }) => {
    const user = await findOther(params.userId, principal.publicId)
    await deleteAccount(deps, user.public_id)
    await audit({
      by: principal,
      action: 'user.deleted',
      entityType: 'user',
      entityId: user.public_id,
      metadata: { name: user.name, email: maskEmail(user.email) },
    })
  })

  route(app, contract.readPasswordLink, async ({ body }) => {
    const { name, email } = await readPasswordLink(db, clock, body.secret)
    return { name, email }
  })

  route(app, contract.usePasswordLink, async ({ body, request }) => {
    refuseCrossSite(asked(request), deps.http.publicUrl)
    const user = await usePasswordLink({ ...deps, db }, body)
    await audit({
      by: { publicId: user.public_id },
      action: 'user.password_changed',
      entityType: 'user',
      entityId: user.public_id,
    })
    return { email: user.email }
  })

  async function findOther(publicId: string, own: string): Promise<User> {
    if (publicId === own) throw invalid('user.own', 'the own account is changed on the account page')
    const user = await findUserByPublicId(db, publicId)
    if (!user) throw notFound('account', publicId)
    return user
  }
}
