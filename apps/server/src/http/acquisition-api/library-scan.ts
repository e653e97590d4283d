import * as contract from '@colophon/contract/acquisition/library-scan.ts'
import type { FastifyInstance } from 'fastify'
import type { ImportDeps } from '#domain/importing/import-deps.ts'
import { lastLibraryScan, startLibraryScan } from '#domain/importing/library-scan.ts'
import { acquisitionRoute as route } from './route.ts'

/** Looking for files that lie in the library folders already (acquisition contract 4.17). */
export function libraryScanRoutes(
  app: FastifyInstance,
  deps: Pick<ImportDeps, 'db' | 'transaction' | 'dialect'>,
): void {
  route(app, contract.startScan, async () => {
    await startLibraryScan(deps)
    return { message: 'library scan started' }
  })

  route(app, contract.readScan, () => lastLibraryScan(deps.db))
}
