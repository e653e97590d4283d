import type { Db, Trx } from '#database/open.ts'
import type { UploadState } from '#database/schema.ts'
import type { Bus } from '#kernel/bus.ts'
import { notFound } from '#kernel/errors.ts'

/** What the pages of whoever sent something hear when it has been looked at. */
const UPLOADS = 'uploads'
const KEPT_MS = 30 * 24 * 60 * 60_000

export interface NewUpload {
  publicId: string
  userId: number
  libraryId: number
  fileName: string
  sizeBytes: number
  stagedPath: string
  isFolder: boolean
}

/** Writes down that something was sent, so that its sender can ask what became of it. */
export async function noteUpload(trx: Trx, upload: NewUpload, now: Date): Promise<void> {
  await trx
    .deleteFrom('uploads')
    .where('created_at', '<', new Date(now.getTime() - KEPT_MS).toISOString())
    .execute()
  await trx
    .insertInto('uploads')
    .values({
      public_id: upload.publicId,
      user_id: upload.userId,
      library_id: upload.libraryId,
      file_name: upload.fileName,
      size_bytes: upload.sizeBytes,
      is_folder: upload.isFolder,
      staged_path: upload.stagedPath,
      state: upload.isFolder ? 'receiving' : 'waiting',
      created_at: now.toISOString(),
    })
    .execute()
}

export interface Outcome {
  state: UploadState
  fileId?: number | null
  placedPath?: string | null
  message?: string | null
}

/** Writes down what became of an upload. @returns whom to tell, see tellSender() */
export async function noteOutcome(trx: Trx, stagedPath: string, outcome: Outcome, now: string): Promise<Sender | null> {
  const row = await trx
    .updateTable('uploads')
    .set({
      state: outcome.state,
      file_id: outcome.fileId ?? null,
      placed_path: outcome.placedPath ?? null,
      message: outcome.message ?? null,
      finished_at: now,
    })
    .where('staged_path', '=', stagedPath)
    .returning(['public_id', 'user_id'])
    .executeTakeFirst()
  return row ? { userId: row.user_id, uploadId: row.public_id } : null
}

export interface Sender {
  userId: number
  uploadId: string
}

/** Tells the open pages of the sender; after the commit. */
export function tellSender(bus: Pick<Bus, 'publish'>, sender: Sender | null): void {
  if (sender) bus.publish({ topic: UPLOADS, userId: sender.userId, data: { uploadId: sender.uploadId } })
}

export interface UploadRow {
  public_id: string
  library_id: string
  file_name: string
  size_bytes: number
  is_folder: boolean
  staged_path: string
  placed_path: string | null
  state: UploadState
  message: string | null
  created_at: string
  file_id: string | null
  file_type: string | null
  book_id: number | null
  join_reason: string | null
}

const rows = (db: Db, userId: number) =>
  db
    .selectFrom('uploads')
    .innerJoin('libraries', 'libraries.id', 'uploads.library_id')
    .leftJoin('book_files', 'book_files.id', 'uploads.file_id')
    .select([
      'uploads.public_id',
      'libraries.public_id as library_id',
      'uploads.file_name',
      'uploads.size_bytes',
      'uploads.is_folder',
      'uploads.staged_path',
      'uploads.placed_path',
      'uploads.state',
      'uploads.message',
      'uploads.created_at',
      'book_files.public_id as file_id',
      'book_files.file_type',
      'book_files.book_id',
      'book_files.join_reason',
    ])
    .where('uploads.user_id', '=', userId)

/** What an account sent, the latest first, and what became of each. */
export async function listUploads(
  db: Db,
  userId: number,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ uploads: UploadRow[]; total: number }> {
  const uploads = await rows(db, userId).orderBy('uploads.id', 'desc').limit(limit).offset(offset).execute()
  const { total } = await db
    .selectFrom('uploads')
    .select((e) => e.fn.countAll<number>().as('total'))
    .where('user_id', '=', userId)
    .executeTakeFirstOrThrow()
  return { uploads: await Promise.all(uploads.map((upload) => withFound(db, upload))), total: Number(total) }
}

export const findUpload = (db: Db, userId: number, publicId: string): Promise<UploadRow | undefined> =>
  rows(db, userId).where('uploads.public_id', '=', publicId).executeTakeFirst()

/**
 * The book that something became which an account sent.
 * @throws not-found, also for what somebody else sent
 */
export async function findBookOfUpload(db: Db, userId: number, publicId: string): Promise<{ public_id: string }> {
  const upload = await findUpload(db, userId, publicId)
  const found = upload && (await withFound(db, upload))
  const book =
    found?.state === 'done' && found.book_id !== null
      ? await db.selectFrom('books').select('public_id').where('id', '=', found.book_id).executeTakeFirst()
      : undefined
  if (!book) throw notFound('upload', publicId)
  return book
}

/** A folder is taken in by a scan: what lies in it now is what it became. */
async function withFound(db: Db, upload: UploadRow): Promise<UploadRow> {
  if (upload.state !== 'placed' || upload.placed_path === null) return upload
  const [from, to] = [`${upload.placed_path}/`, `${upload.placed_path}0`]
  const file = await db
    .selectFrom('book_files')
    .select(['public_id', 'file_type', 'book_id', 'join_reason'])
    .where((e) =>
      e.or([e('file_path', '=', from.slice(0, -1)), e.and([e('file_path', '>=', from), e('file_path', '<', to)])]),
    )
    .orderBy('file_path')
    .limit(1)
    .executeTakeFirst()
  if (file) {
    const { public_id: file_id, ...facts } = file
    return { ...upload, ...facts, file_id, state: 'done' }
  }
  const problem = await db
    .selectFrom('scan_problems')
    .innerJoin('libraries', 'libraries.id', 'scan_problems.library_id')
    .select('message')
    .where('libraries.public_id', '=', upload.library_id)
    .where('path', '>=', from.slice(0, -1))
    .where('path', '<', to)
    .orderBy('path')
    .limit(1)
    .executeTakeFirst()
  return problem ? { ...upload, state: 'failed', message: problem.message } : upload
}
