import { createHash, randomUUID } from 'node:crypto'
import { basename } from 'node:path'
import { Readable } from 'node:stream'
import { articleBook } from '@colophon/formats/article/article-book.ts'
import type { Article } from '@colophon/formats/article/read-article.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import { type Static, Type } from 'typebox'
import type { Db, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { defineJob, type JobContext } from '#jobs/define-job.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid, unavailable } from '#kernel/errors.ts'
import { fileNameOf } from './capture-name.ts'
import { fetchPage } from './capture-page.ts'
import { fetchPictures, MOST_PICTURES } from './capture-pictures.ts'
import type { Fetched, PageFetcher } from './capture-port.ts'
import { findLibrary } from './library-store.ts'
import { discard, receive, STAGING, stage } from './stage-upload.ts'
import { takeInUpload } from './take-in.ts'

const Text = Type.Union([Type.String(), Type.Null()])

const Capture = Type.Object({
  url: Type.String(),
  /** Public id. */
  libraryId: Type.String(),
  userId: Type.Integer(),
  /** What the person said about the page; it wins over what the page says. */
  overrides: Type.Object({ title: Text, author: Text, description: Text, language: Text, publisher: Text }),
})
export type Capture = Static<typeof Capture>

export interface CaptureDeps {
  db: Db
  transaction: Transaction
  audit: Audit
  pool: BookPool
  pages: PageFetcher
  clock: Clock
}

/** A page may take long to read, and nothing of it is worth half a minute of a thread more than once. */
const READ_LIMIT_MS = 20_000

/** Makes a book of a page of the web and hands it on to be taken in (library contract 31.9). */
export const capturePage = defineJob({
  name: 'library.capture',
  queue: 'default',
  payload: Capture,
  key: (payload) => digest(JSON.stringify(payload)),
  attempts: 4,
  timeoutSeconds: 300,
  run: (deps: CaptureDeps, payload, context) => capture(deps, payload, context),
})

/**
 * Runs twice without harm: the staged path follows from the job, so a second run puts the same file in the same place,
 * and once the file has been handed on it is not made again.
 */
async function capture(deps: CaptureDeps, { url, overrides, ...asked }: Capture, { jobId, signal }: JobContext) {
  const library = await findLibrary(deps.db, asked.libraryId)
  const root = library?.paths[0]
  if (!library || root === undefined) return { skipped: 'the library is gone' }
  const mark = digest(jobId).slice(0, 16)
  if (await isHandedOn(deps.db, root, mark)) return { skipped: 'the page was handed on before' }

  const page = await fetchPage(deps.pages, url, signal)
  const article = await readPage(deps.pool, page, signal)
  const pictures = await fetchPictures(deps, article.pictures, signal)
  const title = overrides.title ?? article.title ?? url
  const author = overrides.author ?? article.byline
  const [written] = await deps.pool.run(
    'writeEpub',
    [
      articleBook({
        identifier: `urn:uuid:${randomUUID()}`,
        title,
        author,
        language: overrides.language ?? article.language,
        description: overrides.description ?? article.excerpt,
        publisher: overrides.publisher ?? article.site,
        modified: deps.clock.now(),
        source: page.url,
        article,
        pictures,
      }),
    ],
    { signal, limitMs: READ_LIMIT_MS },
  )
  if (!written?.ok) throw unavailable('capture.write', 'the book of the page could not be written')
  signal.throwIfAborted()

  const fileName = fileNameOf(title)
  const path = await stage(await receive(Readable.from([written.value]), root), root, STAGED_NAME, mark)
  const fileSize = written.value.byteLength
  const file = { path, fileName, fileType: 'epub', fileSize, libraryId: library.publicId, userId: asked.userId }
  try {
    await deps.transaction(async (_trx, emit) =>
      emit(takeInUpload.request({ ...file, overrides: { ...overrides, isbn: null, title, author } })),
    )
  } catch (error) {
    await discard(path)
    throw error
  }
  await deps.audit({
    by: await userOf(deps.db, asked.userId),
    action: 'book.captured',
    entityType: 'book_capture',
    entityId: url,
    metadata: { url, title, file_name: fileName, file_size: fileSize },
  })
  return { path: basename(path), title }
}

/** The same for every page: the name that people see travels with the request to take it in. */
const STAGED_NAME = 'captured-page.epub'

async function readPage(pool: BookPool, page: Fetched, signal: AbortSignal): Promise<Article> {
  const { bytes, contentType, url } = page
  const [read] = await pool.run('article', [{ bytes, contentType, url, maxPictures: MOST_PICTURES }], {
    signal,
    limitMs: READ_LIMIT_MS,
  })
  if (read?.ok) return read.value
  // Nothing of this gets better by asking again.
  throw invalid('capture.page', READ_FAILURES[read?.code ?? ''] ?? 'the page cannot be understood', read?.message)
}

const READ_FAILURES: Record<string, string> = {
  unsupported: 'the page holds no article that could be read',
  'too-large': 'the page is too large to be read as an article',
  timeout: 'reading the page took too long',
  crashed: 'reading the page needed too much memory',
}

async function isHandedOn(db: Db, root: string, mark: string): Promise<boolean> {
  const request = await db
    .selectFrom('jobs')
    .select('id')
    .where('name', '=', takeInUpload.name)
    .where('dedup_key', '=', `${root}/${STAGING}/${mark}_${STAGED_NAME}`)
    .limit(1)
    .executeTakeFirst()
  return request !== undefined
}

async function userOf(db: Db, id: number): Promise<{ publicId: string } | null> {
  const user = await db.selectFrom('users').select('public_id').where('id', '=', id).executeTakeFirst()
  return user ? { publicId: user.public_id } : null
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex')
