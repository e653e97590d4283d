import { setTimeout as sleep } from 'node:timers/promises'
import { UnreadableBook } from '@colophon/formats/facts.ts'
import type { BookPool } from '@colophon/formats/workers/pool.ts'
import { Type } from 'typebox'
import type { Db, Transaction } from '#database/open.ts'
import { defineJob, type JobContext } from '#jobs/define-job.ts'
import type { Bus } from '#kernel/bus.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { CoverStore } from './cover-store.ts'

export interface CoverDeps {
  db: Db
  transaction: Transaction
  pool: BookPool
  covers: CoverStore
  bus: Bus
  clock: Clock
}

/** Draws all covers that were found and not drawn yet, newest finds last. Rows say what is left: it can stop anywhere. */
export const renderCovers = defineJob({
  name: 'metadata.render-covers',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 24 * 3600,
  run: (deps: CoverDeps, _payload, context) => drawAll(deps, context),
})

const TOGETHER = 8
const ANNOUNCE_EVERY = 40

export interface WaitingCover {
  hash: string
  path: string
  part: string | null
}

async function drawAll(deps: CoverDeps, context: JobContext): Promise<{ drawn: number }> {
  let drawn = 0
  if (await anotherDraws(deps.db, context.jobId)) {
    // It may be at its last look, so somebody has to look again after it.
    await deps.transaction(async (_, emit) => emit(renderCovers.request({}, { delayMs: 5_000 })))
    return { drawn }
  }
  for (;;) {
    context.signal.throwIfAborted()
    // Lists come first: while a scan is on, covers are drawn only for those who look at them.
    if (await scanIsRunning(deps.db)) await sleep(700, undefined, { signal: context.signal })
    else {
      const waiting = await nextWaiting(deps.db)
      if (waiting.length === 0) return { drawn }
      const results = await Promise.all(waiting.map((cover) => draw(deps, cover)))
      await saveDrawn(deps, results)
      drawn += results.length
      context.progress({ done: drawn, total: null, text: `${drawn} covers drawn` })
      if (drawn % ANNOUNCE_EVERY < TOGETHER) deps.bus.publish({ topic: 'covers', data: { drawn } })
    }
  }
}

/** Two runs would draw the same covers twice. */
async function anotherDraws(db: Db, jobId: string): Promise<boolean> {
  const own = await db.selectFrom('jobs').select('id').where('public_id', '=', jobId).executeTakeFirst()
  const other = await db
    .selectFrom('jobs')
    .select('id')
    .where('state', '=', 'active')
    .where('name', '=', 'metadata.render-covers')
    .where('id', '<', own?.id ?? 0)
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

/** A scan that listed nothing for a while does not hold covers back (its process may have been killed). */
async function scanIsRunning(db: Db): Promise<boolean> {
  const active = await db
    .selectFrom('jobs')
    .select('id')
    .where('state', '=', 'active')
    .where('name', '=', 'library.scan')
    .limit(1)
    .executeTakeFirst()
  return active !== undefined
}

async function nextWaiting(db: Db): Promise<WaitingCover[]> {
  return db
    .selectFrom('covers')
    .innerJoin('book_files as file', 'file.id', 'covers.file_id')
    .leftJoin('book_file_parts as part', (join) =>
      join.onRef('part.file_id', '=', 'file.id').on('part.position', '=', 0),
    )
    .select(['covers.hash', 'file.file_path as path', 'part.path as part'])
    .where('covers.rendered_at', 'is', null)
    .where('covers.error', 'is', null)
    .where('file.missing_since', 'is', null)
    .orderBy('covers.created_at')
    .limit(TOGETHER)
    .execute()
}

interface Drawn {
  hash: string
  width: number | null
  height: number | null
  color: string | null
  error: string | null
}

/** Draws one cover from the file that holds it and keeps both sizes. */
export async function draw(
  deps: Pick<CoverDeps, 'pool' | 'covers'>,
  { hash, path, part }: WaitingCover,
  priority: 'background' | 'interactive' = 'background',
): Promise<Drawn> {
  try {
    const cover = await deps.pool.render({ path: part ?? path }, { priority })
    if (!cover) return { hash, width: null, height: null, color: null, error: 'The file holds no cover any more.' }
    await deps.covers.putRenditions(hash, cover)
    return { hash, width: cover.width, height: cover.height, color: cover.colour, error: null }
  } catch (error) {
    if (error instanceof UnreadableBook || (error instanceof Error && error.name === 'TaskFailed')) {
      return { hash, width: null, height: null, color: null, error: error.message }
    }
    throw error
  }
}

export async function saveDrawn({ transaction, clock }: Pick<CoverDeps, 'transaction' | 'clock'>, drawn: Drawn[]) {
  const now = instant(clock.now())
  await transaction(async (trx) => {
    for (const { hash, ...result } of drawn) {
      const done = result.error === null ? { rendered_at: now } : {}
      await trx
        .updateTable('covers')
        .set({ ...result, ...done })
        .where('hash', '=', hash)
        .execute()
    }
  })
}
