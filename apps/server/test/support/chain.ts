import { mkdirSync } from 'node:fs'
import { reactions } from '#app/reactions.ts'
import { countClientFailures } from '#domain/downloads/client-failures.ts'
import { grabBest } from '#domain/downloads/grab-best.ts'
import { type PollDeps, pollDownloads } from '#domain/downloads/poll-downloads.ts'
import { searchAgain } from '#domain/downloads/search-again.ts'
import { giveUpFake } from '#domain/importing/after-import.ts'
import { importDownload } from '#domain/importing/import-download.ts'
import { reviewPending } from '#domain/releases/review-pending.ts'
import { searchWanted } from '#domain/releases/search-wanted.ts'
import type { ServerDeps } from '#http/server.ts'
import { bind, type JobContext } from '#jobs/define-job.ts'
import { reactionsByEvent } from '#jobs/reactions.ts'
import { silentLogger } from '#kernel/logger.ts'
import type { AppWorld } from './app.ts'
import { until } from './until.ts'

const PATIENCE_MS = 60_000
const context = (): JobContext => ({
  ...{ jobId: 'none', attempt: 1, signal: new AbortController().signal, log: silentLogger },
  progress() {},
})

/**
 * The way from a wanted book to the shelf over a test app, in which no engine runs: what follows from what is done at once,
 * whatever its delay.
 * @param others in the place of what the app has
 */
export function wayToTheShelf(world: AppWorld, others: Partial<Pick<ServerDeps, 'indexers'>> = {}) {
  const failures = countClientFailures()
  /** Added to the clock. */
  let laterMs = 0
  const clock = { now: () => new Date(Date.now() + laterMs) }
  const deps = () => ({ ...world.deps, ...others, clock, failures }) satisfies PollDeps
  const { jobsAfter } = reactionsByEvent(reactions)

  async function follow(): Promise<void> {
    const all = deps()
    const jobs = [
      ...[bind(searchWanted, all), bind(grabBest, all), bind(searchAgain, all)],
      ...[bind(importDownload, all), bind(giveUpFake, all)],
    ]
    while (world.announced.length > 0) {
      const said = world.announced.splice(0)
      for (const { name, payload } of said.flatMap((one) => (one.kind === 'event' ? jobsAfter(one) : [one]))) {
        await jobs.find((job) => job.name === name)?.run(payload, context())
      }
    }
  }

  const rows = () => world.db.reader.selectFrom('downloads').selectAll().orderBy('id').execute()

  return {
    /** Lets so much time pass. */
    wait(ms: number) {
      laterMs += ms
    },
    /** Makes the library folder, as an installation has it. */
    prepare() {
      const { library } = world.deps.folders
      if (library !== null) mkdirSync(library, { recursive: true })
    },
    async search(bookId: number) {
      world.announced.length = 0
      await searchWanted.run(deps(), { bookId, slot: null, trigger: 'wanted' }, context())
      await follow()
    },
    async review() {
      world.announced.length = 0
      await reviewPending.run(deps(), {}, context())
      await follow()
    },
    async poll() {
      await pollDownloads.run(deps(), {}, context())
      await follow()
    },
    /** Looks at the clients until the downloads are as wanted. @returns them */
    async pollUntil(isSo: (all: Awaited<ReturnType<typeof rows>>) => boolean) {
      return until(
        async () => {
          await pollDownloads.run(deps(), {}, context())
          await follow()
          return rows()
        },
        isSo,
        PATIENCE_MS,
      )
    },
    rows,
  }
}
