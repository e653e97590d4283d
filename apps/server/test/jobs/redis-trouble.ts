import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTransaction } from '#app/transaction.ts'
import { memoryBus } from '#integrations/bus/memory.ts'
import { createEngine, type Engine, type EngineOptions } from '#jobs/engines/engine.ts'
import { silentLogger } from '#kernel/logger.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { forgetKeys, redisUrl } from '#test/support/redis.ts'
import type { RedisServer } from '#test/support/redis-server.ts'
import { until } from '#test/support/until.ts'
import { countMe, countOf, createEffects, effectJobs } from './effects.ts'

const ask = (world: { db: EngineOptions['database'] }, labels: string[], engine?: Engine, delayMs = 0) =>
  createTransaction({ database: world.db, jobs: [countMe], reactions: [], wake: () => engine?.wake() })(
    async (_trx, emit) => {
      for (const label of labels) emit(countMe.request({ label, firstTryMs: 0 }, { delayMs }))
    },
  )

const engineOn = (world: { db: EngineOptions['database'] }, more: Partial<EngineOptions>) =>
  createEngine('redis', {
    database: world.db,
    jobs: effectJobs(world.db),
    schedules: [],
    bus: memoryBus(),
    logger: silentLogger,
    runs: true,
    ...more,
  })

/** What holds whatever happens to Redis. */
export function redisTrouble(): void {
  onEveryDatabase('jobs on a Redis that forgets', (world) => {
    let prefix = ''
    const engines: Engine[] = []
    const start = async (more: Partial<EngineOptions>) => {
      const engine = await engineOn(world, { redis: { url: redisUrl, prefix }, ...more })
      engines.push(engine)
      await engine.start()
      return engine
    }
    beforeEach(async () => {
      prefix = `colophon-test-${randomBytes(5).toString('hex')}`
      await world.db.writer.deleteFrom('jobs').execute()
      await createEffects(world.db)
    })
    afterEach(async () => {
      await Promise.all(engines.splice(0).map((engine) => engine.stop()))
      await forgetKeys(prefix)
    })

    it('reach a worker through Redis, without its looking into the database', async () => {
      const never = { pollMs: 3_600_000 }
      await start({ timing: never })
      const asking = await start({ runs: false, timing: never })
      await sleep(100)
      const began = Date.now()
      await ask(world, ['a'], asking)
      await until(
        () => countOf(world.db, 'done'),
        (done) => done === 1,
      )
      expect(Date.now() - began).toBeLessThan(3_000)
    })

    it('are all done after a flush, delayed ones too, each once', async () => {
      const asking = await start({ runs: false })
      await ask(world, ['a', 'b', 'c'], asking)
      await ask(world, ['later'], asking, 900)
      const relayed = () => world.db.reader.selectFrom('jobs').select('id').where('relayed_at', 'is', null).execute()
      await until(relayed, (left) => left.length === 0)
      await forgetKeys(prefix)
      await start({ timing: { pollMs: 100 } })
      await until(
        () => countOf(world.db, 'done'),
        (done) => done === 4,
      )
      await sleep(300)
      expect(await countOf(world.db, 'begun')).toBe(4)
    })
  })
}

export function redisAway(server: () => RedisServer): void {
  onEveryDatabase('jobs on a Redis that goes away', (world) => {
    let engine: Engine | undefined
    beforeEach(async () => {
      await world.db.writer.deleteFrom('jobs').execute()
      await createEffects(world.db)
      await server().start()
    })
    afterEach(async () => {
      await engine?.stop()
      await server().kill()
    })

    it('are taken while it is away and done when it is back', async () => {
      engine = await engineOn(world, { redis: { url: server().url }, timing: { pollMs: 100 } })
      await engine.start()
      await ask(world, ['before'], engine)
      await until(
        () => countOf(world.db, 'done'),
        (done) => done === 1,
      )
      await server().kill()
      const began = Date.now()
      await ask(world, ['while away'], engine)
      expect(Date.now() - began).toBeLessThan(2_000)
      await sleep(200)
      await server().start()
      await ask(world, ['after'], engine)
      await until(
        () => countOf(world.db, 'done'),
        (done) => done === 3,
      )
      expect(await countOf(world.db, 'begun')).toBe(3)
    })

    it('do not keep a process from ending while it is away', async () => {
      engine = await engineOn(world, { redis: { url: server().url } })
      await engine.start()
      await server().kill()
      await ask(world, ['never handed over'], engine)
      const began = Date.now()
      await engine.stop()
      expect(Date.now() - began).toBeLessThan(5_000)
    })
  })
}
