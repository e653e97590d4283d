import * as contract from '@colophon/contract/web/reading.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import { listPlaces } from '#domain/reading/place-history.ts'
import { rateBook } from '#domain/reading/rate-book.ts'
import { setState } from '#domain/reading/set-state.ts'
import { findReadingState } from '#domain/reading/state-store.ts'
import type { Clock } from '#kernel/clock.ts'
import { route } from '../route.ts'
import { presentReadingState } from './present-reading.ts'

interface Deps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

/** What a book is to the caller, how they liked it, and where they were in it. */
export function webReadingRoutes(app: FastifyInstance, deps: Deps): void {
  const { db } = deps

  route(app, contract.readReadingState, async ({ params, principal }) => {
    const book = await bookKeyOrThrow(db, params.bookId)
    return presentReadingState(await findReadingState(db, principal.userId, book))
  })

  route(app, contract.setReadingState, async ({ params, body, principal }) =>
    presentReadingState(await setState(deps, principal.userId, params.bookId, body)),
  )

  route(app, contract.rateBook, async ({ params, body, principal }) =>
    presentReadingState(await rateBook(deps, principal.userId, params.bookId, body.rating)),
  )

  route(app, contract.listPlaces, ({ params, query, principal }) =>
    listPlaces(db, principal.userId, params.bookId, query.before),
  )
}
