import { UnreadableBook } from '@colophon/formats/facts.ts'
import { sniffPicture } from '@colophon/formats/pictures/sniff.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Transaction } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import type { CoverStore } from './cover-store.ts'

export interface StoreCoverDeps {
  transaction: Transaction
  pool: BookPool
  covers: CoverStore
  clock: Clock
}

const LARGEST = 20 * 1024 * 1024

/**
 * Keeps a picture that a person gave. It is drawn at once, so that a picture which is none is refused here.
 * @throws invalid where the bytes are no picture that can be drawn, or more than 20 MB
 */
export async function storeCover(deps: StoreCoverDeps, bytes: Uint8Array): Promise<{ hash: string }> {
  if (bytes.byteLength > LARGEST)
    throw invalid('cover.too-large', 'the cover is larger than 20 MB; choose a smaller picture')
  const mime = sniffPicture(bytes)
  if (!mime) throw invalid('cover.not-a-picture', 'the cover is not a picture that can be shown; use JPEG, PNG or WebP')
  const rendered = await deps.pool.render(bytes, { priority: 'interactive' }).catch((error: unknown) => {
    if (error instanceof UnreadableBook)
      throw invalid('cover.unreadable', `the cover cannot be drawn: ${error.message}`, error)
    throw error
  })
  const hash = await deps.covers.putOriginal(bytes)
  await deps.covers.putRenditions(hash, rendered)
  const now = instant(deps.clock.now())
  const drawn = {
    width: rendered.width,
    height: rendered.height,
    color: rendered.colour,
    rendered_at: now,
    large_at: now,
  }
  await deps.transaction(async (trx) => {
    await trx
      .insertInto('covers')
      .values({ hash, mime, file_id: null, is_stored: true, ...drawn, error: null, created_at: now })
      .onConflict((c) => c.column('hash').doUpdateSet({ is_stored: true, ...drawn, error: null }))
      .execute()
  })
  return { hash }
}
