import * as contract from '@colophon/contract/web/changes.ts'
import type { FastifyInstance } from 'fastify'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import { deleteBook } from '#domain/catalog/delete-book.ts'
import { type ChangePage, listChanges, listDeletedBooks } from '#domain/catalog/list-changes.ts'
import type { Audit } from '#domain/history/audit.ts'
import { undoChange } from '#domain/library/undo-change.ts'
import { route } from '../route.ts'
import { presentChange, presentDeletedBook } from './present-change.ts'
import type { WebBookDeps } from './web-book-deps.ts'

/** What was changed, taking it back, and books that were thrown out. */
export function webChangeRoutes(app: FastifyInstance, deps: WebBookDeps & { audit: Audit }): void {
  const { db, audit, http } = deps
  const from = (before: string | undefined) => (before === undefined ? {} : { before: Number(before) })
  const present = ({ items, next }: ChangePage) => ({
    items: items.map(presentChange),
    next: next === null ? null : String(next),
  })

  route(app, contract.listBookChanges, async ({ params, query }) =>
    present(await listChanges(deps, { bookId: await bookKeyOrThrow(db, params.bookId), ...from(query.before) })),
  )

  route(app, contract.listChanges, async ({ query }) => present(await listChanges(deps, from(query.before))))

  route(app, contract.undoChange, async ({ params, body, principal }) => {
    const { changeId } = params
    const result = await undoChange(deps, { changeId, userId: principal.userId, isPartial: body.anyway ?? false })
    const metadata = { count: result.undone }
    await audit({ by: principal, action: 'change.undone', entityType: 'change', entityId: changeId, metadata })
    return result
  })

  route(app, contract.deleteBook, async ({ params, principal }) => {
    const { book, changeId } = await deleteBook(deps, params.bookId, principal.userId)
    const metadata = { title: book.title }
    await audit({ by: principal, action: 'book.deleted', entityType: 'book', entityId: book.public_id, metadata })
    return { changeId }
  })

  route(app, contract.listDeletedBooks, async ({ query }) => {
    const { items, next } = await listDeletedBooks(db, from(query.before))
    return {
      items: items.map((row) => presentDeletedBook(row, http.urlBase)),
      next: next === null ? null : String(next),
    }
  })
}
