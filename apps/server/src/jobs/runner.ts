import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '#database/open.ts'
import type { JobState } from '#database/schema.ts'
import type { Bus } from '#kernel/bus.ts'
import type { Logger } from '#kernel/logger.ts'
import { backOffMs, isWorthRetrying } from './back-off.ts'
import { claimNext, type JobRow } from './claim.ts'
import type { BoundJob } from './define-job.ts'
import { extendClaims, type Pulse, readClaims } from './heartbeat.ts'
import { announceJob } from './job-news.ts'
import { jobsByName } from './outbox.ts'
import { newOwner } from './owner.ts'
import { persist } from './persist.ts'
import { progressWriter } from './progress-writer.ts'
import { Aborted, type Outcome, runTry } from './run-try.ts'
import { comeBack, end, vanish } from './settle.ts'
import { takeBack } from './take-back.ts'
import { standardTiming, type Timing } from './timing.ts'
import { weightedTurns } from './turns.ts'

export interface RunnerOptions {
  database: Database
  jobs: readonly BoundJob[]
  bus: Pick<Bus, 'publish'>
  logger: Logger
  timing?: Partial<Timing>
}

interface Try {
  controller: AbortController
  done: Promise<void>
}

/**
 * Claims jobs and runs them; what both engines share. It holds the tries of this process, keeps their claims alive and
 * writes down how they end. When to look for work is the engine's business.
 */
export class Runner {
  readonly owner = newOwner()
  readonly timing: Timing
  readonly #options: RunnerOptions
  readonly #jobs: ReadonlyMap<string, BoundJob>
  readonly #turns = weightedTurns()
  readonly #tries = new Map<number, Try>()
  #heart: NodeJS.Timeout | undefined
  #isStopping = false
  #claiming: Promise<unknown> = Promise.resolve()

  constructor(options: RunnerOptions) {
    this.#options = options
    this.#jobs = jobsByName(options.jobs)
    this.timing = { ...standardTiming, ...options.timing }
  }

  get running(): number {
    return this.#tries.size
  }

