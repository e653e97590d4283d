import { nextDue } from '../claim.ts'
import { clockwork } from '../clockwork.ts'
import type { Engine, EngineOptions } from '../engine.ts'
import { forgetOldJobs } from '../retention.ts'
import { Runner } from '../runner.ts'

const LONGEST_SLEEP_MS = 60 * 60_000
const AFTER_TROUBLE_MS = 2_000
/** Old rows are forgotten after so many ended jobs; an idle server has nothing to forget. */
const ENDED_BETWEEN_CLEANING = 200

/**
 * The database is the queue. Without other writers it sleeps until it is woken by a commit or by the next due job;
 * where other processes write the same rows it also looks every two seconds.
 */
export function embeddedEngine(options: EngineOptions): Engine {
  const { database, logger, schedules, jobs, concurrency = 4, runs } = options
  if (!runs) return idleEngine()

  const isShared = options.isShared ?? database.dialect.name === 'postgres'
  const runner = new Runner(options)
  const clock = clockwork({ database, jobs, schedules, logger, wake })
  let isRunning = false
  let isFilling = false
  let isAskedAgain = false
  let dueTimer: NodeJS.Timeout | undefined
  let pollTimer: NodeJS.Timeout | undefined
  let ended = 0
  let stopped: Promise<void> | undefined

  function wake(): void {
    if (!isRunning) return
    if (isFilling) isAskedAgain = true
    else void fill()
  }

  /** Begins jobs until all slots are taken or nothing is due, then sets the alarm for the next. */
  async function fill(): Promise<void> {
    isFilling = true
    clearTimeout(dueTimer)
    let sleepMs: number | undefined
    try {
      do {
        isAskedAgain = false
        while (isRunning && runner.running < concurrency) {
          const begun = await runner.begin()
          if (!begun) break
          void begun.done.then(onEnd)
        }
      } while (isAskedAgain && runner.running < concurrency)
      // With all slots taken, the end of a job wakes us.
      if (runner.running < concurrency) sleepMs = await untilNextDue()
    } catch (error) {
      logger.error({ err: error }, 'no job could be taken')
      sleepMs = AFTER_TROUBLE_MS
    }
    isFilling = false
    if (isAskedAgain) wake()
    else if (sleepMs !== undefined && isRunning) dueTimer = setTimeout(wake, sleepMs)
  }

  async function untilNextDue(): Promise<number | undefined> {
    const due = await nextDue(database)
    return due && Math.min(Math.max(due.getTime() - Date.now(), 0) + 1, LONGEST_SLEEP_MS)
  }

  function onEnd(): void {
    ended += 1
    if (ended % ENDED_BETWEEN_CLEANING === 0) clean()
    wake()
  }

  function clean(): void {
    forgetOldJobs(database).catch((error: unknown) => logger.warn({ err: error }, 'old jobs were not forgotten'))
  }

  async function poll(): Promise<void> {
    try {
      await runner.takeBack(false)
      await runner.noticeCancellations()
      wake()
    } catch (error) {
      logger.warn({ err: error }, 'the jobs of other processes could not be read')
    }
    if (isRunning) pollTimer = setTimeout(() => void poll(), runner.timing.pollMs)
  }

  return {
    async start() {
      await runner.takeBack(!isShared)
      isRunning = true
      await clock.start()
      wake()
      clean()
      // Alone, claims only run out when this process could not write for long; looking rarely is enough.
      pollTimer = setTimeout(() => void poll(), isShared ? runner.timing.pollMs : runner.timing.leaseMs)
    },
    stop() {
      isRunning = false
      stopped ??= (async () => {
        clearTimeout(dueTimer)
        clearTimeout(pollTimer)
        clock.stop()
        await runner.stop()
      })()
      return stopped
    },
    wake,
    noticeCancellations: () => void runner.noticeCancellations(),
  }
}

/** Of a process that only asks for jobs: the rows are enough, whoever runs jobs finds them. */
function idleEngine(): Engine {
  return { start: async () => {}, stop: async () => {}, wake() {}, noticeCancellations() {} }
}
