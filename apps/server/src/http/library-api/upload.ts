import { UPLOAD_LIMIT, uploadBook } from '@colophon/contract/library/upload.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { acceptUpload, checkUpload } from '#domain/library/accept-upload.ts'
import { kindOf } from '#domain/library/kinds.ts'
import { findLibrary } from '#domain/library/library-store.ts'
import { discard, receive } from '#domain/library/stage-upload.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { checkFormHeaders, type FormFields, readForm } from '../files/read-form.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'

interface Received {
  path: string
  name: string
  sizeBytes: number
}

/** Upload of a book file (library contract 16.1). */
export function uploadRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  const { db, audit } = deps
  const before = (request: FastifyRequest) => checkFormHeaders(request, UPLOAD_LIMIT)

  async function accept(fields: FormFields, file: Received | undefined, userId: number) {
    const text = (name: string) => fields.get(name)?.trim() || null
    const libraryId = text('library_id')
    if (libraryId === null) throw invalid('upload.library', 'library_id is needed')
    const library = await findLibrary(db, libraryId)
    if (!library) throw notFound('library', libraryId)
    const [root] = library.paths
    if (root === undefined) throw new Error(`library ${library.name} has no path to upload into`)
    if (!file) throw invalid('upload.file', 'a file is needed')
    const fileType = checkUpload(file.name, text('isbn'))
    const { path } = await acceptUpload(deps, {
      received: file.path,
      sizeBytes: file.sizeBytes,
      fileName: file.name,
      library: { ...library, root },
      userId,
      overrides: {
        title: text('title'),
        author: text('author'),
        description: text('description'),
        isbn: text('isbn'),
        language: text('language'),
        publisher: text('publisher'),
      },
    })
    return { path, fileType, libraryId: library.publicId }
  }

  route(
    app,
    uploadBook,
    async ({ request, principal }) => {
      const files: Received[] = []
      try {
        const fields = await readForm(request, UPLOAD_LIMIT, async (part, known) => {
          const name = baseName(part.filename)
          if (part.fieldname !== 'file' || files.length > 0 || kindOf(name) === null) {
            if (part.fieldname === 'file' && files.length === 0) files.push({ path: '', name, sizeBytes: 0 })
            part.file.resume()
            return
          }
          const library = known.has('library_id')
            ? await findLibrary(db, known.get('library_id')?.trim() ?? '')
            : undefined
          const path = await receive(part.file, library?.paths[0])
          files.push({ path, name, sizeBytes: part.file.bytesRead })
        })
        const [file] = files
        const { path, fileType, libraryId } = await accept(fields, file, principal.userId)
        const file_name = file?.name ?? ''
        await audit({
          by: principal,
          action: 'book.uploaded',
          entityType: 'book_upload',
          entityId: path,
          metadata: { file_name, file_type: fileType, file_size: file?.sizeBytes ?? 0, library_id: libraryId },
        })
        return { message: 'file accepted for processing', file_name, file_type: fileType, library_id: libraryId }
      } catch (error) {
        for (const { path } of files) if (path !== '') await discard(path)
        throw error
      }
    },
    { before },
  )
}

/** The last part of a name, whichever system it comes from, without what no name should hold. */
const baseName = (name: string) => (name.split(/[/\\]/).at(-1) ?? '').replace(/\p{Cc}/gu, '').trim()
