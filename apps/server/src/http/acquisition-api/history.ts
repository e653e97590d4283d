import { readPage } from '@colophon/contract/acquisition/common.ts'
import * as contract from '@colophon/contract/acquisition/history.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { deleteAcquisitionNote, listAcquisitionHistory } from '#domain/monitoring/acquisition-history.ts'
import { blockFromHistory, findEventOrThrow } from '#domain/releases/block-from-history.ts'
import type { Clock } from '#kernel/clock.ts'
import { bookReader } from './book-reader.ts'
import { readId } from './ids.ts'
import { presentBlocked } from './present-blocked.ts'
import { presentHistory } from './present-history.ts'
import { acquisitionRoute as route } from './route.ts'

export interface HistoryRouteDeps {
  db: Db
  transaction: Transaction
  clock: Clock
  dialect: Dialect
  http: { urlBase: string; acquisition: { areAccountsApart: boolean } }
}

/** What happened to books (acquisition contract 4.19). */
export function historyRoutes(app: FastifyInstance, deps: HistoryRouteDeps): void {
  const { db, transaction, http } = deps
  const scope = createScopes({ areApart: http.acquisition.areAccountsApart })
  const books = bookReader(deps)

  route(app, contract.listHistory, async ({ query, principal }) => {
    const page = readPage(query)
    const bookId = query.bookId === undefined || query.bookId === '' ? undefined : readId(query.bookId)
    const filter = { bookId, eventType: query.eventType || undefined, scope: scope.of(principal) }
    const { items, total } = await listAcquisitionHistory(db, filter, page)
    const bookOf = await books(items.flatMap(({ book_id }) => book_id ?? []))
    return { items: items.map((row) => ({ ...presentHistory(row), ...bookOf(row.book_id) })), total, ...page }
  })

  route(app, contract.deleteHistoryEvent, async ({ params, principal }) => {
    const id = readId(params.id)
    await transaction(async (trx) => {
      await findEventOrThrow(trx, id, scope.of(principal))
      await deleteAcquisitionNote(trx, id)
    })
  })

  route(app, contract.blockFromHistory, async ({ params, principal, reply }) => {
    const blocked = await blockFromHistory(deps, readId(params.id), {
      userId: principal.userId,
      scope: scope.of(principal),
    })
    if (blocked) return presentBlocked(blocked)
    reply.code(200)
    return { status: 'already blocklisted' as const }
  })
}
