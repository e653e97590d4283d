import * as contract from '@colophon/contract/library/device-credentials.ts'
import type { FastifyInstance } from 'fastify'
import type { Database, Transaction } from '#database/open.ts'
import {
  type DeviceCredential,
  type DeviceProtocol,
  deleteCredential,
  putCredential,
  readCredentialOrThrow,
} from '#domain/devices/device-credentials.ts'
import type { Audit } from '#domain/history/audit.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { type Clock, wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'

interface Deps {
  database: Database
  transaction: Transaction
  clock: Clock
  audit: Audit
}

/** What devices sign in with: OPDS (library contract 27.1) and KOReader (29.1). */
export function deviceCredentialRoutes(app: FastifyInstance, deps: Deps): void {
  bind(app, deps, 'opds', contract.opdsCredentials)
  bind(app, deps, 'kosync', contract.kosyncCredentials)
}

function bind(
  app: FastifyInstance,
  deps: Deps,
  protocol: DeviceProtocol,
  endpoints: typeof contract.opdsCredentials,
): void {
  const note = (by: Principal, act: 'updated' | 'deleted', { username }: DeviceCredential) =>
    deps.audit({
      by,
      action: `${protocol}_credential.${act}`,
      entityType: `${protocol}_credential`,
      entityId: by.publicId,
      metadata: { username },
    })

  route(app, endpoints.read, async ({ principal }) =>
    present(await readCredentialOrThrow(deps.database.reader, principal.userId, protocol)),
  )
  route(app, endpoints.put, async ({ body, principal }) => {
    const credential = await putCredential(deps, { userId: principal.userId, protocol, ...body })
    await note(principal, 'updated', credential)
    return present(credential)
  })
  route(app, endpoints.remove, async ({ principal }) => {
    await note(principal, 'deleted', await deleteCredential(deps, principal.userId, protocol))
  })
}

const present = ({ username, created_at, updated_at }: DeviceCredential): contract.Credential => ({
  username,
  created_at: wholeSeconds(created_at),
  updated_at: wholeSeconds(updated_at),
})
