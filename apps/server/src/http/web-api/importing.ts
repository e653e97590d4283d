import * as contract from '@colophon/contract/web/importing.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { listBlockedImports } from '#domain/importing/blocked-imports.ts'
import { previewNaming } from '#domain/importing/preview-naming.ts'
import { route } from '../route.ts'

/** Naming and imports that wait for somebody, as the pages show them. */
export function webImportingRoutes(app: FastifyInstance, { db, dialect }: { db: Db; dialect: Dialect }): void {
  route(app, contract.previewNaming, ({ body }) => previewNaming(db, dialect, body))

  route(app, contract.listBlockedImports, () => listBlockedImports(db))
}
