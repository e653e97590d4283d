import type { ApiKey as ApiKeyOnWire } from '@colophon/contract/library/api-keys.ts'
import {
  createApiKey as createEndpoint,
  deleteApiKey as deleteEndpoint,
  listApiKeys as listEndpoint,
} from '@colophon/contract/library/api-keys.ts'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { Database, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { type ApiKey, createApiKey, deleteApiKey, listApiKeys } from '#domain/identity/api-keys.ts'
import { type Clock, wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'

export interface ApiKeyRouteDeps {
  database: Database
  transaction: Transaction
  clock: Clock
  audit: Audit
}

const presentKey = (row: ApiKey): Static<typeof ApiKeyOnWire> => ({
  id: row.public_id,
  name: row.name,
  key_prefix: row.key_prefix,
  last_used_at: row.last_used_at && wholeSeconds(row.last_used_at),
  created_at: wholeSeconds(row.created_at),
})

export function apiKeyRoutes(app: FastifyInstance, deps: ApiKeyRouteDeps): void {
  const { database, audit } = deps

  route(app, listEndpoint, async ({ principal }) =>
    (await listApiKeys(database.reader, principal.userId)).map(presentKey),
  )

  route(app, createEndpoint, async ({ body, principal, reply }) => {
    const { row, key } = await createApiKey(deps, { userId: principal.userId, name: body.name })
    await audit({
      by: principal,
      action: 'api_key.created',
      entityType: 'api_key',
      entityId: row.public_id,
      metadata: { name: row.name },
    })
    reply.headers({ 'cache-control': 'no-store', pragma: 'no-cache' })
    return { ...presentKey(row), key }
  })

  route(app, deleteEndpoint, async ({ params, principal }) => {
    await deleteApiKey(deps, { userId: principal.userId, keyId: params.keyId })
    await audit({ by: principal, action: 'api_key.deleted', entityType: 'api_key', entityId: params.keyId })
  })
}
