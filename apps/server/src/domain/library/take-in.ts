import { stat } from 'node:fs/promises'
import { posix } from 'node:path'
import { type Static, Type } from 'typebox'
import type { OrganizationType } from '#database/schema.ts'
import { librariesOver } from '#domain/catalog/libraries-over.ts'
import { markPresent } from '#domain/catalog/mark-present.ts'
import { type PlacedFile, recordFiles } from '#domain/catalog/record-files.ts'
import { defineJob } from '#jobs/define-job.ts'
import { instant } from '#kernel/clock.ts'
import { awaitSidecars } from './await-sidecars.ts'
import { coverOfFile, isReadWithCover } from './cover-of-file.ts'
import { describeWork } from './describe-file.ts'
import { filesRecorded } from './events.ts'
import { freeTarget } from './free-target.ts'
import { targetPath } from './organise.ts'
import { stemOf } from './path-facts.ts'
import type { ScanDeps } from './scan-deps.ts'
import { recordProblems } from './scan-problems.ts'
import { discard } from './stage-upload.ts'
import { noteOutcome, type Outcome, tellSender } from './upload-store.ts'

const Text = Type.Union([Type.String(), Type.Null()])

const Upload = Type.Object({
  /** Where the file is staged: `<first path of the library>/.uploads/<16 hex>_<name>`. */
  path: Type.String(),
  fileName: Type.String(),
  fileType: Type.String(),
  fileSize: Type.Number(),
  /** Public id. */
  libraryId: Type.String(),
  userId: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  overrides: Type.Object({
    title: Text,
    author: Text,
    description: Text,
    isbn: Text,
    language: Text,
    publisher: Text,
  }),
})
type Payload = Static<typeof Upload>

const TRIES = 6
const GAVE_UP = 'It could not be taken in after several tries. An administrator finds the reason among the jobs.'

/** Takes a staged upload into its library (library contract 31.5). */
export const takeInUpload = defineJob({
  name: 'library.take-in',
  queue: 'critical',
  payload: Upload,
  key: ({ path }) => path,
  attempts: TRIES,
  timeoutSeconds: 300,
  async run(deps: ScanDeps, payload, context) {
    try {
      return await takeIn(deps, payload, context)
    } catch (error) {
      if (context.attempt >= TRIES) await tellOutcome(deps, payload.path, { state: 'failed', message: GAVE_UP })
      throw error
    }
  },
})

/** Tells whoever sent it what became of it. */
async function tellOutcome(deps: ScanDeps, path: string, outcome: Outcome): Promise<void> {
  const now = instant(deps.clock.now())
  tellSender(deps.bus, await deps.transaction((trx) => noteOutcome(trx, path, outcome, now)))
}

/**
 * The record comes first and the move after it, so that a kill in between leaves a record that says where the staged
 * file belongs: the next run finds it and only moves.
 */
async function takeIn(deps: ScanDeps, upload: Payload, { signal }: { signal: AbortSignal }): Promise<unknown> {
  const library = await findLibrary(deps, upload.libraryId)
  if (!library) return { skipped: 'the library is gone' }
  if (!(await deps.placer.exists(upload.path))) return { skipped: 'the staged file was taken in before' }
  const file = await describe(deps, library, upload, signal)
  if (file && 'duplicateOf' in file) return dropDuplicate(deps, library, upload, file.duplicateOf)
  if (!file) return { skipped: 'the file cannot be read; see the problems of its library' }

  const now = instant(deps.clock.now())
  const recorded = await deps.transaction((trx) => recordFiles(trx, { dialect: deps.dialect, files: [file], now }))
  const moved = await deps.placer.move(upload.path, file.path)
  if (moved === 'taken') throw new Error('something else was put at the place of the upload; it will be tried again')
  await deps.placer.removeEmptyFolders(posix.dirname(upload.path), library.root)
  // Only now is the file where its record says: whoever draws its cover must find it there.
  const fileIds = recorded.map(({ fileId }) => fileId)
  const sender = await deps.transaction(async (trx, emit) => {
    // A scan that came by between record and move did not find it.
    await markPresent(trx, deps.dialect, fileIds)
    await awaitSidecars(trx, library.id, fileIds)
    emit(filesRecorded({ libraryId: library.id, fileIds }))
    return noteOutcome(trx, upload.path, { state: 'done', fileId: fileIds[0] ?? null }, instant(deps.clock.now()))
  })
  tellSender(deps.bus, sender)
  return { path: file.path }
}

