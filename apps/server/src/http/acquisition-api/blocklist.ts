import * as contract from '@colophon/contract/acquisition/blocklist.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { listBlocked, unblock } from '#domain/releases/blocklist-store.ts'
import { readId } from './ids.ts'
import { presentBlocked } from './present-blocked.ts'
import { acquisitionRoute as route } from './route.ts'

export interface BlocklistRouteDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
}

/** Releases that are not taken again (acquisition contract 4.20). */
export function blocklistRoutes(app: FastifyInstance, { db, dialect, transaction }: BlocklistRouteDeps): void {
  route(app, contract.listBlocklist, async () => (await listBlocked(db)).map(presentBlocked))

  route(app, contract.unblockMany, async ({ body }) => {
    await transaction((trx) => unblock(trx, dialect, body.ids.map(asKey)))
  })

  route(app, contract.unblock, async ({ params }) => {
    await transaction((trx) => unblock(trx, dialect, [readId(params.id)]))
  })
}

/** Numbers that are too large for any row are 0, which no row has. */
const asKey = (id: number) => readId(Number.isSafeInteger(id) ? String(id) : '0')
