import * as contract from '@colophon/contract/library/kobo.ts'
import type { FastifyInstance } from 'fastify'
import type { Database, Db, Transaction } from '#database/open.ts'
import { readLedger } from '#domain/devices/kobo/read-ledger.ts'
import { readSettings } from '#domain/devices/kobo/settings.ts'
import {
  changeToken,
  createToken,
  type KoboToken,
  listTokens,
  readTokenOrThrow,
  resendBooks,
  revokeToken,
} from '#domain/devices/kobo/tokens.ts'
import type { Audit } from '#domain/history/audit.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { type Clock, wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'

export interface KoboTokenRouteDeps {
  db: Db
  database: Database
  transaction: Transaction
  clock: Clock
  audit: Audit
}

/** Tokens of Kobo readers (library contract 28.1). */
export function koboTokenRoutes(app: FastifyInstance, deps: KoboTokenRouteDeps): void {
  const { db } = deps
  const note = (by: Principal, act: 'created' | 'deleted', token: KoboToken) =>
    deps.audit({
      by,
      action: `kobo_token.${act}`,
      entityType: 'kobo_token',
      entityId: token.public_id,
      metadata: { name: token.name },
    })
  const present = (token: KoboToken, { publicId }: Principal) => ({
    id: token.public_id,
    user_id: publicId,
    name: token.name,
    created_at: wholeSeconds(token.created_at),
  })

  route(app, contract.listKoboTokens, async ({ principal }) =>
    (await listTokens(db, principal.userId)).map((token) => present(token, principal)),
  )

  route(app, contract.createKoboToken, async ({ body, principal, reply }) => {
    const { row, token } = await createToken(deps, { userId: principal.userId, name: body.name })
    await note(principal, 'created', row)
    reply.header('cache-control', 'no-store').header('pragma', 'no-cache')
    return { ...present(row, principal), token }
  })

  route(app, contract.changeKoboToken, async ({ params, body, principal }) => {
    const token = await changeToken(deps, { userId: principal.userId, tokenId: params.tokenId }, body)
    return { ...present(token, principal), settings: await readSettings(db, token) }
  })

  route(app, contract.deleteKoboToken, async ({ params, principal }) => {
    await note(principal, 'deleted', await revokeToken(deps, principal.userId, params.tokenId))
  })

  route(app, contract.resendToKobo, async ({ params, body, principal }) => {
    const bookIds = body.all ? null : (body.book_ids ?? [])
    await resendBooks(deps, { userId: principal.userId, tokenId: params.tokenId, bookIds })
  })

  route(app, contract.readKoboLedger, async ({ params, query, principal }) => {
    const token = await readTokenOrThrow(db, principal.userId, params.tokenId)
    const rows = await readLedger(db, token.id, Number(query.offset ?? 0))
    return rows.map((row) => ({
      device_id: row.device_id,
      device_model: row.model,
      book_id: row.entitlement_id,
      title: row.title,
      state: row.state,
      format: row.format,
      updated_at: wholeSeconds(row.updated_at),
    }))
  })
}
