import { readPaging } from '@colophon/contract/common.ts'
import * as contract from '@colophon/contract/library/libraries.ts'
import type { FastifyInstance } from 'fastify'
import type { Principal } from '#domain/identity/principal.ts'
import { createLibrary, deleteLibrary, replaceLibrary } from '#domain/library/libraries.ts'
import { findLibrary, type Library, listLibraries } from '#domain/library/library-store.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'
import { presentPage } from './present-page.ts'

/** Libraries and what they hold (library contract 13). */
export function libraryRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  const { db, lists, audit } = deps
  const note = (by: Principal, act: 'created' | 'updated' | 'deleted', library: Library) =>
    audit({
      by,
      action: `library.${act}`,
      entityType: 'library',
      entityId: library.publicId,
      metadata: { name: library.name },
    })
  const find = async (id: string) => {
    const library = await findLibrary(db, id)
    if (!library) throw notFound('library', id)
    return library
  }

  route(app, contract.listLibraries, async () => (await listLibraries(db)).map(presentLibrary))

  route(app, contract.createLibrary, async ({ body, principal }) => {
    const library = await createLibrary(deps, inputOf(body))
    await note(principal, 'created', library)
    return presentLibrary(library)
  })

  route(app, contract.readLibrary, async ({ params }) => presentLibrary(await find(params.libraryId)))

  route(app, contract.replaceLibrary, async ({ params, body, principal }) => {
    const library = await replaceLibrary(deps, params.libraryId, inputOf(body))
    await note(principal, 'updated', library)
    return presentLibrary(library)
  })

  route(app, contract.deleteLibrary, async ({ params, principal }) => {
    await note(principal, 'deleted', await deleteLibrary(deps, params.libraryId))
  })

  route(app, contract.listLibraryBooks, async ({ params, query }) => {
    const library = await find(params.libraryId)
    const paging = readPaging(query)
    const page = await lists.page({ filters: { library: library.id }, order: 'title', ...paging })
    return presentPage(deps, page, paging)
  })
}

const inputOf = ({ name, paths, organization_type, monitored }: contract.LibraryBody) => ({
  name,
  paths,
  organizationType: organization_type ?? null,
  isMonitored: monitored ?? null,
})

const presentLibrary = (library: Library): contract.Library => ({
  id: library.publicId,
  name: library.name,
  paths: library.paths,
  organization_type: library.organizationType,
  monitored: library.isMonitored,
  created_at: wholeSeconds(library.createdAt),
  updated_at: wholeSeconds(library.updatedAt),
})
