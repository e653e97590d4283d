import { UnreadableBook } from '@colophon/formats/facts.ts'
import { sniffPicture } from '@colophon/formats/pictures/sniff.ts'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import { bookKeyOrThrow } from '#domain/catalog/book-store.ts'
import { setCover } from '#domain/catalog/set-cover.ts'
import { instant } from '#kernel/clock.ts'
import { invalid, notFound, unavailable } from '#kernel/errors.ts'
import { type StoreCoverDeps, storeCover } from './store-cover.ts'

export interface ChangeCoverDeps extends StoreCoverDeps {
  db: Db
  dialect: Dialect
  pages: PictureFetcher
}

/** Fetches from the web what a person names, and never anything of this machine or its network. */
export interface PictureFetcher {
  fetch(
    address: string,
    limits: { accept: string; timeoutMs: number; maxBytes: number; signal: AbortSignal },
  ): Promise<{ status: number; bytes: Uint8Array }>
}

export type CoverSource =
  | { from: 'picture'; bytes: Uint8Array }
  | { from: 'file'; id: string }
  | { from: 'address'; address: string }
  | { from: 'nowhere' }

const LARGEST = 20 * 1024 * 1024

/**
 * Gives a book another cover and locks it against scans. What comes from outside is drawn anew: only pixels are kept.
 * @returns public id of the change; null where it is the cover already
 * @throws invalid where there is no picture that can be drawn; not-found; unavailable where an address does not answer
 */
export async function changeCover(
  deps: ChangeCoverDeps,
  { publicId, source, userId }: { publicId: string; source: CoverSource; userId: number },
): Promise<{ changeId: string | null }> {
  const bookId = await bookKeyOrThrow(deps.db, publicId)
  const cover = await coverFrom(deps, bookId, source)
  const by = { userId, origin: 'person', now: instant(deps.clock.now()) }
  return { changeId: await deps.transaction((trx) => setCover(trx, deps.dialect, { bookId, cover, by })) }
}

async function coverFrom(deps: ChangeCoverDeps, bookId: number, source: CoverSource): Promise<string | null> {
  if (source.from === 'nowhere') return null
  if (source.from === 'file') {
    const choices = await coverChoices(deps.db, bookId)
    if (!choices.some(({ hash }) => hash === source.id)) throw notFound('cover', source.id)
    return `cover:${source.id}`
  }
  const bytes = source.from === 'picture' ? source.bytes : await fetchPicture(deps, source.address)
  const { hash } = await storeCover(deps, await redrawn(deps, bytes))
  return `cover:${hash}`
}

/** @throws invalid; unavailable */
async function fetchPicture({ pages }: ChangeCoverDeps, address: string): Promise<Uint8Array> {
  const { status, bytes } = await pages.fetch(address.trim(), {
    accept: 'image/jpeg, image/png, image/webp, image/gif, image/avif',
    timeoutMs: 20_000,
    maxBytes: LARGEST,
    signal: AbortSignal.timeout(25_000),
  })
  if (status !== 200) throw unavailable('cover.address', `the address answered with status ${status} and no picture`)
  return bytes
}

/** The picture as we draw it: nothing of the original's markup, comments or tricks is left. */
async function redrawn({ pool }: ChangeCoverDeps, bytes: Uint8Array): Promise<Uint8Array> {
  const mime = sniffPicture(bytes)
  if (!mime || mime === 'image/svg+xml')
    throw invalid('cover.not-a-picture', 'this is no picture that can be a cover; use JPEG, PNG, WebP or GIF')
  if (bytes.byteLength > LARGEST)
    throw invalid('cover.too-large', 'the picture is larger than 20 MB; choose a smaller one')
  try {
    const { large, small } = await pool.render(bytes, { priority: 'interactive' })
    return (large ?? small).bytes
  } catch (error) {
    if (error instanceof UnreadableBook)
      throw invalid('cover.unreadable', `the picture cannot be drawn: ${error.message}`, error)
    throw error
  }
}

export interface CoverChoice {
  hash: string
  color: string | null
  file_name: string
}

/** Pictures that the files of a book hold, each once. */
export async function coverChoices(db: Db, bookId: number): Promise<CoverChoice[]> {
  const rows = await db
    .selectFrom('book_files as f')
    .innerJoin('covers as c', 'c.hash', 'f.cover_hash')
    .select(['c.hash', 'c.color', 'f.file_name'])
    .where('f.book_id', '=', bookId)
    .where('c.error', 'is', null)
    .orderBy('f.id')
    .execute()
  return [...new Map(rows.map((row) => [row.hash, row])).values()]
}
