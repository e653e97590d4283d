import * as contract from '@colophon/contract/web/counterparts.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { findCounterpart } from '#domain/catalog/find-counterpart.ts'
import { route } from '../route.ts'

/** From the library's name of a thing to its number on the acquisition surface, and back. */
export function webCounterpartRoutes(app: FastifyInstance, deps: { db: Db; dialect: Dialect }): void {
  route(app, contract.findCounterpart, ({ params }) => findCounterpart(deps, params.kind, params.name))
}
