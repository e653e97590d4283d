import { stat } from 'node:fs/promises'
import { isAbsolute, resolve } from 'node:path'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction, Trx } from '#database/open.ts'
import type { OrganizationType } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'
import { libraryChanged, libraryCreated } from './events.ts'
import { findLibrary, type Library } from './library-store.ts'

export interface LibraryDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

export interface LibraryInput {
  name: string
  paths: string[]
  organizationType?: string | null
  isMonitored?: boolean | null
}

const TYPES: readonly string[] = ['book_per_folder', 'book_per_file', 'none'] satisfies OrganizationType[]

/**
 * Makes a library over directories that are there, and announces it.
 * @throws invalid, conflict where the name is taken
 */
export async function createLibrary(
  { dialect, transaction, clock }: LibraryDeps,
  input: LibraryInput,
): Promise<Library> {
  const checked = await checkInput(input)
  const now = instant(clock.now())
  const publicId = dialect.newPublicId()
  return orNameTaken(dialect, checked.name, () =>
    transaction(async (trx, emit) => {
      const { id } = await trx
        .insertInto('libraries')
        .values({ ...columnsOf(checked), public_id: publicId, created_at: now, updated_at: now })
        .returning('id')
        .executeTakeFirstOrThrow()
      await linkFolders(trx, dialect, id, checked.paths, now)
      emit(libraryCreated({ libraryId: id }))
      return (await findLibrary(trx, publicId)) as Library
    }),
  )
}

/**
 * Replaces a library. What it holds is compared with its folders by the next scan, not now.
 * @throws invalid, not-found, conflict where the name is taken
 */
export async function replaceLibrary(
  { dialect, transaction, clock }: LibraryDeps,
  publicId: string,
  input: LibraryInput,
): Promise<Library> {
  const checked = await checkInput(input)
  const now = instant(clock.now())
  return orNameTaken(dialect, checked.name, () =>
    transaction(async (trx, emit) => {
      const library = await findLibrary(trx, publicId)
      if (!library) throw notFound('library', publicId)
      await trx
        .updateTable('libraries')
        .set({ ...columnsOf(checked), updated_at: now })
        .where('id', '=', library.id)
        .execute()
      await linkFolders(trx, dialect, library.id, checked.paths, now)
      await forgetUnusedFolders(trx)
      emit(libraryChanged({ libraryId: library.id }))
      return (await findLibrary(trx, publicId)) as Library
    }),
  )
}

/**
 * Deletes a library with its memberships; books and files stay.
 * @throws not-found
 */
export async function deleteLibrary({ dialect, transaction }: LibraryDeps, publicId: string): Promise<Library> {
  return transaction(async (trx, emit) => {
    const library = await findLibrary(trx, publicId)
    if (!library) throw notFound('library', publicId)
    await trx.deleteFrom('libraries').where('id', '=', library.id).execute()
    await forgetUnusedFolders(trx)
    await dialect.revision.touch(trx)
    emit(libraryChanged({ libraryId: library.id }))
    return library
  })
}

interface Checked {
  name: string
  paths: string[]
  organizationType: OrganizationType
  isMonitored: boolean
}

async function checkInput({ name, paths, organizationType, isMonitored }: LibraryInput): Promise<Checked> {
  const trimmed = name.trim()
  if (trimmed === '') throw invalid('library.name', 'a name of the library is needed')
  if (paths.length === 0) throw invalid('library.paths', 'a library needs at least one directory')
  const type = organizationType || 'book_per_folder'
  if (!TYPES.includes(type)) throw invalid('library.organization', `organization_type is one of ${TYPES.join(', ')}`)
  const resolved = await Promise.all(paths.map(checkPath))
  return {
    name: trimmed,
    paths: [...new Set(resolved)],
    organizationType: type as OrganizationType,
    isMonitored: isMonitored ?? false,
  }
}

/** @returns the path in the one form in which it is kept: without `..` and without a slash at its end */
async function checkPath(path: string): Promise<string> {
  if (!isAbsolute(path)) throw invalid('library.path', `${path || 'an empty path'} is not an absolute path`)
  const clean = resolve(path)
  if (clean === '/') throw invalid('library.path', 'a library over the whole disk is not possible; choose a folder')
  const found = await stat(clean).catch(() => undefined)
  if (!found) throw invalid('library.path', `${clean} is not there, or may not be read by this server`)
  if (!found.isDirectory()) throw invalid('library.path', `${clean} is not a directory`)
  return clean
}

const columnsOf = ({ name, organizationType, isMonitored }: Checked) => ({
  name,
  organization_type: organizationType,
  is_monitored: isMonitored,
})

/** Directories are shared: other libraries and root folders may stand on the same row (acquisition contract 10.6). */
async function linkFolders(trx: Trx, dialect: Dialect, libraryId: number, paths: string[], now: string): Promise<void> {
  await trx
    .insertInto('folders')
    .values(paths.map((path) => ({ public_id: dialect.newPublicId(), path, created_at: now })))
    .onConflict((c) => c.column('path').doNothing())
    .execute()
  const folders = await trx.selectFrom('folders').select(['id', 'path']).where('path', 'in', paths).execute()
  await trx.deleteFrom('library_folders').where('library_id', '=', libraryId).execute()
  await trx
    .insertInto('library_folders')
    .values(folders.map(({ id, path }) => ({ library_id: libraryId, folder_id: id, position: paths.indexOf(path) })))
    .execute()
}

async function forgetUnusedFolders(trx: Trx): Promise<void> {
  await trx
    .deleteFrom('folders')
    .where('is_root_folder', '=', false)
    .where('id', 'not in', (e) => e.selectFrom('library_folders').select('folder_id'))
    .execute()
}

async function orNameTaken<Result>(dialect: Dialect, name: string, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (!dialect.isUniqueViolation(error)) throw error
    throw conflict('library.exists', `there is a library called ${name} already`, error)
  }
}
