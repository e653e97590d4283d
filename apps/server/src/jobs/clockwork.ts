import type { Database, Db } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'
import type { Logger } from '#kernel/logger.ts'
import type { BoundJob } from './define-job.ts'
import { enqueue, jobsByName } from './outbox.ts'
import { nextRun, type Schedule } from './schedules.ts'

/** Timers cannot be set further ahead (2^31 ms); waking once a day for nothing is cheap. */
const LONGEST_SLEEP_MS = 24 * 60 * 60_000

interface ClockworkOptions {
  database: Database
  jobs: readonly BoundJob[]
  schedules: readonly Schedule[]
  logger: Logger
  /** Called after jobs were asked for. */
  wake(): void
}

/** Asks for jobs when their time has come. Any number of processes may run one: each time is fired by one of them. */
export function clockwork({ database, jobs, schedules, logger, wake }: ClockworkOptions) {
  const known = jobsByName(jobs)
  const byName = jobsByName(schedules)
  let timer: NodeJS.Timeout | undefined
  let isStopped = false

  async function tick(): Promise<void> {
    let sleepMs = LONGEST_SLEEP_MS
    try {
      const rows = await database.reader.selectFrom('schedules').select(['name', 'next_run_at']).execute()
      const ours = rows.filter(({ name }) => byName.has(name))
      const due = ours.filter((row) => row.next_run_at <= instant())
      for (const { name, next_run_at } of due) await fire(name, next_run_at)
      const rest = due.length > 0 ? 0 : Math.min(...ours.map((row) => Date.parse(row.next_run_at) - Date.now()))
      sleepMs = Math.min(Math.max(rest, 0), LONGEST_SLEEP_MS)
    } catch (error) {
      logger.error({ err: error }, 'the schedules could not be read')
      sleepMs = 10_000
    }
    if (!isStopped) timer = setTimeout(() => void tick(), sleepMs)
  }

  /** The comparison with the time that was read decides which process fires; a time missed while off fires once. */
  async function fire(name: string, readNextRun: string): Promise<void> {
    const schedule = byName.get(name)
    if (!schedule) return
    const now = new Date()
    const isOurs = await database.writer.transaction().execute(async (trx) => {
      const { numUpdatedRows } = await trx
        .updateTable('schedules')
        .set({ next_run_at: instant(nextRun(schedule, now, Math.random())), last_run_at: instant(now) })
        .where('name', '=', name)
        .where('next_run_at', '=', readNextRun)
        .executeTakeFirst()
      if (numUpdatedRows === 0n) return false
      await enqueue(trx, database.dialect, known, [schedule.request()])
      return true
    })
    if (isOurs) wake()
  }

  return {
    async start(): Promise<void> {
      if (schedules.length === 0) return
      await database.writer.transaction().execute((trx) => recordSchedules(trx, schedules))
      await tick()
    },
    stop(): void {
      isStopped = true
      clearTimeout(timer)
    },
  }
}

/** New schedules get their first time; a time further off than the pattern says now (it was changed) moves forward. */
async function recordSchedules(db: Db, schedules: readonly Schedule[]): Promise<void> {
  const now = new Date()
  for (const schedule of schedules) {
    const next = instant(nextRun(schedule, now, Math.random()))
    await db
      .insertInto('schedules')
      .values({ name: schedule.name, next_run_at: schedule.isDueAtOnce ? instant(now) : next, last_run_at: null })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .execute()
    const latest = instant(nextRun(schedule, now, 1))
    await db
      .updateTable('schedules')
      .set({ next_run_at: next })
      .where('name', '=', schedule.name)
      .where('next_run_at', '>', latest)
      .execute()
  }
}
