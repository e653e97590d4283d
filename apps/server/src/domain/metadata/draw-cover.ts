import { UnreadableBook } from '@colophon/formats/facts.ts'
import { TaskFailed } from '@colophon/formats/workers/outcome.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction, Trx } from '#database/open.ts'
import { markShownAnew } from '#domain/catalog/shown-revision.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { CoverStore } from './cover-store.ts'

export interface DrawDeps {
  transaction: Transaction
  dialect: Dialect
  pool: BookPool
  covers: CoverStore
  clock: Clock
}

/** A cover and where its picture is. */
export interface CoverPlace {
  hash: string
  path: string
  /** First part of an audiobook folder: the picture is in there. */
  part: string | null
}

export interface DrawnCover {
  hash: string
  width: number | null
  height: number | null
  color: string | null
  hasLarge: boolean
  /** In words, where it cannot be drawn. */
  error: string | null
}

/** The file is not there or the disk does not answer: no property of the picture, so it is tried again another time. */
const MAY_PASS = new Set(['missing', 'unavailable', 'no-access'])

/** Draws a cover from the file that holds it: the small size alone costs half of both. Null where it must wait. */
export async function drawCover(
  { pool, covers }: Pick<DrawDeps, 'pool' | 'covers'>,
  { hash, path, part }: CoverPlace,
  { withLarge, priority }: { withLarge: boolean; priority: 'background' | 'interactive' },
): Promise<DrawnCover | null> {
  const none = { hash, width: null, height: null, color: null, hasLarge: false }
  try {
    const cover = await pool.render(
      { path: part ?? path },
      { priority, sizes: withLarge ? ['small', 'large'] : ['small'] },
    )
    if (!cover) return { ...none, error: 'The file holds no cover any more.' }
    await covers.putRenditions(hash, cover)
    const { width, height, colour, large } = cover
    return { hash, width, height, color: colour, hasLarge: large !== null, error: null }
  } catch (error) {
    if (!(error instanceof UnreadableBook) && !(error instanceof TaskFailed)) throw error
    return MAY_PASS.has(error.code) ? null : { ...none, error: error.message }
  }
}

/**
 * Writes down what was drawn. A book whose cover cannot be drawn has none: nobody shall look at a broken picture. Only then
 * the catalogue is another one: lists do not have to be read anew for each picture.
 */
export async function saveDrawn({ transaction, dialect, clock }: DrawDeps, drawn: DrawnCover[]): Promise<void> {
  const now = instant(clock.now())
  await transaction(async (trx) => {
    for (const { hash, hasLarge, error, ...facts } of drawn) {
      const done = error === null ? { ...facts, rendered_at: now, ...(hasLarge ? { large_at: now } : {}) } : { error }
      await trx.updateTable('covers').set(done).where('hash', '=', hash).execute()
      if (error !== null) await takeOffBooks(trx, dialect, hash)
    }
    if (drawn.some(({ error }) => error !== null)) await dialect.revision.touch(trx)
  })
}

async function takeOffBooks(trx: Trx, dialect: Dialect, hash: string): Promise<void> {
  const books = await trx
    .updateTable('books')
    .set({ cover: null })
    .where('cover', '=', `cover:${hash}`)
    .where('id', 'in', (e) =>
      e
        .selectFrom('covers')
        .innerJoin('book_files', 'book_files.id', 'covers.file_id')
        .select('book_files.book_id')
        .where('covers.hash', '=', hash),
    )
    .returning('id')
    .execute()
  await markShownAnew(
    trx,
    dialect,
    books.map(({ id }) => id),
  )
}
