import * as contract from '@colophon/contract/acquisition/root-folders.ts'
import type { FastifyInstance } from 'fastify'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import {
  addRootFolder,
  freeBytes,
  listRootFolders,
  type RootFolder,
  removeRootFolder,
} from '#domain/library/root-folders.ts'
import { type Clock, wholeSeconds } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { readId } from './ids.ts'
import { changeNoter } from './note-change.ts'
import { acquisitionRoute as route } from './route.ts'

export interface RootFolderRouteDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  clock: Clock
  audit: Audit
}

/** Where imported books go (acquisition contract 4.12). */
export function rootFolderRoutes(app: FastifyInstance, deps: RootFolderRouteDeps): void {
  const note = changeNoter(deps.audit)

  route(app, contract.listRootFolders, async () => Promise.all((await listRootFolders(deps.db)).map(present)))

  route(app, contract.createRootFolder, async ({ body, principal }) => {
    const folder = await addRootFolder(deps, body.path ?? '')
    await note(principal, 'root_folder_created', { id: folder.id, name: folder.path })
    return present(folder)
  })

  route(app, contract.deleteRootFolder, async ({ params, principal }) => {
    // What is no number is unknown here (acquisition contract 1.5).
    if (!/^\d+$/.test(params.id)) throw notFound('root folder', params.id)
    const folder = await removeRootFolder(deps, readId(params.id))
    await note(principal, 'root_folder_deleted', { id: folder.id, name: folder.path })
  })
}

const present = async ({ id, path, created_at }: RootFolder) => ({
  id,
  path,
  freeSpace: await freeBytes(path),
  createdAt: wholeSeconds(created_at),
})