  /**
   * Claims the next due job and begins it.
   * @returns when it has ended, wrapped, so that waiting for the claim is not waiting for the job; undefined where
   * nothing is due
   */
  async begin(): Promise<{ done: Promise<void> } | undefined> {
    const { database } = this.#options
    // One claim at a time: turns are counted after each, and neighbours would only reach for the same rows.
    const claim = this.#claiming.then(async () =>
      this.#isStopping
        ? undefined
        : await claimNext(database, { turns: this.#turns, owner: this.owner, leaseMs: this.timing.leaseMs }),
    )
    this.#claiming = claim.catch(() => undefined)
    const row = await claim
    if (!row) return undefined
    const controller = new AbortController()
    const done = this.#run(row, controller).finally(() => {
      this.#tries.delete(row.id)
      if (this.#tries.size === 0) this.#stopHeart()
    })
    this.#tries.set(row.id, { controller, done })
    // Stopped while the claim was under way: it is put back like the others.
    if (this.#isStopping) controller.abort(stopping())
    this.#heart ??= setInterval(() => void this.#beat(), this.timing.heartbeatMs)
    return { done }
  }

  /** Lets jobs of dead owners wait again. @param isAlone see takeBack */
  async takeBack(isAlone: boolean): Promise<number> {
    return await takeBack(this.#options, { owner: this.owner, running: new Set(this.#tries.keys()), isAlone })
  }

  /** Aborts tries that somebody cancelled or took over. */
  async noticeCancellations(): Promise<void> {
    if (this.#tries.size > 0) await this.#heed(() => readClaims(this.#options.database, this.owner))
  }

  /** Lets tries end, aborts the rest, puts it back uncounted. Nothing is claimed any more. */
  async stop(): Promise<void> {
    this.#isStopping = true
    await this.#claiming
    await Promise.race([this.#allDone(), sleep(this.timing.stopMs, undefined, { ref: false })])
    for (const { controller } of this.#tries.values()) controller.abort(stopping())
    await this.#allDone()
    this.#stopHeart()
  }

  async #allDone(): Promise<void> {
    await Promise.all([...this.#tries.values()].map(({ done }) => done))
  }

  #stopHeart(): void {
    clearInterval(this.#heart)
    this.#heart = undefined
  }

  async #beat(): Promise<void> {
    await this.#heed(() => extendClaims(this.#options.database, this.owner, this.timing.leaseMs))
  }

  async #heed(read: () => Promise<Pulse>): Promise<void> {
    const asked = [...this.#tries]
    try {
      const { held, unwanted } = await read()
      for (const [id, { controller }] of asked) {
        if (unwanted.has(id)) controller.abort(new Aborted('cancelled', 'Cancelled'))
        else if (!held.has(id)) controller.abort(new Aborted('lost', 'Another process took the job over'))
      }
    } catch (error) {
      this.#options.logger.warn({ err: error }, 'the sign of life of running jobs was not written')
    }
  }

  async #run(row: JobRow, controller: AbortController): Promise<void> {
    const { database, bus, logger } = this.#options
    const fields = { job: row.name, jobId: row.public_id, attempt: row.attempts_made }
    const began = performance.now()
    const job = this.#jobs.get(row.name)
    // Pages would ask for the list of jobs each time, and find nothing that was not there before.
    if (!job?.foundNothing) announceJob(bus, row, 'active')
    const progress = progressWriter(database, row, {
      everyMs: this.timing.progressMs,
      announce: (made) => announceJob(bus, row, 'active', made),
    })
    const outcome = await runTry(
      job,
      {
        name: row.name,
        payload: row.payload_json,
        controller,
        graceMs: () => (this.#isStopping ? this.timing.stopGraceMs : this.timing.abortGraceMs),
      },
      { jobId: row.public_id, attempt: row.attempts_made, log: withFields(logger, fields), progress: progress.report },
    )
    try {
      await progress.close()
      if (outcome.kind === 'completed' && job?.foundNothing?.(outcome.result)) {
        await persist(() => vanish(database, row))
        logger.debug(fields, 'job found nothing to do')
        return
      }
      const state = await persist(() => this.#settle(row, outcome))
      if (state) announceJob(bus, row, state)
      const ms = Math.round(performance.now() - began)
      if (outcome.kind === 'completed') logger.info({ ...fields, ms }, 'job done')
      else logger.warn({ ...fields, ms, state, err: errorOf(outcome) }, 'job not done')
    } catch (error) {
      logger.error({ ...fields, err: error }, 'the end of a job was not written; it runs again when its claim is over')
    }
  }

  async #settle(row: JobRow, outcome: Outcome): Promise<JobState | undefined> {
    const { database } = this.#options
    const ended = async (state: 'completed' | 'failed' | 'cancelled', more: { result?: unknown; error?: string }) =>
      (await end(database, row, { state, ...more })) ? state : undefined

    if (outcome.kind === 'completed') return await ended('completed', { result: outcome.result })
    const error = describe(errorOf(outcome))
    if (outcome.kind === 'aborted') {
      if (outcome.reason.why === 'lost') return undefined
      if (outcome.reason.why === 'cancelled') return await ended('cancelled', {})
      if (outcome.reason.why === 'stopping') {
        return await comeBack(database, row, { runAt: new Date(), isCounted: false })
      }
    }
    const isLast = row.attempts_made >= row.attempts_max || !isWorthRetrying(errorOf(outcome))
    if (isLast) return await ended('failed', { error })
    const wait = backOffMs(row.attempts_made, this.timing.backOffMs, Math.random())
    return await comeBack(database, row, { runAt: new Date(Date.now() + wait), error, isCounted: true })
  }
}

const stopping = () => new Aborted('stopping', 'The server is stopping')

const errorOf = (outcome: Outcome): unknown =>
  outcome.kind === 'completed' ? undefined : outcome.kind === 'failed' ? outcome.error : outcome.reason

/** As the jobs page shows it. */
function describe(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
  return text.slice(0, 2_000)
}

function withFields(logger: Logger, fields: object): Logger {
  return {
    debug: (more, message) => logger.debug({ ...fields, ...more }, message),
    info: (more, message) => logger.info({ ...fields, ...more }, message),
    warn: (more, message) => logger.warn({ ...fields, ...more }, message),
    error: (more, message) => logger.error({ ...fields, ...more }, message),
  }
}
