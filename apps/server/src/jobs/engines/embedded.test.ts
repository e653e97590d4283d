import { expect, it } from 'vitest'
import { memoryBus } from '#integrations/bus/memory.ts'
import { instant } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { countMe, countOf, createEffects, effectJobs } from '#test/jobs/effects.ts'
import { engineContract } from '#test/jobs/engine-contract.ts'
import { insertJob } from '#test/jobs/rows.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { until } from '#test/support/until.ts'
import { newOwner } from '../owner.ts'
import { createEngine } from './engine.ts'

engineContract('embedded')

onEveryDatabase('an embedded engine that is alone with its database', (world) => {
  const left = (label: string, claimed_by: string) =>
    insertJob(world.db, {
      name: countMe.name,
      payload_json: { label, firstTryMs: 0 },
      state: 'active',
      claimed_by,
      claimed_until: instant(new Date(Date.now() + 30_000)),
      attempts_made: 1,
    })

  it('takes back at its start what was left over, from whatever machine, and leaves alone what certainly runs', async () => {
    await createEffects(world.db)
    await left('left over', 'a-container-that-was/1/1/1/1')
    await left('running', newOwner())
    const engine = await createEngine('embedded', {
      database: world.db,
      jobs: effectJobs(world.db),
      schedules: [],
      bus: memoryBus(),
      logger: silentLogger,
      runs: true,
      isShared: false,
    })
    await engine.start()
    await until(
      () => countOf(world.db, 'done', 'left over'),
      (done) => done === 1,
    )
    await engine.stop()
    expect(await countOf(world.db, 'begun')).toBe(1)
  })
})
