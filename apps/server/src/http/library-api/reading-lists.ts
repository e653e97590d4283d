import { readPaging } from '@colophon/contract/common.ts'
import * as contract from '@colophon/contract/library/reading-lists.ts'
import type { FastifyInstance } from 'fastify'
import { findBookKey } from '#domain/catalog/book-store.ts'
import type { AuditVerb } from '#domain/history/audit-actions.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { addList, deleteList, replaceList } from '#domain/lists/edit-lists.ts'
import { addToList, takeOffList } from '#domain/lists/list-books.ts'
import { listKeyOrThrow, listsOfReader, listsWithBook, pageOfList, readListOrThrow } from '#domain/lists/list-store.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'
import { presentList } from './present-list.ts'
import { presentPage } from './present-page.ts'

/** Reading lists, private to their reader (library contract 22). */
export function readingListRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  const { db, audit } = deps
  const note = (by: Principal, act: AuditVerb<'reading_list'>, listId: string, metadata: Record<string, unknown>) =>
    audit({ by, action: `reading_list.${act}`, entityType: 'reading_list', entityId: listId, metadata })

  route(app, contract.listReadingLists, async ({ principal }) =>
    (await listsOfReader(db, principal.userId)).map(presentList),
  )
  route(app, contract.createReadingList, async ({ body, principal }) => {
    const list = await addList(deps, principal.userId, body)
    await note(principal, 'created', list.public_id, { name: list.name })
    return presentList(list)
  })
  route(app, contract.readReadingList, async ({ params, principal }) =>
    presentList(await readListOrThrow(db, principal.userId, params.listId)),
  )
  route(app, contract.replaceReadingList, async ({ params, body, principal }) => {
    const list = await replaceList(deps, principal.userId, params.listId, body)
    await note(principal, 'updated', list.public_id, { name: list.name })
    return presentList(list)
  })
  route(app, contract.deleteReadingList, async ({ params, principal }) => {
    const list = await deleteList(deps, principal.userId, params.listId)
    await note(principal, 'deleted', list.public_id, { name: list.name })
  })

  route(app, contract.listBooksOfReadingList, async ({ params, query, principal }) => {
    const list = await listKeyOrThrow(db, principal.userId, params.listId)
    const paging = readPaging(query)
    return presentPage(deps, await pageOfList(db, list, paging), paging)
  })
  route(app, contract.addBookToReadingList, async ({ params, body, principal }) => {
    const member = { userId: principal.userId, listId: params.listId, bookId: body.book_id }
    if (await addToList(deps, member)) await note(principal, 'book_added', params.listId, { book_id: body.book_id })
  })
  route(app, contract.takeBookOffReadingList, async ({ params, principal }) => {
    const { listId, bookId } = params
    if (await takeOffList(deps, { userId: principal.userId, listId, bookId })) {
      await note(principal, 'book_removed', listId, { book_id: bookId })
    }
  })
  route(app, contract.listReadingListsOfBook, async ({ params, principal }) => {
    const book = await findBookKey(db, params.bookId)
    return book === undefined ? [] : (await listsWithBook(db, principal.userId, book)).map(presentList)
  })
}
