import * as contract from '@colophon/contract/web/importing.ts'
import type { FastifyInstance } from 'fastify'
import { rejectDownload } from '#domain/downloads/reject-download.ts'
import type { RemoveDeps } from '#domain/downloads/remove-from-client.ts'
import { listBlockedImports } from '#domain/importing/blocked-imports.ts'
import { importAnyway } from '#domain/importing/import-anyway.ts'
import type { ImportDeps } from '#domain/importing/import-deps.ts'
import { previewNaming } from '#domain/importing/preview-naming.ts'
import { route } from '../route.ts'

/** Naming and imports that wait for somebody, as the pages show them. */
export function webImportingRoutes(app: FastifyInstance, deps: RemoveDeps & Pick<ImportDeps, 'dialect'>): void {
  const { db, dialect } = deps

  route(app, contract.previewNaming, ({ body }) => previewNaming(db, dialect, body))

  route(app, contract.listBlockedImports, () => listBlockedImports(db))

  route(app, contract.importAnyway, ({ params }) => importAnyway(deps, Number(params.id)))

  route(app, contract.rejectImport, ({ params }) => rejectDownload(deps, Number(params.id), null))
}
