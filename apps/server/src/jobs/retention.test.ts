import { expect, it } from 'vitest'
import { instant } from '#kernel/clock.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { forgetOldJobs } from './retention.ts'

onEveryDatabase('ended jobs', (world) => {
  const insert = async (count: number, state: 'completed' | 'failed' | 'waiting', daysAgo: number) => {
    const at = instant(new Date(Date.now() - daysAgo * 86_400_000))
    const row = () => ({
      public_id: world.db.dialect.newPublicId(),
      name: 'test.job',
      queue: 'default',
      priority: 0,
      payload_json: '{}',
      state,
      run_at: at,
      attempts_max: 1,
      created_at: at,
      finished_at: state === 'waiting' ? null : at,
    })
    for (let left = count; left > 0; left -= 500) {
      await world.db.writer
        .insertInto('jobs')
        .values(Array.from({ length: Math.min(left, 500) }, row))
        .execute()
    }
  }
  const count = async () => (await world.db.reader.selectFrom('jobs').select('id').execute()).length

  it('are forgotten beyond the last thousand and after a week; what waits or failed stays', async () => {
    await insert(3, 'completed', 8)
    await insert(1_700, 'completed', 0)
    await insert(2, 'failed', 30)
    await insert(2, 'waiting', 30)
    expect(await forgetOldJobs(world.db)).toBe(703)
    expect(await count()).toBe(1_004)
    expect(await forgetOldJobs(world.db)).toBe(0)
  })
})
