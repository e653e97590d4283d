import {
  listUsers as listEndpoint,
  rebuildSearch as rebuildEndpoint,
  setUserAdmin,
} from '@colophon/contract/library/admin.ts'
import type { FastifyInstance } from 'fastify'
import type { Database, Transaction } from '#database/open.ts'
import { rebuildSearch } from '#domain/catalog/rebuild-search.ts'
import type { Audit } from '#domain/history/audit.ts'
import { setRole } from '#domain/identity/set-role.ts'
import { findUserByPublicId, listUsers } from '#domain/identity/user-store.ts'
import { type Clock, wholeSeconds } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { route } from '../route.ts'
import { presentUser } from './present-user.ts'

export interface AdminDeps {
  database: Database
  transaction: Transaction
  clock: Clock
  audit: Audit
}

export function adminRoutes(app: FastifyInstance, deps: AdminDeps): void {
  const { database, transaction, audit } = deps

  route(app, listEndpoint, async () =>
    (await listUsers(database.reader)).map((user) => ({
      ...presentUser(user),
      created_at: wholeSeconds(user.created_at),
    })),
  )

  route(app, setUserAdmin, async ({ params, body, principal }) => {
    if (params.userId === principal.publicId) {
      throw invalid('user.own-role', 'nobody changes their own rights; ask another administrator')
    }
    const user = await findUserByPublicId(database.reader, params.userId)
    if (!user) throw notFound('account', params.userId)
    if (body.is_admin !== (user.role === 'admin')) {
      // This surface knows no third role, so whoever loses these rights keeps the fewest.
      await setRole(deps, { publicId: params.userId, role: body.is_admin ? 'admin' : 'reader' })
    }
    await audit({
      by: principal,
      action: 'user.admin_updated',
      entityType: 'user',
      entityId: params.userId,
      metadata: { is_admin: body.is_admin },
    })
    return { message: 'admin status updated' }
  })

  route(app, rebuildEndpoint, async ({ principal, reply }) => {
    // There the index is part of every write and has nothing that could be damaged apart from the tables themselves.
    if (database.dialect.name === 'postgres') {
      reply.code(200)
      return { message: 'the search index of PostgreSQL is always current' }
    }
    await transaction(async (_trx, emit) => emit(rebuildSearch.request({ userPublicId: principal.publicId })))
    return { message: 'search index rebuild started' }
  })
}
