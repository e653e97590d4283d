import type { Db, Transaction } from '#database/open.ts'
import { notFound } from '#kernel/errors.ts'
import { scanLibrary } from './scan-library.ts'
import { takeInUpload } from './take-in.ts'

interface Deps {
  db: Db
  transaction: Transaction
}

const STAGING = '/.uploads/'

/** Forgets a problem and has its file read again: by a scan of its folder, or by the upload that it came with. */
export async function retryProblem({ db, transaction }: Deps, publicId: string): Promise<void> {
  const problem = await findProblem(db, publicId)
  const library = await db
    .selectFrom('libraries')
    .select('public_id')
    .where('id', '=', problem.library_id)
    .executeTakeFirstOrThrow()
  await transaction(async (trx, emit) => {
    await trx.deleteFrom('scan_problems').where('id', '=', problem.id).execute()
    emit(
      problem.path.includes(STAGING)
        ? takeInUpload.request(uploadOf(problem.path, library.public_id, problem.size_bytes ?? 0))
        : scanLibrary.request({
            libraryId: problem.library_id,
            folder: problem.path.slice(0, problem.path.lastIndexOf('/')),
          }),
    )
  })
}

/** What a person said when the file was sent is gone; the file itself says the rest. */
function uploadOf(path: string, libraryId: string, fileSize: number): Parameters<typeof takeInUpload.request>[0] {
  const fileName = path.slice(path.lastIndexOf('/') + 1).replace(/^[0-9a-f]{16}_/, '')
  const fileType = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase()
  const overrides = { title: null, author: null, description: null, isbn: null, language: null, publisher: null }
  return { path, fileName, fileType, fileSize, libraryId, overrides }
}

export async function ignoreProblem({ db, transaction }: Deps, publicId: string, isIgnored: boolean): Promise<void> {
  const problem = await findProblem(db, publicId)
  await transaction(async (trx) => {
    await trx.updateTable('scan_problems').set({ is_ignored: isIgnored }).where('id', '=', problem.id).execute()
  })
}

async function findProblem(db: Db, publicId: string) {
  const problem = await db.selectFrom('scan_problems').selectAll().where('public_id', '=', publicId).executeTakeFirst()
  if (!problem) throw notFound('problem', publicId)
  return problem
}
