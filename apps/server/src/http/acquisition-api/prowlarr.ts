import * as contract from '@colophon/contract/acquisition/prowlarr.ts'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { Audit } from '#domain/history/audit.ts'
import {
  addProwlarr,
  changeProwlarr,
  type EditProwlarrDeps,
  type ProwlarrInput,
} from '#domain/releases/edit-prowlarr.ts'
import { openedKey } from '#domain/releases/indexer-store.ts'
import {
  deleteProwlarr,
  findProwlarrOrThrow,
  listProwlarrs,
  type ProwlarrRow,
} from '#domain/releases/prowlarr-store.ts'
import { type ProwlarrDeps, syncProwlarr, testProwlarr } from '#domain/releases/sync-prowlarr.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { DomainError } from '#kernel/errors.ts'
import { readId } from './ids.ts'
import { changeNoter } from './note-change.ts'
import { acquisitionRoute as route } from './route.ts'

export interface ProwlarrRouteDeps extends EditProwlarrDeps, ProwlarrDeps {
  audit: Audit
}

/** Prowlarr servers, whose indexers are taken over (acquisition contract 4.11). */
export function prowlarrRoutes(app: FastifyInstance, deps: ProwlarrRouteDeps): void {
  const { db, transaction, audit } = deps
  const present = (row: ProwlarrRow) => presentProwlarr(row, openedKey(deps.secrets, row.api_key_sealed))
  const note = changeNoter(audit)

  route(app, contract.listProwlarrs, async () => (await listProwlarrs(db)).map(present))

  route(app, contract.getProwlarr, async ({ params }) => present(await findProwlarrOrThrow(db, readId(params.id))))

  route(app, contract.addProwlarr, async ({ body, principal }) => {
    const row = await addProwlarr(deps, readFields(body))
    await note(principal, 'prowlarr_added', row)
    return present(row)
  })

  route(app, contract.changeProwlarr, async ({ params, body, principal }) => {
    const row = await changeProwlarr(deps, readId(params.id), readFields(body))
    await note(principal, 'prowlarr_changed', row)
    return present(row)
  })

  route(app, contract.deleteProwlarr, async ({ params, principal }) => {
    const id = readId(params.id)
    const name = await transaction((trx) => deleteProwlarr(trx, id))
    await note(principal, 'prowlarr_removed', { id, name })
  })

  route(app, contract.testProwlarr, async ({ params }) => {
    const id = readId(params.id)
    await findProwlarrOrThrow(db, id)
    try {
      return { ok: 'true', version: await testProwlarr(deps, id) }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      return { ok: 'false', error: error.message }
    }
  })

  route(app, contract.syncProwlarr, async ({ params }) => ({ ...(await syncProwlarr(deps, readId(params.id))) }))
}

const readFields = (body: Static<typeof contract.ProwlarrFields>): ProwlarrInput => ({
  name: body.name ?? undefined,
  url: body.url ?? undefined,
  apiKey: body.apiKey ?? undefined,
  isSyncedOnStartup: body.syncOnStartup ?? undefined,
  isEnabled: body.enabled ?? undefined,
})

const presentProwlarr = (row: ProwlarrRow, apiKey: string): Static<typeof contract.Prowlarr> => ({
  id: row.id,
  name: row.name,
  url: row.url,
  apiKey,
  syncOnStartup: row.is_synced_on_startup,
  enabled: row.is_enabled,
  lastSyncAt: row.last_sync_at === null ? null : wholeSeconds(row.last_sync_at),
  createdAt: wholeSeconds(row.created_at),
  updatedAt: wholeSeconds(row.updated_at),
})
