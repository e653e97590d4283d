import { Type } from 'typebox'
import { describe, expect, it } from 'vitest'
import { instant } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { until } from '#test/support/until.ts'
import { clockwork } from './clockwork.ts'
import { bind, defineJob } from './define-job.ts'
import { nextRun, type Schedule } from './schedules.ts'

const sweep = defineJob({
  name: 'test.sweep',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'one',
  timeoutSeconds: 5,
  run: async () => undefined,
})
const at = (every: Schedule['every'], more: Partial<Schedule> = {}): Schedule => ({
  name: 'sweep',
  request: () => sweep.request({}),
  every,
  ...more,
})

describe('the next time of a schedule', () => {
  const noon = new Date('2026-03-04T12:00:00.000Z')
  it('is a distance from now', () => {
    expect(nextRun(at({ seconds: 90 }), noon, 0).toISOString()).toBe('2026-03-04T12:01:30.000Z')
  })
  it('follows a cron pattern', () => {
    expect(nextRun(at({ cron: '*/5 * * * *' }), noon, 0).toISOString()).toBe('2026-03-04T12:05:00.000Z')
  })
  it('comes a little later by chance', () => {
    expect(nextRun(at({ seconds: 60 }, { jitterSeconds: 10 }), noon, 0.5).toISOString()).toBe(
      '2026-03-04T12:01:05.000Z',
    )
  })
  it('cannot be made of nonsense', () => {
    expect(() => nextRun(at({ cron: 'every now and then' }), noon, 0)).toThrow()
    expect(() => nextRun(at({ cron: '0 0 31 2 *' }), noon, 0)).toThrow('never comes')
  })
})

onEveryDatabase('schedules', (world) => {
  const jobs = [bind(sweep, {})]
  const begin = async (schedules: Schedule[]) => {
    const clock = clockwork({ database: world.db, jobs, schedules, logger: silentLogger, wake() {} })
    await clock.start()
    return clock
  }
  const row = () => world.db.reader.selectFrom('schedules').selectAll().where('name', '=', 'sweep').executeTakeFirst()
  const asked = () => world.db.reader.selectFrom('jobs').select('id').execute()
  const forget = async () => {
    await world.db.writer.deleteFrom('schedules').execute()
    await world.db.writer.deleteFrom('jobs').execute()
  }

  it('are remembered over restarts, and not asked for before their time', async () => {
    await forget()
    const first = await begin([at({ seconds: 3_600 })])
    const before = await row()
    first.stop()
    const second = await begin([at({ seconds: 3_600 })])
    second.stop()
    expect(await row()).toEqual(before)
    expect(await asked()).toHaveLength(0)
  })

  it('ask when their time comes, again and again', async () => {
    await forget()
    const clock = await begin([at({ seconds: 0.1 })])
    const first = await until(async () => (await row())?.last_run_at)
    await until(async () => (await row())?.last_run_at !== first)
    clock.stop()
    // Equal keys that wait are one job.
    expect(await asked()).toHaveLength(1)
  })

  it('ask at once where they are due at the very first start', async () => {
    await forget()
    const clock = await begin([at({ seconds: 3_600 }, { isDueAtOnce: true })])
    await until(async () => (await asked()).length === 1)
    clock.stop()
    expect((await row())?.next_run_at.localeCompare(instant())).toBe(1)
  })

  it('move forward when their distance became shorter', async () => {
    await forget()
    for (const seconds of [86_400, 60]) (await begin([at({ seconds })])).stop()
    expect(Date.parse((await row())?.next_run_at ?? '')).toBeLessThan(Date.now() + 61_000)
  })
})
