import { setTimeout as sleep } from 'node:timers/promises'
import * as contract from '@colophon/contract/devices/kobo.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { findBookByAnyId } from '#domain/catalog/any-id.ts'
import { type PreparedKepub, prepareKepub } from '#domain/devices/kepub/kepub-variants.ts'
import { readBookFacts } from '#domain/devices/kobo/book-facts.ts'
import { type DownloadedFile, fileForKobo } from '#domain/devices/kobo/downloaded-file.ts'
import { noteDownloaded } from '#domain/devices/kobo/ledger.ts'
import { pathInLibrary } from '#domain/reading/file-on-disk.ts'
import { recordDownload } from '#domain/reading/record-download.ts'
import { notFound, unavailable } from '#kernel/errors.ts'
import { sendFile } from '../files/send-file.ts'
import { route } from '../route.ts'
import { sendJson } from './answer.ts'
import { callerOf, deviceOf, type KoboRouteDeps } from './context.ts'

/** Readers wait so long for a book, and come back when they are told when. */
const PATIENCE_MS = 20_000

/** Books as readers fetch them (device contract B.8). */
export function downloadRoutes(app: FastifyInstance, deps: KoboRouteDeps): void {
  const { db, dialect } = deps
  /** Downloads that are being noted, by the token they came with. */
  const notes = new Map<string, Promise<void>>()

  // A reader that asks for news right after a book must not meet a ledger that does not know of it yet. Before it is let
  // in: what is known of the device is read there.
  app.addHook('onRequest', async (request) => {
    await notes.get(tokenOf(request))
  })

  async function prepare(
    file: DownloadedFile,
    format: string,
  ): Promise<PreparedKepub | { path: string; outcome: 'kepub' | 'file' }> {
    if (format !== 'kepub' || file.file_type === 'kepub') {
      return { path: await pathInLibrary(db, file.file_path), outcome: file.file_type === 'kepub' ? 'kepub' : 'file' }
    }
    const patience = new AbortController()
    const late = sleep(PATIENCE_MS, undefined, { signal: patience.signal }).then(() => {
      throw unavailable('kepub.running', 'the book is being converted; it can be fetched in a moment')
    })
    try {
      return await Promise.race([prepareKepub(deps, file), late])
    } finally {
      patience.abort()
      late.catch(() => undefined)
    }
  }

  async function send(request: FastifyRequest, reply: FastifyReply, bookId: string, format: string) {
    const caller = callerOf(request)
    const { principal } = caller
    const book = await findBookByAnyId(deps, caller.scope, bookId)
    const file = book && (await fileForKobo(db, book.id, format))
    if (!book || !file) throw notFound('file', bookId)
    const { path, outcome } = await prepare(file, format)
    const isForKobo = outcome === 'converted' || outcome === 'kepub'
    const ending = isForKobo ? 'kepub.epub' : file.file_type
    const fileType = isForKobo ? 'epub' : file.file_type
    const device = await deviceOf(deps, request)
    const fileName = `${book.title.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 180)}.${ending}`

    /** Counts once, and only what arrived whole: a range in the middle is the rest of something that was counted. */
    const note = async () => {
      await recordDownload(deps, { userId: principal.userId, fileId: file.id, source: 'kobo' })
      const [facts] = await readBookFacts(db, dialect, caller.settings, [book.id])
      await noteDownloaded(deps, {
        deviceId: device.id,
        userId: principal.userId,
        book: { id: book.id, publicId: book.public_id, title: book.title, createdAt: book.created_at },
        format: facts?.file.format ?? format.toUpperCase(),
        fingerprint: facts?.file.fingerprint ?? '',
      })
    }
    return sendFile(request, reply, { path, fileType, fileName, disposition: 'attachment' }, () => {
      if (request.method !== 'GET') return
      reply.raw.once('finish', () => {
        const range = String(reply.getHeader('content-range') ?? 'bytes 0-')
        if (!range.startsWith('bytes 0-')) return
        const token = tokenOf(request)
        const noted = note()
          .catch((error: unknown) => request.log.warn({ err: error }, 'a download of a reader was not noted'))
          .finally(() => {
            if (notes.get(token) === noted) notes.delete(token)
          })
        notes.set(token, noted)
      })
    })
  }

  route(app, contract.downloadNothing, ({ reply }) => sendJson(reply, {}, 400))
  for (const tail of ['', '/:name'] as const) {
    route(app, contract.download(tail), ({ params, request, reply }) =>
      send(request, reply, params.bookId, params.format.toLowerCase()),
    )
  }
}

const tokenOf = ({ params }: FastifyRequest): string => (params as Partial<Record<string, string>>).token ?? ''
