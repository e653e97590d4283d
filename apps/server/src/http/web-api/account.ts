import { Readable } from 'node:stream'
import * as contract from '@colophon/contract/web/account.ts'
import type { FastifyInstance } from 'fastify'
import type { Database, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { deleteOwnAccount } from '#domain/identity/delete-account.ts'
import { editProfile } from '#domain/identity/edit-profile.ts'
import { maskEmail } from '#domain/identity/mask-email.ts'
import { endSession, endSessions, listSessions } from '#domain/identity/sessions.ts'
import { findUser, type User } from '#domain/identity/user-store.ts'
import { exportOwnData } from '#domain/reading/export-own-data.ts'
import type { Bus } from '#kernel/bus.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { clearedSessionCookie } from '../auth/cookies.ts'
import { asked, schemeOf } from '../auth/same-origin.ts'
import { route } from '../route.ts'
import { presentSignedIn } from './present-user.ts'

export interface AccountPageDeps {
  database: Database
  transaction: Transaction
  bus: Bus
  audit: Audit
  clock: Clock
}

/** The account page: profile, browsers that are signed in, export and farewell. */
export function webAccountRoutes(app: FastifyInstance, deps: AccountPageDeps): void {
  const { audit, clock } = deps
  const db = deps.database.reader

  route(app, contract.getProfile, async ({ principal }) => {
    const user = await findUser(db, principal.userId)
    if (!user) throw notFound('account')
    return presentProfile(user)
  })

  route(app, contract.editProfile, async ({ body, principal }) => {
    const user = await editProfile(deps, { userId: principal.userId, ...body })
    await audit({
      by: principal,
      action: 'user.profile_updated',
      entityType: 'user',
      entityId: principal.publicId,
      metadata: { name: user.name },
    })
    return presentProfile(user)
  })

  route(app, contract.listSessions, async ({ principal }) => {
    const sessions = await listSessions(db, principal.userId, clock.now())
    return sessions.map((session) => ({
      id: session.public_id,
      userAgent: session.user_agent,
      address: session.address,
      signedInAt: session.created_at,
      lastSeenAt: session.last_seen_at,
      isCurrent: session.public_id === principal.sessionId,
    }))
  })

  route(app, contract.endOneSession, async ({ params, principal }) => {
    await endSession(deps, { userId: principal.userId, sessionId: params.sessionId })
    await audit({ by: principal, action: 'session.ended', entityType: 'session', entityId: params.sessionId })
  })

  route(app, contract.endOtherSessions, async ({ principal }) => {
    const ended = await endSessions(deps, { userId: principal.userId, except: principal.sessionId })
    if (ended > 0) {
      await audit({
        by: principal,
        action: 'session.others_ended',
        entityType: 'session',
        entityId: '',
        metadata: { count: ended },
      })
    }
  })

  route(app, contract.exportOwnData, ({ principal, reply }) => {
    reply.header('cache-control', 'no-store')
    reply.header('content-disposition', 'attachment; filename="colophon-export.json"')
    reply.type('application/json; charset=utf-8')
    return Readable.from(exportOwnData(db, principal.userId, instant(clock.now())))
  })

  route(app, contract.deleteOwnAccount, async ({ body, principal, request, reply }) => {
    const user = await deleteOwnAccount({ ...deps, db }, { ...principal, password: body.password })
    await audit({
      by: principal,
      action: 'user.deleted',
      entityType: 'user',
      entityId: user.public_id,
      metadata: { name: user.name, email: maskEmail(user.email) },
    })
    reply.header('set-cookie', clearedSessionCookie(schemeOf(asked(request)) === 'https'))
  })
}

const presentProfile = (user: User): contract.Profile => ({
  ...presentSignedIn(user),
  username: user.username,
  createdAt: user.created_at,
})
