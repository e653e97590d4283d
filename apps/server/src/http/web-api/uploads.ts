import { readPaging } from '@colophon/contract/common.ts'
import * as contract from '@colophon/contract/web/uploads.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { correctBook } from '#domain/catalog/correct-book.ts'
import type { Audit } from '#domain/history/audit.ts'
import { acceptUpload, checkUpload } from '#domain/library/accept-upload.ts'
import { findLibrary, type Library } from '#domain/library/library-store.ts'
import { discard, receive } from '#domain/library/stage-upload.ts'
import { closeFolder, giveUpFolder, openFolder, receiveIntoFolder } from '#domain/library/upload-folder.ts'
import { findBookOfUpload, listUploads, type UploadRow } from '#domain/library/upload-store.ts'
import type { ReadCards } from '#domain/reading/book-cards.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { checkFormHeaders, readForm } from '../files/read-form.ts'
import { route } from '../route.ts'
import { presentCard } from './present-card.ts'
import type { WebBookDeps } from './web-book-deps.ts'

const NOTHING_SAID = { title: null, author: null, description: null, isbn: null, language: null, publisher: null }

/** Uploads as the web app makes them: it can ask afterwards what became of each. */
export function webUploadRoutes(app: FastifyInstance, deps: WebBookDeps & { audit: Audit }): void {
  const { db, audit, http } = deps
  const before = (request: FastifyRequest) => checkFormHeaders(request, contract.WEB_UPLOAD_LIMIT)
  const present = presentUpload(deps.readCards, http.urlBase)

  route(app, contract.listUploads, async ({ query, principal }) => {
    const paging = readPaging(query)
    const { uploads, total } = await listUploads(db, principal.userId, paging)
    return { items: await present(uploads, principal.userId), total, offset: paging.offset }
  })

  route(app, contract.correctUpload, async ({ params, body, principal }) => {
    const book = await findBookOfUpload(db, principal.userId, params.uploadId)
    await correctBook(deps, { publicId: book.public_id, userId: principal.userId, correction: body })
    await audit({
      by: principal,
      action: 'book.updated',
      entityType: 'book',
      entityId: book.public_id,
      metadata: { title: body.title },
    })
  })

  async function findTarget(publicId: string): Promise<Library & { root: string }> {
    const library = await findLibrary(db, publicId)
    const [root] = library?.paths ?? []
    if (!library || root === undefined) throw notFound('library', publicId)
    return { ...library, root }
  }

  route(
    app,
    contract.sendFile,
    async ({ request, principal }) => {
      let received: { path: string; name: string; sizeBytes: number; library: Library & { root: string } } | undefined
      try {
        await readForm(request, contract.WEB_UPLOAD_LIMIT, async (part, known) => {
          if (part.fieldname !== 'file' || received) return void part.file.resume()
          const name = baseName(part.filename)
          const library = await findTarget(known.get('library_id')?.trim() ?? '')
          checkUpload(name, null)
          const path = await receive(part.file, library.root)
          received = { path, name, sizeBytes: part.file.bytesRead, library }
        })
        if (!received) throw invalid('upload.file', 'a file is needed')
        const { path: arrived, name: fileName, sizeBytes, library } = received
        const { path, uploadId } = await acceptUpload(deps, {
          received: arrived,
          sizeBytes,
          fileName,
          library,
          userId: principal.userId,
          overrides: NOTHING_SAID,
        })
        await audit({
          by: principal,
          action: 'book.uploaded',
          entityType: 'book_upload',
          entityId: path,
          metadata: {
            file_name: fileName,
            file_type: checkUpload(fileName, null),
            file_size: sizeBytes,
            library_id: library.publicId,
          },
        })
        return { id: uploadId }
      } catch (error) {
        if (received) await discard(received.path)
        throw error
      }
    },
    { before },
  )

  route(app, contract.openFolder, async ({ body, principal }) => {
    const library = await findTarget(body.libraryId)
    return { id: await openFolder(deps, { userId: principal.userId, library, name: body.name }) }
  })

  route(
    app,
    contract.sendIntoFolder,
    async ({ params, request, principal }) => {
      let isReceived = false
      await readForm(request, contract.WEB_UPLOAD_LIMIT, async (part, known) => {
        if (part.fieldname !== 'file' || isReceived) return void part.file.resume()
        const path = known.get('path') ?? baseName(part.filename)
        await receiveIntoFolder(deps, { userId: principal.userId, ...params, path, bytes: part.file })
        isReceived = true
      })
      if (!isReceived) throw invalid('upload.file', 'a file is needed')
    },
    { before },
  )

  route(app, contract.closeFolder, async ({ params, body, principal }) => {
    const { name, libraryId } = await closeFolder(deps, { userId: principal.userId, ...params, ...body })
    await audit({
      by: principal,
      action: 'book.uploaded',
      entityType: 'book_upload',
      entityId: params.uploadId,
      metadata: { file_name: name, file_size: body.sizeBytes, library_id: libraryId },
    })
    return { id: params.uploadId }
  })

  route(app, contract.giveUpFolder, ({ params, principal }) =>
    giveUpFolder(deps, { userId: principal.userId, ...params }),
  )
}

/** The last part of a name, whichever system it comes from, without what no name should hold. */
const baseName = (name: string) => (name.split(/[/\\]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim()

const presentUpload =
  (readCards: ReadCards, urlBase: string) =>
  async (uploads: UploadRow[], userId: number): Promise<contract.Upload[]> => {
    const ids = [...new Set(uploads.flatMap(({ book_id }) => book_id ?? []))]
    const cards = new Map((await readCards(ids, userId)).map((card) => [card.id, presentCard(urlBase)(card)]))
    return uploads.map((upload) => ({
      id: upload.public_id,
      fileName: upload.file_name,
      sizeBytes: upload.size_bytes,
      libraryId: upload.library_id,
      isFolder: upload.is_folder,
      state: upload.state === 'placed' ? 'waiting' : upload.state,
      message: upload.message,
      createdAt: wholeSeconds(upload.created_at),
      format: upload.file_type,
      book: cards.get(upload.book_id ?? 0) ?? null,
      joinReason: upload.join_reason,
    }))
  }
