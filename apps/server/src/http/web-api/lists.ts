import * as contract from '@colophon/contract/web/lists.ts'
import type { FastifyInstance } from 'fastify'
import type { Audit } from '#domain/history/audit.ts'
import type { AuditVerb } from '#domain/history/audit-actions.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { addManyToList, moveInList, takeManyOffList } from '#domain/lists/list-books.ts'
import {
  coversOfLists,
  listsOfReader,
  pageOfList,
  type ReadingList,
  readListOrThrow,
} from '#domain/lists/list-store.ts'
import { coverAddress } from '../cover-address.ts'
import { route } from '../route.ts'
import { presentCard } from './present-card.ts'
import type { WebBookDeps } from './web-book-deps.ts'

/** As many covers as make a picture of a list. */
const COVERS = 4
const PAGE = 100

/** Reading lists as the web app shows them. */
export function webListRoutes(app: FastifyInstance, deps: WebBookDeps & { audit: Audit }): void {
  const { db, http } = deps
  const card = presentCard(http.urlBase)

  const present = async (lists: ReadingList[]): Promise<contract.ListCard[]> => {
    const covers = await coversOfLists(
      db,
      lists.map(({ id }) => id),
      COVERS,
    )
    return lists.map((list) => ({
      id: list.public_id,
      name: list.name,
      description: list.description,
      bookCount: list.bookCount,
      coverUrls: (covers.get(list.id) ?? []).flatMap((cover) => coverAddress(http.urlBase, cover) ?? []),
    }))
  }

  route(app, contract.listListCards, async ({ principal }) => present(await listsOfReader(db, principal.userId)))

  route(app, contract.readListPage, async ({ params, query, principal }) => {
    const found = await readListOrThrow(db, principal.userId, params.listId)
    const offset = Number(query.offset ?? 0)
    const { ids } = await pageOfList(db, found.id, { limit: PAGE, offset })
    const [list] = await present([found])
    const cards = await deps.readCards(ids, principal.userId)
    return { list: list as contract.ListCard, items: cards.map(card), offset }
  })

  route(app, contract.moveBookInList, async ({ params, body, principal }) => {
    const { listId, bookId } = params
    await moveInList(deps, { userId: principal.userId, listId, bookId }, body.after)
  })

  route(app, contract.addManyToList, async ({ params, body, principal }) => {
    const { listId } = params
    const added = await addManyToList(deps, { userId: principal.userId, listId, selection: body.selection })
    await note(principal, 'books_added', listId, added.length)
    return { added }
  })

  route(app, contract.takeManyOffList, async ({ params, body, principal }) => {
    const { listId } = params
    await takeManyOffList(deps, { userId: principal.userId, listId, bookIds: body.ids })
    await note(principal, 'books_removed', listId, body.ids.length)
  })

  async function note(by: Principal, act: AuditVerb<'reading_list'>, entityId: string, count: number) {
    if (count === 0) return
    await deps.audit({ by, action: `reading_list.${act}`, entityType: 'reading_list', entityId, metadata: { count } })
  }
}
