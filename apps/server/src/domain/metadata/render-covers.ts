import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from 'typebox'
import type { Db } from '#database/open.ts'
import { defineJob, type JobContext } from '#jobs/define-job.ts'
import type { Bus } from '#kernel/bus.ts'
import { type CoverPlace, type DrawDeps, drawCover, saveDrawn } from './draw-cover.ts'

export interface CoverDeps extends DrawDeps {
  db: Db
  bus: Bus
}

/**
 * Draws all covers that were found and not drawn yet: first every small one, so that the shelves fill, then the large
 * ones. The rows say what is left, so it can be stopped anywhere.
 */
export const renderCovers = defineJob({
  name: 'metadata.render-covers',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  timeoutSeconds: 24 * 3600,
  run: (deps: CoverDeps, _payload, context) => drawAll(deps, context),
})

const TOGETHER = 16
const ANNOUNCE_EVERY = 40

async function drawAll(deps: CoverDeps, context: JobContext): Promise<{ drawn: number }> {
  let drawn = 0
  if (await anotherDraws(deps.db, context.jobId)) {
    // It may be at its last look, so somebody has to look again after it.
    await deps.transaction(async (_, emit) => emit(renderCovers.request({}, { delayMs: 5_000 })))
    return { drawn }
  }
  // What is drawn is written down while the next ones are drawn, so that no thread waits for it.
  let saved = Promise.resolve()
  for (const size of ['small', 'large'] as const) {
    for (let after = ''; ; ) {
      context.signal.throwIfAborted()
      // Lists come first: while a scan is on, covers are drawn only for those who look at them.
      if (await scanIsRunning(deps.db)) {
        await sleep(700, undefined, { signal: context.signal })
        continue
      }
      const covers = await waiting(deps.db, size, after)
      const last = covers.at(-1)
      if (!last) break
      after = last.hash
      const options = { withLarge: size === 'large', priority: 'background' } as const
      const results = await Promise.all(covers.map((cover) => drawCover(deps, cover, options)))
      await saved
      saved = saveDrawn(
        deps,
        results.filter((result) => result !== null),
      )
      // It is awaited later; a failure must not count as unhandled until then.
      saved.catch(() => {})
      drawn += covers.length
      context.progress({ done: drawn, total: null, text: `${drawn} covers drawn` })
      if (size === 'small' && drawn % ANNOUNCE_EVERY < TOGETHER) deps.bus.publish({ topic: 'covers', data: { drawn } })
    }
    await saved
  }
  return { drawn }
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

async function scanIsRunning(db: Db): Promise<boolean> {
  const active = await db
    .selectFrom('jobs')
    .select('payload_json')
    .where('state', '=', 'active')
    .where('name', '=', 'library.scan')
    .execute()
  // A look into one folder is short, and many of them come when books are moved.
  return active.some(({ payload_json }) => (payload_json as { folder: string | null }).folder === null)
}

/** The next ones in the order of their hashes, so that one that cannot be drawn now holds up none behind it. */
async function waiting(db: Db, size: 'small' | 'large', after: string): Promise<CoverPlace[]> {
  return db
    .selectFrom('covers')
    .innerJoin('book_files as file', 'file.id', 'covers.file_id')
    .leftJoin('book_file_parts as part', (join) =>
      join.onRef('part.file_id', '=', 'file.id').on('part.position', '=', 0),
    )
    .select(['covers.hash', 'file.file_path as path', 'part.path as part'])
    .where('covers.hash', '>', after)
    .where('covers.rendered_at', size === 'small' ? 'is' : 'is not', null)
    .$if(size === 'large', (query) => query.where('covers.large_at', 'is', null))
    .where('covers.error', 'is', null)
    .where('file.missing_since', 'is', null)
    .orderBy('covers.hash')
    .limit(TOGETHER)
    .execute()
}
