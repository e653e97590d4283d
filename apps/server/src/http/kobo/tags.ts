import * as contract from '@colophon/contract/devices/kobo.ts'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { dashed, readAnyId } from '#domain/catalog/any-id.ts'
import {
  addCollection,
  addToCollection,
  deleteCollection,
  type Editor,
  MOST_ITEMS,
  renameCollection,
  takeFromCollection,
} from '#domain/devices/kobo/edit-collections.ts'
import { route } from '../route.ts'
import { membersOf, sendJson } from './answer.ts'
import { callerOf, deviceOf, type KoboRouteDeps } from './context.ts'

/** Collections of readers, which are reading lists here (device contract B.11). What is not known is taken, and put right with the next sync. */
export function tagRoutes(app: FastifyInstance, deps: KoboRouteDeps): void {
  const { dialect } = deps

  async function editorOf(request: FastifyRequest): Promise<Editor> {
    const { principal, scope, tokenId } = callerOf(request)
    return { userId: principal.userId, scope, tokenId, deviceId: (await deviceOf(deps, request)).id }
  }

  const publicIdOf = (text: string): string | undefined => {
    const id = readAnyId(dialect, text)
    return id && 'publicId' in id ? id.publicId : undefined
  }

  /** Public ids of the books that are named; everything else that a collection may hold is passed over. */
  function itemsOf(items: unknown): string[] | undefined {
    if (!Array.isArray(items)) return undefined
    return items.slice(0, MOST_ITEMS).flatMap((item: unknown) => {
      const { RevisionId: id, Type: type } =
        item !== null && typeof item === 'object' ? ({ ...item } as Record<string, unknown>) : {}
      return type === 'ProductRevisionTagItem' && typeof id === 'string' ? (publicIdOf(id) ?? []) : []
    })
  }

  route(app, contract.addTag, async ({ request, reply }) => {
    const { Name: name, Items } = membersOf(request)
    const items = itemsOf(Items)
    if (typeof name !== 'string' || name.trim() === '' || !items) return sendJson(reply, {}, 400)
    const id = await addCollection(deps, await editorOf(request), { name, items })
    return sendJson(reply, dashed(id), 201)
  })

  route(app, contract.renameTag, async ({ params, request, reply }) => {
    const id = publicIdOf(params.tagId)
    const { Name: name } = membersOf(request)
    if (id && typeof name === 'string') await renameCollection(deps, await editorOf(request), id, name)
    return sendJson(reply, {})
  })

  route(app, contract.deleteTag, async ({ params, request, reply }) => {
    const id = publicIdOf(params.tagId)
    if (id) await deleteCollection(deps, await editorOf(request), id)
    return sendJson(reply, {})
  })

  // Firmware writes the same address with either letter.
  for (const name of ['items', 'Items'] as const) {
    route(app, contract.addTagItems(name), async ({ params, request, reply }) => {
      const id = publicIdOf(params.tagId)
      const items = itemsOf(membersOf(request).Items)
      if (id && items) await addToCollection(deps, await editorOf(request), id, items)
      return sendJson(reply, {}, 201)
    })
    route(app, contract.deleteTagItems(name), async ({ params, request, reply }) => {
      const id = publicIdOf(params.tagId)
      const items = itemsOf(membersOf(request).Items)
      if (id && items) await takeFromCollection(deps, await editorOf(request), id, items)
      return sendJson(reply, {})
    })
  }
}
