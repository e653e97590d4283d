import { readPaging } from '@colophon/contract/common.ts'
import * as contract from '@colophon/contract/library/books.ts'
import type { FastifyInstance } from 'fastify'
import type { BookKeys } from '#domain/catalog/book-lists.ts'
import { type BookDetailRows, readBookDetail } from '#domain/catalog/book-store.ts'
import { deleteBook } from '#domain/catalog/delete-book.ts'
import { indexWords } from '#domain/catalog/derived.ts'
import { addBook, replaceBook } from '#domain/catalog/edit-books.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'
import { giveCover, takeCover, takeFirstCover } from './covers-on-wire.ts'
import { presentDetail } from './present-book.ts'
import { presentPage } from './present-page.ts'

/** Books as such (library contract 15). */
export function bookRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  const { db, lists, audit, http } = deps
  const note = (by: Principal, act: 'created' | 'updated' | 'deleted', book: { public_id: string; title: string }) =>
    audit({ by, action: `book.${act}`, entityType: 'book', entityId: book.public_id, metadata: { title: book.title } })
  const present = async (rows: BookDetailRows, covers?: string) =>
    presentDetail(rows, await giveCover(deps, http.urlBase, rows.book.cover, covers))

  route(app, contract.listBooks, async ({ query }) => {
    const paging = readPaging(query)
    return presentPage(deps, await find(query.query ?? '', paging), paging, query.covers)
  })

  async function find(text: string, paging: { limit: number; offset: number }): Promise<BookKeys> {
    if (text.trim() === '') return lists.page({ order: 'title', ...paging })
    const words = indexWords(text)
    // Nothing but punctuation asks for nothing that is there (library contract 15.1).
    return words.length === 0 ? { ids: [], total: 0 } : lists.page({ filters: { words }, order: 'title', ...paging })
  }

  route(app, contract.createBook, async ({ body, principal }) => {
    const { cover_image_url, ...input } = body
    const rows = await addBook(deps, { ...input, cover: await takeFirstCover(deps, cover_image_url) })
    await note(principal, 'created', rows.book)
    return present(rows)
  })

  route(app, contract.readBook, async ({ params, query }) =>
    present(await readBookDetail(db, params.bookId), query.covers),
  )

  route(app, contract.replaceBook, async ({ params, body, principal }) => {
    const { cover_image_url, ...facts } = body
    const input = { ...facts, cover: await takeCover(deps, cover_image_url) }
    const rows = await replaceBook(deps, { publicId: params.bookId, input, userId: principal.userId })
    await note(principal, 'updated', rows.book)
    return present(rows)
  })

  route(app, contract.deleteBook, async ({ params, principal }) => {
    const { book } = await deleteBook(deps, params.bookId, principal.userId)
    await note(principal, 'deleted', book)
  })
}
