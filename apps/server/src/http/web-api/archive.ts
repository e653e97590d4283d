import * as contract from '@colophon/contract/web/archive.ts'
import type { FastifyInstance } from 'fastify'
import { filesInArchive, planArchive } from '#domain/reading/books-in-archive.ts'
import { recordDownload } from '#domain/reading/record-download.ts'
import type { Logger } from '#kernel/logger.ts'
import { contentDisposition } from '../files/content-disposition.ts'
import { storedZip } from '../files/stored-zip.ts'
import { route } from '../route.ts'
import type { WebBookDeps } from './web-book-deps.ts'

/** Several books as one download. */
export function webArchiveRoutes(app: FastifyInstance, deps: WebBookDeps & { logger: Logger }): void {
  const { db, dialect } = deps

  route(app, contract.planArchive, ({ body, principal }) =>
    planArchive(deps, { userId: principal.userId, selection: body.selection }),
  )

  route(app, contract.downloadArchive, async ({ query, principal, reply }) => {
    const files = await filesInArchive(db, dialect, query.files.split(',').filter(Boolean))
    for (const fileId of new Set(files.map(({ id }) => id))) {
      void recordDownload(deps, { userId: principal.userId, fileId, source: 'api' })
    }
    return reply
      .headers({
        'content-type': 'application/zip',
        'content-disposition': contentDisposition('attachment', 'books.zip'),
        'accept-ranges': 'none',
        'cache-control': 'private, no-store',
      })
      .send(storedZip(files))
  })
}