interface UploadLibrary {
  id: number
  root: string
  layout: OrganizationType
}

async function findLibrary({ db }: ScanDeps, publicId: string): Promise<UploadLibrary | null> {
  const row = await db
    .selectFrom('libraries')
    .innerJoin('library_folders', 'library_folders.library_id', 'libraries.id')
    .innerJoin('folders', 'folders.id', 'library_folders.folder_id')
    .select(['libraries.id', 'libraries.organization_type as layout', 'folders.path as root'])
    .where('libraries.public_id', '=', publicId)
    .orderBy('library_folders.position')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** Reads the staged file and says where it will stand; null where it is no readable book, which is then on record. */
async function describe(
  deps: ScanDeps,
  library: UploadLibrary,
  upload: Payload,
  signal: AbortSignal,
): Promise<PlacedFile | { duplicateOf: number } | null> {
  const [outcome] = await deps.pool.read([{ path: upload.path, cover: isReadWithCover(upload.fileName) }], {
    signal,
    priority: 'interactive',
  })
  if (!outcome) throw new Error('the file was not read')
  if (!outcome.ok) {
    if (outcome.code === 'unavailable') throw new Error(outcome.message)
    await reportBroken(deps, library, upload, outcome)
    return null
  }
  const twin = await findTwin(deps, library.id, outcome)
  if (twin !== null) return { duplicateOf: twin }
  const work = describeWork({
    facts: outcome.facts,
    path: null,
    stem: stemOf(upload.fileName),
    ...coverOfFile(outcome),
    overrides: upload.overrides,
  })
  const author = work.creators.find((creator) => creator.role === 'author')?.name ?? null
  const wanted =
    targetPath({ root: library.root, layout: library.layout, author, title: work.title, fileName: upload.fileName }) ??
    posix.join(library.root, upload.fileName)
  const path = await freeTarget(deps, wanted, { partialMd5: outcome.partialMd5, sizeBytes: outcome.sizeBytes })
  return {
    path,
    fileType: outcome.facts.format,
    media: outcome.facts.durationSeconds === null ? 'ebook' : 'audiobook',
    sizeBytes: outcome.sizeBytes,
    modifiedMs: outcome.modifiedMs,
    partialMd5: outcome.partialMd5,
    origin: 'upload',
    parts: [],
    work,
    libraryIds: [...new Set([library.id, ...(await librariesOver(deps.db, path))])],
    movedFrom: null,
  }
}

/** The file stays where it was staged: nothing that a person sent is thrown away. */
async function reportBroken(
  deps: ScanDeps,
  library: UploadLibrary,
  { path }: Payload,
  { code, message }: { code: string; message: string },
): Promise<void> {
  const { size, mtimeMs } = await stat(path)
  const now = instant(deps.clock.now())
  const problem = { path, code, message, sizeBytes: size, modifiedMs: mtimeMs }
  const sender = await deps.transaction(async (trx) => {
    await recordProblems(trx, { dialect: deps.dialect, libraryId: library.id, problems: [problem], now })
    return noteOutcome(trx, path, { state: 'failed', message }, now)
  })
  tellSender(deps.bus, sender)
}

/** A file of the same content that the library has and that is where it belongs. */
async function findTwin(
  { db, placer }: ScanDeps,
  libraryId: number,
  { partialMd5, sizeBytes }: { partialMd5: string; sizeBytes: number },
): Promise<number | null> {
  const twins = await db
    .selectFrom('book_files')
    .innerJoin('library_books', 'library_books.book_id', 'book_files.book_id')
    .select(['book_files.id', 'book_files.file_path'])
    .where('book_files.partial_md5', '=', partialMd5)
    .where('book_files.size_bytes', '=', sizeBytes)
    .where('library_books.library_id', '=', libraryId)
    .orderBy('book_files.id')
    .limit(10)
    .execute()
  for (const { id, file_path } of twins) if (await placer.exists(file_path)) return id
  return null
}

/** The same file twice helps nobody: the second copy goes, and its sender hears where the first one is. */
async function dropDuplicate(deps: ScanDeps, library: UploadLibrary, { path }: Payload, fileId: number) {
  await discard(path)
  await deps.placer.removeEmptyFolders(posix.dirname(path), library.root)
  await tellOutcome(deps, path, { state: 'duplicate', fileId })
  return { skipped: 'this very file is in the library already' }
}
