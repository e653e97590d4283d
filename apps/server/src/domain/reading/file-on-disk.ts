import { stat } from 'node:fs/promises'
import { UnreadableBook } from '@colophon/formats/facts.ts'
import { TaskFailed } from '@colophon/formats/workers/outcome.ts'
import type { Db } from '#database/open.ts'
import { type FileRecord, findFileOrThrow } from '#domain/catalog/edit-files.ts'
import { placeInRoots } from '#domain/library/roots.ts'
import { DomainError, forbidden, notFound, unavailable } from '#kernel/errors.ts'

export interface FileOnDisk {
  record: FileRecord
  /** Where it really is, inside a library. */
  path: string
  /** Names this state of this file; another content has another version. */
  version: string
}

/**
 * A recorded file as it is now.
 * @throws not-found where there is no record or nothing on disk, forbidden where it lies outside every library
 */
export async function fileOnDisk(db: Db, filePublicId: string): Promise<FileOnDisk> {
  const record = await findFileOrThrow(db, filePublicId)
  const path = await pathInLibrary(db, record.file_path)
  const facts = await stat(path).catch((error) => {
    throw notFound('file', error)
  })
  return { record, path, version: `${facts.size.toString(36)}-${Math.floor(facts.mtimeMs).toString(36)}` }
}

/** Where a recorded path really leads. @throws forbidden */
export async function pathInLibrary(db: Db, path: string): Promise<string> {
  const place = await placeInRoots(db, path)
  if (!place) throw forbidden('file.outside', 'the file is outside every library')
  return place.real
}

/** Says to a caller why a file, or a part of it, could not be read; gives anything else back as it was. */
export function unreadable(error: unknown): unknown {
  if (error instanceof UnreadableBook) return new DomainError('unsupported', `file.${error.code}`, error.message)
  if (!(error instanceof TaskFailed)) return error
  if (error.code === 'missing') return notFound('file', error)
  return unavailable(`file.${error.code}`, error.message, error)
}
