import { Queue, Worker } from 'bullmq'
import { Redis } from 'ioredis'
import { clockwork } from '../clockwork.ts'
import type { Engine, EngineOptions } from '../engine.ts'
import { markRelayed, overdueJobs, RELAYED_AT_A_TIME, type Relayed, unrelayedJobs } from '../relay.ts'
import { forgetOldJobs } from '../retention.ts'
import { Runner } from '../runner.ts'

const QUEUE = 'jobs'
const CLEANING_MS = 60 * 60_000
/** A connection that is lost has to end by itself within the ten seconds of `stop`. */
const CLOSING_MS = 500

/**
 * Redis spreads the work, the database decides: every waiting row has a ticket in one BullMQ queue, due when the row
 * is. A ticket makes some process with a free slot claim the job whose turn it is, by the same update as the embedded
 * engine; so weights, priorities and order hold over all processes, a ticket delivered twice finds nothing, and one
 * that Redis lost is written again (docs/adr/0003-jobs.md).
 */
export function redisEngine(options: EngineOptions): Engine {
  const { database, logger, schedules, jobs, concurrency = 4, runs } = options
  const { url, prefix = 'colophon' } = options.redis ?? { url: 'redis://127.0.0.1:6379' }
  const connect = () => {
    const connection = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: (n) => Math.min(n * 200, 3_000) })
    connection.on('error', (error: Error) => logger.debug({ err: error }, 'the job engine lost Redis'))
    return connection
  }
  const runner = new Runner(options)
  const clock = clockwork({ database, jobs, schedules: runs ? schedules : [], logger, wake })
  let isRunning = false
  let sender: { connection: Redis; queue: Queue } | undefined
  let receiver: { connection: Redis; worker: Worker } | undefined
  let pollTimer: NodeJS.Timeout | undefined
  let cleanTimer: NodeJS.Timeout | undefined
  let relaying: Promise<void> | undefined
  let isAskedAgain = false
  let stopped: Promise<void> | undefined

  function wake(): void {
    if (!isRunning) return
    isAskedAgain = true
    relaying ??= relayAll().finally(() => {
      relaying = undefined
      if (isAskedAgain) wake()
    })
  }

  /** Waits while Redis is away; what was not handed over then is found again by the next round. */
  async function relayAll(): Promise<void> {
    try {
      while (isAskedAgain) {
        isAskedAgain = false
        const rows = await unrelayedJobs(database)
        await handOver(rows, '')
        if (rows.length === RELAYED_AT_A_TIME) isAskedAgain = true
      }
    } catch (error) {
      isAskedAgain = false
      if (isRunning) logger.warn({ err: error }, 'jobs were not handed to Redis')
    }
  }

  async function handOver(rows: readonly Relayed[], mark: string): Promise<void> {
    if (rows.length === 0) return
    await sender?.queue.addBulk(rows.map((row) => ticketOf(row, mark)))
    await markRelayed(database, rows)
  }

  /** Redis has nothing to deliver though jobs are due: it was flushed, or came back from an old snapshot. */
  async function relayWhatWasLost(): Promise<void> {
    if (sender?.connection.status !== 'ready' || (await sender.queue.getWaitingCount()) > 0) return
    const overdue = await overdueJobs(database, runner.timing.pollMs)
    if (overdue.length === 0) return
    logger.warn({ count: overdue.length }, 'Redis forgot jobs; they are handed over again')
    await handOver(overdue, `-${Date.now()}`)
  }

  async function poll(): Promise<void> {
    try {
      await runner.takeBack(false)
      await runner.noticeCancellations()
      if (runner.running < concurrency) await relayWhatWasLost()
      wake()
    } catch (error) {
      logger.warn({ err: error }, 'the jobs of other processes could not be read')
    }
    if (isRunning) pollTimer = setTimeout(() => void poll(), runner.timing.pollMs)
  }

  function clean(): void {
    forgetOldJobs(database).catch((error: unknown) => logger.warn({ err: error }, 'old jobs were not forgotten'))
  }

  function startWorker(): void {
    const connection = connect()
    const work = async () => {
      const begun = await runner.begin()
      await begun?.done
    }
    const worker = new Worker(QUEUE, work, {
      connection,
      prefix,
      concurrency,
      // A ticket is only a nudge: one whose worker died may come again as often as it likes.
      maxStalledCount: Number.MAX_SAFE_INTEGER,
      removeOnComplete: { count: 0 },
      removeOnFail: { count: 0 },
    })
    worker.on('error', (error) => logger.debug({ err: error }, 'the job engine lost Redis'))
    receiver = { connection, worker }
  }

  return {
    async start() {
      const connection = connect()
      sender = { connection, queue: new Queue(QUEUE, { connection, prefix }) }
      sender.queue.on('error', (error) => logger.debug({ err: error }, 'the job engine lost Redis'))
      isRunning = true
      if (runs) {
        await runner.takeBack(false)
        startWorker()
        await clock.start()
        pollTimer = setTimeout(() => void poll(), runner.timing.pollMs)
        cleanTimer = setInterval(clean, CLEANING_MS)
        clean()
      }
      wake()
    },
    stop() {
      stopped ??= (async () => {
        clearTimeout(pollTimer)
        clearInterval(cleanTimer)
        clock.stop()
        const closing = receiver?.worker.close()
        await runner.stop()
        // What was put back is handed over at once, so that another process need not wait for its next look.
        wake()
        await within(CLOSING_MS, Promise.all([closing, relaying]))
        isRunning = false
        await within(CLOSING_MS, sender?.queue.close())
        if (receiver) await within(CLOSING_MS, receiver.worker.close(true))
        receiver?.connection.disconnect()
        sender?.connection.disconnect()
      })()
      return stopped
    },
    wake,
    noticeCancellations: () => void runner.noticeCancellations(),
  }
}

/** Named by job, try and time, so that handing it over twice makes one ticket. BullMQ refuses `:` in names. */
function ticketOf(row: Relayed, mark: string) {
  const runAt = Date.parse(row.run_at)
  return {
    name: row.name,
    data: {},
    opts: {
      jobId: `${row.public_id}-${row.attempts_made}-${runAt}${mark}`,
      delay: Math.max(runAt - Date.now(), 0),
      removeOnComplete: true,
      removeOnFail: true,
    },
  }
}

async function within(ms: number, work: Promise<unknown> | undefined): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work?.catch(() => undefined), late])
  clearTimeout(timer)
}
