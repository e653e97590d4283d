import { Type } from 'typebox'
import type { Db, Transaction } from '#database/open.ts'
import { defineJob } from '#jobs/define-job.ts'
import type { Clock } from '#kernel/clock.ts'
import { failed, grabbed, imported, type News, type NewsType, unhealthy, upgraded } from './news.ts'
import { queueNews } from './outbox.ts'

export interface AnnounceDeps {
  db: Db
  transaction: Transaction
  clock: Clock
}

const TIMEOUT_SECONDS = 60

/** Tells that a download client took a release. */
export const announceGrab = defineJob({
  name: 'notifications.announce-grab',
  queue: 'default',
  payload: Type.Object({ downloadId: Type.Integer() }),
  timeoutSeconds: TIMEOUT_SECONDS,
  async run(deps: AnnounceDeps, { downloadId }, { jobId }) {
    const download = await readDownload(deps.db, downloadId)
    if (download) await tellOnce(deps, jobId, grabbed({ ...download.named, size: download.sizeBytes }))
  },
})

/** Tells that a download, or its import, came to nothing. */
export const announceFailure = defineJob({
  name: 'notifications.announce-failure',
  queue: 'default',
  payload: Type.Object({ downloadId: Type.Integer(), reason: Type.String(), isRefused: Type.Boolean() }),
  timeoutSeconds: TIMEOUT_SECONDS,
  async run(deps: AnnounceDeps, { downloadId, reason, isRefused }, { jobId }) {
    const download = await readDownload(deps.db, downloadId)
    // Who pressed no button waits for no answer: the next best release is tried (acquisition contract 7.3).
    if (isRefused && download?.isAutomatic) return
    if (download) await tellOnce(deps, jobId, failed({ ...download.named, reason: reason || 'no reason was given' }))
  },
})

/** Tells that a book arrived in the library, or that a better file took the place of the one it had. */
export const announceImport = defineJob({
  name: 'notifications.announce-import',
  queue: 'default',
  payload: Type.Object({
    bookId: Type.Integer(),
    slot: Type.Union([Type.Literal('ebook'), Type.Literal('audiobook')]),
    path: Type.String(),
    outdone: Type.Union([Type.Object({ from: Type.String(), to: Type.String() }), Type.Null()]),
  }),
  timeoutSeconds: TIMEOUT_SECONDS,
  async run(deps: AnnounceDeps, { bookId, slot, path, outdone }, { jobId }) {
    const book = await deps.db
      .selectFrom('books')
      .leftJoin('authors', 'authors.id', 'books.author_id')
      .select(['books.title', 'authors.author_name'])
      .where('books.id', '=', bookId)
      .executeTakeFirst()
    if (!book) return
    const about = { ...named(book.title, book.author_name), format: slot, path }
    if (outdone) await tellOnce(deps, jobId, upgraded({ ...about, ...outdone }))
    // Whoever is told of what became better hears of it once.
    await tellOnce(deps, jobId, imported(about), outdone ? 'upgrade' : undefined)
  },
})

/** Tells that a download client does not work any more. */
export const announceHealth = defineJob({
  name: 'notifications.announce-health',
  queue: 'default',
  payload: Type.Object({ clientId: Type.Integer(), status: Type.String(), message: Type.String() }),
  timeoutSeconds: TIMEOUT_SECONDS,
  run: (deps: AnnounceDeps, { clientId, status, message }, { jobId }) =>
    tellOnce(deps, jobId, unhealthy({ clientId, status, message })),
})

/** A job that runs twice is still one piece of news. */
const tellOnce = ({ transaction, clock }: AnnounceDeps, jobId: string, news: News, notWith?: NewsType) =>
  transaction((trx, emit) =>
    queueNews(trx, emit, { key: `${news.eventType}:${jobId}`, news, notWith, now: clock.now() }),
  )

async function readDownload(db: Db, id: number) {
  const row = await db
    .selectFrom('downloads')
    .leftJoin('books', 'books.id', 'downloads.book_id')
    .leftJoin('authors', 'authors.id', 'books.author_id')
    .select(['downloads.title', 'downloads.size_bytes', 'downloads.is_automatic', 'authors.author_name'])
    .where('downloads.id', '=', id)
    .executeTakeFirst()
  return row && { named: named(row.title, row.author_name), sizeBytes: row.size_bytes, isAutomatic: row.is_automatic }
}

const named = (item: string, author: string | null) => (author === null ? { item } : { item, author })
