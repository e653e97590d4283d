import * as contract from '@colophon/contract/acquisition/book-files.ts'
import type { FastifyInstance } from 'fastify'
import { deleteBookFiles } from '#domain/importing/delete-book-files.ts'
import { fetchBookFile } from '#domain/importing/fetch-book-file.ts'
import type { ImportDeps } from '#domain/importing/import-deps.ts'
import { acquiredBookOrThrow, withParts } from '#domain/monitoring/acquired-books.ts'
import { recordDownload } from '#domain/reading/record-download.ts'
import { notFound } from '#kernel/errors.ts'
import { contentDisposition } from '../files/content-disposition.ts'
import { sendFile } from '../files/send-file.ts'
import { storedZip } from '../files/stored-zip.ts'
import { imageAddress } from '../image-address.ts'
import { readId } from './ids.ts'
import { presentBookWithFiles } from './present-book.ts'
import { acquisitionRoute as route } from './route.ts'

export type BookFileDeps = ImportDeps & Parameters<typeof recordDownload>[0] & { http: { urlBase: string } }

/** Fetching and deleting the files of a book (acquisition contract 4.7). */
export function acquiredFileRoutes(app: FastifyInstance, deps: BookFileDeps): void {
  const present = presentBookWithFiles(imageAddress(deps.http.urlBase))

  route(app, contract.fetchBookFile, async ({ params, query, principal, request, reply }) => {
    const file = await fetchBookFile(deps, readId(params.id), query.format)
    // Programs that come with the key of the installation are nobody in person.
    const isPerson = principal.via !== 'acquisition-key' && principal.userId > 0
    const noteFetched = () => {
      if (isPerson) void recordDownload(deps, { userId: principal.userId, fileId: file.id, source: 'api' })
    }
    if (!file.parts) {
      const { path, fileType, name: fileName } = file
      const sent = { path, fileType, fileName, disposition: 'attachment' as const, isNamedTwice: true }
      return sendFile(request, reply, sent, noteFetched)
    }
    noteFetched()
    return reply
      .headers({
        'content-type': 'application/zip',
        'content-disposition': contentDisposition('attachment', file.name, true),
        'accept-ranges': 'none',
        'cache-control': 'private, no-store',
      })
      .send(storedZip(file.parts))
  })

  route(app, contract.deleteBookFile, async ({ params, query, principal }) => {
    const id = readId(params.id)
    await deleteBookFiles(deps, id, { format: query.format, path: query.path }, principal.userId || null)
    const [parts] = await withParts(deps.db, deps.dialect, [await acquiredBookOrThrow(deps.db, id)])
    if (!parts) throw notFound('book', id)
    return present(parts)
  })
}
