import { randomBytes } from 'node:crypto'
import { lstat, mkdir, rename, rm } from 'node:fs/promises'
import { join, posix } from 'node:path'
import type { Readable } from 'node:stream'
import { type Static, Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction } from '#database/open.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'
import { kindOf } from './kinds.ts'
import type { ScanDeps } from './scan-deps.ts'
import { scanLibrary } from './scan-library.ts'
import { discard, receive, STAGING } from './stage-upload.ts'
import { findUpload, noteOutcome, noteUpload, tellSender, type UploadRow } from './upload-store.ts'

const LONGEST_NAME = 120
const MOST_TRIES = 200

export interface FolderDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  clock: Clock
}

/**
 * Opens a folder that is sent file by file and belongs together: the tracks of an audiobook. Nothing looks into it
 * before it is complete.
 * @returns public id of the upload
 */
export async function openFolder(
  { dialect, transaction, clock }: FolderDeps,
  { userId, library, name }: { userId: number; library: { id: number; root: string }; name: string },
): Promise<string> {
  const clean = cleanPart(name)
  if (clean === null) throw invalid('upload.folder', 'a name of the folder is needed')
  const publicId = dialect.newPublicId()
  const stagedPath = join(library.root, STAGING, `${randomBytes(8).toString('hex')}_${clean}`)
  await mkdir(stagedPath, { recursive: true })
  const upload = { publicId, userId, libraryId: library.id, fileName: clean, sizeBytes: 0, stagedPath, isFolder: true }
  await transaction((trx) => noteUpload(trx, upload, clock.now()))
  return publicId
}

/** Whether a file is a track, or a picture or text that goes with tracks. */
export const goesWithTracks = (name: string): boolean =>
  kindOf(name) === 'audio' || /\.(jpe?g|png|webp|opf|nfo|cue|txt)$/i.test(name)

/**
 * Takes one file of a folder. The same path again replaces what was there: a transfer that broke off is repeated.
 * @param path below the folder, with `/`
 */
export async function receiveIntoFolder(
  { db }: FolderDeps,
  { userId, uploadId, path, bytes }: { userId: number; uploadId: string; path: string; bytes: Readable },
): Promise<void> {
  const upload = await findOpen(db, userId, uploadId)
  const parts = path.split('/').map(cleanPart)
  const name = parts.at(-1)
  if (parts.length > 4 || parts.includes(null) || !name || !goesWithTracks(name)) {
    throw invalid('upload.type', 'only tracks, and pictures and texts beside them, go into the folder of an audiobook')
  }
  const received = await receive(bytes, undefined, upload.staged_path)
  const target = join(upload.staged_path, ...(parts as string[]))
  try {
    await mkdir(posix.dirname(target), { recursive: true })
    await rename(received, target)
  } catch (error) {
    await discard(received)
    throw error
  }
}

/** Says that a folder is complete; it moves into its library and is taken in. */
export async function closeFolder(
  { db, transaction }: FolderDeps,
  { userId, uploadId, sizeBytes }: { userId: number; uploadId: string; sizeBytes: number },
): Promise<{ name: string; libraryId: string }> {
  const upload = await findOpen(db, userId, uploadId)
  await transaction(async (trx, emit) => {
    await trx
      .updateTable('uploads')
      .set({ state: 'waiting', size_bytes: sizeBytes })
      .where('public_id', '=', uploadId)
      .execute()
    emit(placeFolder.request({ path: upload.staged_path, name: upload.file_name, libraryId: upload.library_id }))
  })
  return { name: upload.file_name, libraryId: upload.library_id }
}

/** Gives a folder up that is not complete, with what of it has arrived. */
export async function giveUpFolder(
  { db, transaction }: FolderDeps,
  { userId, uploadId }: { userId: number; uploadId: string },
): Promise<void> {
  const upload = await findOpen(db, userId, uploadId)
  await transaction(async (trx) => {
    await trx.deleteFrom('uploads').where('public_id', '=', uploadId).execute()
  })
  await rm(upload.staged_path, { recursive: true, force: true })
  await discard(upload.staged_path)
}

async function findOpen(db: Db, userId: number, uploadId: string): Promise<UploadRow> {
  const upload = await findUpload(db, userId, uploadId)
  if (!upload?.is_folder) throw notFound('upload', uploadId)
  if (upload.state !== 'receiving') throw conflict('upload.complete', 'this folder is complete already')
  return upload
}

const Folder = Type.Object({
  path: Type.String(),
  name: Type.String(),
  /** Public id. */
  libraryId: Type.String(),
})

/** Moves a folder that was sent to its library, and has it scanned. */
export const placeFolder = defineJob({
  name: 'library.place-folder',
  queue: 'critical',
  payload: Folder,
  key: ({ path }) => path,
  timeoutSeconds: 300,
  run: (deps: ScanDeps, payload) => place(deps, payload),
})

async function place(deps: ScanDeps, { path, name, libraryId }: Static<typeof Folder>): Promise<unknown> {
  const root = path.slice(0, path.indexOf(`/${STAGING}/`))
  const library = await deps.db
    .selectFrom('libraries')
    .select('id')
    .where('public_id', '=', libraryId)
    .executeTakeFirst()
  if (!library) return { skipped: 'the library is gone' }
  const target = await moveToFreeName(path, join(root, name))
  if (target === null) return { skipped: 'the folder was placed before' }
  await deps.placer.removeEmptyFolders(posix.dirname(path), root)
  const sender = await deps.transaction(async (trx, emit) => {
    emit(scanLibrary.request({ libraryId: library.id, folder: target }))
    return noteOutcome(trx, path, { state: 'placed', placedPath: target }, instant(deps.clock.now()))
  })
  tellSender(deps.bus, sender)
  return { path: target }
}

/** A rename over an empty folder is allowed and over anything else fails: nothing is ever overwritten. */
async function moveToFreeName(from: string, wanted: string): Promise<string | null> {
  for (let number = 1; number <= MOST_TRIES; number++) {
    const target = number === 1 ? wanted : `${wanted} (${number})`
    if (await lstat(target).catch(() => undefined)) continue
    try {
      await rename(from, target)
      return target
    } catch (error) {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
      throw error
    }
  }
  throw new Error(`${wanted} is there ${MOST_TRIES} times already`)
}

/** One name of a path as it may stand on disk; null for what is no name. */
function cleanPart(name: string): string | null {
  const clean = name
    .replace(/[\p{Cc}<>:"/\\|?*]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/^[. ]+|[. ]+$/g, '')
    .slice(0, LONGEST_NAME)
    .trim()
  return clean === '' ? null : clean
}
