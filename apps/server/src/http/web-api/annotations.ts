import * as contract from '@colophon/contract/web/annotations.ts'
import type { FastifyInstance } from 'fastify'
import type { Db } from '#database/open.ts'
import { addAnnotation } from '#domain/annotations/add-annotation.ts'
import { annotationsInBook, inBookOrder } from '#domain/annotations/annotation-store.ts'
import { changeAnnotation, deleteAnnotation } from '#domain/annotations/change-annotation.ts'
import { toMarkdown } from '#domain/annotations/export-annotations.ts'
import { readNotebook } from '#domain/annotations/notebook.ts'
import { bookKeyOrThrow, findBookOrThrow } from '#domain/catalog/book-store.ts'
import type { CatalogDeps } from '#domain/catalog/catalog-deps.ts'
import type { Audit } from '#domain/history/audit.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { contentDisposition } from '../files/content-disposition.ts'
import { route } from '../route.ts'
import { presentAnnotation, presentEntry } from './present-annotation.ts'

interface Deps extends CatalogDeps {
  db: Db
  audit: Audit
  http: { urlBase: string }
}

const MOST = 200

/** Highlights, notes and bookmarks: of a book, of all books, and as files to take along. */
export function webAnnotationRoutes(app: FastifyInstance, deps: Deps): void {
  const { db, audit, http } = deps
  const log = (by: Principal, what: 'created' | 'updated' | 'deleted', entityId: string) =>
    audit({ by, action: `annotation.${what}`, entityType: 'annotation', entityId })

  route(app, contract.listAnnotations, async ({ params, principal }) => {
    const book = await bookKeyOrThrow(db, params.bookId)
    return inBookOrder(await annotationsInBook(db, principal.userId, book)).map(presentAnnotation)
  })

  route(app, contract.addAnnotation, async ({ params, body, principal }) => {
    const annotation = await addAnnotation(deps, principal.userId, params.bookId, {
      kind: body.kind,
      quote: body.quote ?? null,
      note: body.note ?? null,
      color: body.color ?? null,
      locator: body.locator ?? null,
      fraction: body.fraction ?? null,
      chapter: body.chapter ?? null,
      fileId: body.fileId ?? null,
      groupId: body.groupId ?? null,
    })
    await log(principal, 'created', annotation.public_id)
    return presentAnnotation(annotation)
  })

  route(app, contract.changeAnnotation, async ({ params, body, principal }) => {
    const annotation = await changeAnnotation(deps, principal.userId, params.annotationId, body)
    await log(principal, 'updated', annotation.public_id)
    return presentAnnotation(annotation)
  })

  route(app, contract.removeAnnotation, async ({ params, principal }) => {
    await deleteAnnotation(deps, principal.userId, params.annotationId)
    await log(principal, 'deleted', params.annotationId)
  })

  route(app, contract.readNotebook, async ({ query, principal }) => {
    const { q: words, limit, ...filters } = query
    const { entries, next } = await readNotebook(db, principal.userId, {
      ...filters,
      words,
      limit: Math.min(Math.max(1, Number(limit ?? 50)), MOST),
    })
    return { items: entries.map(presentEntry(http.urlBase)), next }
  })

  route(app, contract.exportAnnotations, async ({ params, query, principal, reply }) => {
    const book = await findBookOrThrow(db, params.bookId)
    const all = inBookOrder(await annotationsInBook(db, principal.userId, book.id))
    const authors = book.card_json.authors ?? []
    const isMarkdown = query.format === 'markdown'
    const fileName = `${book.title} - notes.${isMarkdown ? 'md' : 'json'}`
    reply.header('content-disposition', contentDisposition('attachment', fileName))
    if (isMarkdown) return reply.type('text/markdown; charset=utf-8').send(toMarkdown({ ...book, authors }, all))
    const exported = { title: book.title, authors, annotations: all.map(presentAnnotation) }
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(exported, null, 2))
  })
}
