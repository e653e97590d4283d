import { normaliseIsbn } from '@colophon/formats/isbn.ts'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction } from '#database/open.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid, unavailable } from '#kernel/errors.ts'
import { endingOf, kindOf } from './kinds.ts'
import { discard, stage } from './stage-upload.ts'
import { takeInUpload } from './take-in.ts'
import { noteUpload } from './upload-store.ts'

/** What a person said about a file; it wins over what the file says. Null or blank where nothing was said. */
export interface UploadOverrides {
  title: string | null
  author: string | null
  description: string | null
  isbn: string | null
  language: string | null
  publisher: string | null
}

export interface ReceivedUpload {
  /** The temporary file. */
  received: string
  sizeBytes: number
  /** Base name as it was sent. */
  fileName: string
  library: { id: number; publicId: string; root: string }
  userId: number
  overrides: UploadOverrides
}

/**
 * Checks what can be checked before a file is read.
 * @returns the type of the file by its name
 * @throws invalid for a file that is no book by its name, or an ISBN that is none
 */
export function checkUpload(fileName: string, isbn: string | null): string {
  if (kindOf(fileName) === null) {
    throw invalid('upload.type', 'this kind of file is not taken; send an EPUB, PDF, MOBI, AZW3, comic or audio book')
  }
  if (isbn !== null && normaliseIsbn(isbn) === undefined) throw invalid('upload.isbn', 'the ISBN is not valid')
  return endingOf(fileName)
}

/**
 * Puts a received file where it waits for its job, and asks for the job. When this returns, the file is on disk and
 * the job in the database: neither is lost by a kill.
 * @returns the path under which it waits, and the public id by which its sender asks what became of it
 * @throws unavailable where the job cannot be written down; nothing stays behind then
 */
export async function acceptUpload(
  { dialect, transaction, clock }: { dialect: Dialect; transaction: Transaction; clock: Clock },
  { received, sizeBytes, fileName, library, userId, overrides }: ReceivedUpload,
): Promise<{ path: string; uploadId: string }> {
  const path = await stage(received, library.root, fileName)
  const uploadId = dialect.newPublicId()
  try {
    await transaction(async (trx, emit) => {
      const upload = { publicId: uploadId, userId, libraryId: library.id, fileName, sizeBytes, stagedPath: path }
      await noteUpload(trx, { ...upload, isFolder: false }, clock.now())
      emit(
        takeInUpload.request({
          path,
          fileName,
          fileType: endingOf(fileName),
          fileSize: sizeBytes,
          libraryId: library.publicId,
          userId,
          overrides,
        }),
      )
    })
  } catch (error) {
    await discard(path)
    throw unavailable('upload.queue', 'the file could not be queued; try again later', error)
  }
  return { path, uploadId }
}
