import { stat, statfs } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'

/** A folder that imported books go to. */
export interface RootFolder {
  id: number
  path: string
  created_at: string
}

export interface RootFolderDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

const rootFolders = (db: Db | Trx) =>
  db.selectFrom('folders').select(['id', 'path', 'created_at']).where('is_root_folder', '=', true)

/** All root folders, by number. */
export const listRootFolders = (db: Db): Promise<RootFolder[]> => rootFolders(db).orderBy('id').execute()

export const findRootFolder = (db: Db | Trx, id: number): Promise<RootFolder | undefined> =>
  rootFolders(db).where('id', '=', id).executeTakeFirst()

/** Bytes that are free where a folder is, for this user; 0 where it cannot be reached. */
export const freeBytes = (path: string): Promise<number> =>
  statfs(path).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  )

/**
 * Makes a directory that is there a root folder; neither a directory nor a library is made.
 * @throws invalid for what is no directory; conflict where it is one already
 */
export async function addRootFolder(deps: RootFolderDeps, given: string): Promise<RootFolder> {
  const { dialect, transaction, clock } = deps
  const path = await checkPath(given.trim())
  return transaction(async (trx) => {
    const known = await trx
      .selectFrom('folders')
      .select(['id', 'is_root_folder'])
      .where('path', '=', path)
      .executeTakeFirst()
    if (known?.is_root_folder) throw conflict('root-folder.exists', `${path} is a root folder already`)
    const row = { public_id: dialect.newPublicId(), path, is_root_folder: true, created_at: instant(clock.now()) }
    return trx
      .insertInto('folders')
      .values(row)
      .onConflict((c) => c.column('path').doUpdateSet({ is_root_folder: true }))
      .returning(['id', 'path', 'created_at'])
      .executeTakeFirstOrThrow()
  })
}

/**
 * Ends that a directory is a root folder; its files stay, libraries over it keep it, and authors go on
 * naming it by its number, which no other folder gets.
 * @throws not-found
 */
export function removeRootFolder({ transaction }: Pick<RootFolderDeps, 'transaction'>, id: number) {
  return transaction(async (trx) => {
    const folder = await findRootFolder(trx, id)
    if (!folder) throw notFound('root folder', id)
    const isOfLibrary = await trx
      .selectFrom('library_folders')
      .select('folder_id')
      .where('folder_id', '=', id)
      .limit(1)
      .executeTakeFirst()
    if (isOfLibrary) await trx.updateTable('folders').set({ is_root_folder: false }).where('id', '=', id).execute()
    else await trx.deleteFrom('folders').where('id', '=', id).execute()
    return folder
  })
}

/** @returns the one form in which paths are kept: links as they are, without `..` and without a slash at the end */
async function checkPath(path: string): Promise<string> {
  if (path === '') throw invalid('root-folder.path', 'path required')
  if (!isAbsolute(path) || path.includes('\0')) throw invalid('root-folder.path', 'the path must be absolute')
  const clean = resolve(path)
  if (clean === '/') throw invalid('root-folder.path', 'the whole disk cannot be a root folder; choose a folder')
  const found = await stat(clean).catch(() => undefined)
  if (!found) throw invalid('root-folder.path', `${clean} is not there, or may not be read by this server`)
  if (!found.isDirectory()) throw invalid('root-folder.path', `${clean} is not a directory`)
  return clean
}
