import * as contract from '@colophon/contract/acquisition/pending.ts'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { acquiredBookOrThrow } from '#domain/monitoring/acquired-books.ts'
import { ageInMinutes } from '#domain/releases/pending.ts'
import { dropPending, findPendingOrThrow, listPending, type PendingRow } from '#domain/releases/pending-store.ts'
import { type Clock, wholeSeconds } from '#kernel/clock.ts'
import { bookReader } from './book-reader.ts'
import { readId } from './ids.ts'
import { presentResult } from './present-release.ts'
import { acquisitionRoute as route } from './route.ts'

export interface PendingRouteDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  clock: Clock
  http: { urlBase: string; acquisition: { areAccountsApart: boolean } }
}

/** Releases that wait for their time or for a person (acquisition contract 4.18). */
export function pendingRoutes(app: FastifyInstance, deps: PendingRouteDeps): void {
  const { db, dialect, transaction, clock, http } = deps
  const scope = createScopes({ areApart: http.acquisition.areAccountsApart })
  const books = bookReader(deps)

  route(app, contract.listPending, async ({ principal }) => {
    const now = clock.now()
    const rows = await listPending(db, scope.of(principal))
    const bookOf = await books(rows.map(({ book_id }) => book_id))
    return rows.map((row) => ({ ...presentPending(row, now), ...bookOf(row.book_id) }))
  })

  route(app, contract.deletePending, async ({ params, principal }) => {
    const id = readId(params.id)
    await transaction(async (trx) => {
      const held = await findPendingOrThrow(trx, id)
      await acquiredBookOrThrow(trx, held.book_id, scope.of(principal))
      await dropPending(trx, dialect, [id])
    })
  })
}

const presentPending = (row: PendingRow, now: Date): Static<typeof contract.PendingRelease> => ({
  id: row.id,
  bookId: row.book_id,
  mediaType: row.slot,
  title: row.title,
  ...(row.indexer_id === null ? {} : { indexerId: row.indexer_id }),
  guid: row.guid,
  protocol: row.protocol,
  size: row.size_bytes,
  ageMinutes: ageInMinutes(row.release_json, row.first_seen_at, now),
  ...(row.quality ? { quality: row.quality } : {}),
  customScore: row.custom_score,
  reason: row.reason,
  firstSeen: wholeSeconds(row.first_seen_at),
  releaseJson: JSON.stringify(presentResult(row.release_json)),
})
