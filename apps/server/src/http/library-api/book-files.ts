import * as contract from '@colophon/contract/library/book-files.ts'
import type { FastifyInstance } from 'fastify'
import { filesOfBook, findBookKey } from '#domain/catalog/book-store.ts'
import { deleteFileRecord, type FileRecord, findFileOrThrow, registerFile } from '#domain/catalog/edit-files.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { placeInRoots } from '#domain/library/roots.ts'
import { recordDownload } from '#domain/reading/record-download.ts'
import { invalid } from '#kernel/errors.ts'
import { sendBookFile } from '../files/send-book-file.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'
import { presentFile } from './present-book.ts'

/** Records of files and their download (library contract 17.1, 17.2 and 18). */
export function bookFileRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  const { db, audit } = deps
  const note = (by: Principal, act: 'created' | 'deleted', file: FileRecord) =>
    audit({
      by,
      action: `book_file.${act}`,
      entityType: 'book_file',
      entityId: file.public_id,
      metadata: { book_id: file.book_public_id, file_name: file.file_name, file_type: file.file_type },
    })
  const present = (file: FileRecord) => presentFile(file, file.book_public_id)

  route(app, contract.listFilesOfBook, async ({ params }) => {
    const book = await findBookKey(db, params.bookId)
    return book === undefined ? [] : (await filesOfBook(db, book)).map((file) => presentFile(file, params.bookId))
  })

  route(app, contract.registerFile, async ({ params, body, principal }) => {
    const place = await placeInRoots(db, body.file_path)
    if (!place) throw invalid('file.outside', 'the path is not inside a directory of a library')
    const file = await registerFile(deps, {
      bookId: params.bookId,
      fileType: body.file_type,
      fileName: body.file_name,
      filePath: place.path,
      sizeBytes: body.file_size ?? 0,
      hash: body.file_hash ?? null,
    })
    await note(principal, 'created', file)
    return present(file)
  })

  route(app, contract.readFileRecord, async ({ params }) => present(await findFileOrThrow(db, params.fileId)))

  route(app, contract.deleteFileRecord, async ({ params, principal }) => {
    await note(principal, 'deleted', await deleteFileRecord(deps, params.fileId, principal.userId))
  })

  route(app, contract.downloadFile, async ({ params, principal, request, reply }) => {
    const file = await findFileOrThrow(db, params.fileId)
    return sendBookFile(db, request, reply, file, 'attachment', () => {
      void recordDownload(deps, { userId: principal.userId, fileId: file.id, source: 'api' })
    })
  })
}
