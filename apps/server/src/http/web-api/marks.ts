import * as contract from '@colophon/contract/web/marks.ts'
import type { FastifyInstance } from 'fastify'
import type { Db } from '#database/open.ts'
import { markAuthors, markBooks } from '#domain/monitoring/mark-hits.ts'
import { route } from '../route.ts'

/** What a search beyond this machine has found that is here already. */
export function webMarkRoutes(app: FastifyInstance, { db }: { db: Db }): void {
  route(app, contract.markHits, async ({ body }) => {
    const [authors, books] = await Promise.all([markAuthors(db, body.authors), markBooks(db, body.books)])
    return { authors, books }
  })
}
