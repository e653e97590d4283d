import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Type } from 'typebox'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { createTransaction } from '#app/transaction.ts'
import type { JobRequest } from '#database/open.ts'
import { memoryBus } from '#integrations/bus/memory.ts'
import type { JobRow } from '#jobs/claim.ts'
import { cancelJob } from '#jobs/control.ts'
import { bind, defineJob, type JobContext, type Queue } from '#jobs/define-job.ts'
import { createEngine, type Engine, type EngineKind, type EngineOptions } from '#jobs/engines/engine.ts'
import type { JobNews } from '#jobs/job-news.ts'
import type { Timing } from '#jobs/timing.ts'
import { instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { silentLogger } from '#kernel/logger.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { forgetKeys, redisUrl } from '#test/support/redis.ts'
import { until } from '#test/support/until.ts'
import { countMe, countOf, createEffects, effectJobs, labelsOf } from './effects.ts'
import { startWorkerProcess } from './workers.ts'

type Play = (label: string, context: JobContext) => Promise<unknown>
type Deps = { play: Play }

const Label = Type.Object({ label: Type.String() })
const playIn = (queue: Queue, more: { attempts?: number; timeoutSeconds?: number; name?: string } = {}) =>
  defineJob({
    name: more.name ?? `test.${queue}`,
    queue,
    payload: Label,
    attempts: more.attempts ?? 3,
    timeoutSeconds: more.timeoutSeconds ?? 30,
    run: ({ play }: Deps, { label }, context) => play(label, context),
  })

const critical = playIn('critical')
const plain = playIn('default')
const low = playIn('low')
const hasty = playIn('default', { name: 'test.hasty', timeoutSeconds: 0.15, attempts: 1 })
const once = defineJob({ ...plain, name: 'test.once', key: ({ label }: { label: string }) => label })
const frequent = defineJob({
  ...playIn('default', { name: 'test.frequent', attempts: 1 }),
  foundNothing: (result) => result === 'nothing',
})
const definitions = [critical, plain, low, hasty, once, frequent, countMe]

/** Quick, so that a test takes as long as what it is about. */
const quick: Partial<Timing> = {
  leaseMs: 1_500,
  heartbeatMs: 200,
  pollMs: 100,
  stopMs: 400,
  stopGraceMs: 200,
  abortGraceMs: 200,
  progressMs: 100,
  backOffMs: 60,
}

/** What an engine promises. Every kind passes all of it, on both databases. */
export function engineContract(kind: EngineKind): void {
  onEveryDatabase(`the ${kind} engine`, (world) => {
    const engines: Engine[] = []
    let prefix = ''

    beforeEach(async () => {
      prefix = `colophon-test-${randomBytes(5).toString('hex')}`
      await world.db.writer.deleteFrom('jobs').execute()
      await createEffects(world.db)
    })
    afterEach(async () => {
      await Promise.all(engines.splice(0).map((engine) => engine.stop()))
      if (kind === 'redis') await forgetKeys(prefix)
    })

    const bus = memoryBus()
    const engineWith = async (play: Play, more: Partial<EngineOptions> = {}): Promise<Engine> => {
      const jobs = [critical, plain, low, hasty, once, frequent].map((job) => bind(job, { play }))
      const engine = await createEngine(kind, {
        database: world.db,
        jobs: [...jobs, ...effectJobs(world.db)],
        schedules: [],
        bus,
        logger: silentLogger,
        runs: true,
        isShared: true,
        timing: quick,
        redis: { url: redisUrl, prefix },
        ...more,
      })
      engines.push(engine)
      return engine
    }
    const ask = async (requests: JobRequest[], engine?: Engine) => {
      const wake = () => engine?.wake()
      const transaction = createTransaction({ database: world.db, jobs: definitions, reactions: [], wake })
      await transaction(async (_trx, emit) => requests.forEach(emit))
    }
    const rows = async (): Promise<JobRow[]> =>
      await world.db.reader.selectFrom('jobs').selectAll().orderBy('id').execute()
    const allDone = () => until(rows, (all) => all.every(({ state }) => state === 'completed'))

    it('works off what waits in the order asked, larger priority first', async () => {
      const played: string[] = []
      const engine = await engineWith(async (label) => played.push(label), { concurrency: 1 })
      await ask([plain.request({ label: 'a' }), plain.request({ label: 'b' })])
      await ask([plain.request({ label: 'urgent' }, { priority: 5 }), plain.request({ label: 'c' })])
      await engine.start()
      await allDone()
      expect(played).toEqual(['urgent', 'a', 'b', 'c'])
    })

    it('gives each queue its share while all have work, and starves none', async () => {
      const played: string[] = []
      const engine = await engineWith(async (label) => played.push(label), { concurrency: 1 })
      await ask(
        [critical, plain, low].flatMap((job) => Array.from({ length: 12 }, () => job.request({ label: job.queue }))),
      )
      await engine.start()
      await allDone()
      const first = played.slice(0, 20)
      expect(['critical', 'default', 'low'].map((queue) => first.filter((label) => label === queue).length)).toEqual([
        12, 6, 2,
      ])
      expect(played.slice(0, 10)).toContain('low')
    })

    it('starts a job that is asked for while it is idle', async () => {
      const engine = await engineWith(async () => undefined)
      await engine.start()
      await sleep(50)
      await ask([plain.request({ label: 'now' })], engine)
      const [row] = await until(rows, ([row]) => row?.state === 'completed')
      expect(row).toMatchObject({ attempts_made: 1, claimed_by: null, error: null })
      expect(Date.parse(row?.started_at ?? '') - Date.parse(row?.created_at ?? '')).toBeLessThan(1_500)
    })

    it('runs several at a time, and no more than it may', async () => {
      let running = 0
      let most = 0
      const engine = await engineWith(
        async () => {
          running += 1
          most = Math.max(most, running)
          await until(() => most >= 3)
          await sleep(20)
          running -= 1
        },
        { concurrency: 3 },
      )
      await ask(Array.from({ length: 9 }, (_, n) => plain.request({ label: String(n) })))
      await engine.start()
      await allDone()
      expect(most).toBe(3)
    })

    it('keeps what a job returns', async () => {
      const engine = await engineWith(async () => ({ books: 3 }))
      await ask([plain.request({ label: 'a' })])
      await engine.start()
      const [row] = await allDone()
      expect(row?.result_json).toEqual({ books: 3 })
    })

    it('leaves no trace of a frequent job that found nothing to do; what it did and what failed stays', async () => {
      const lines: string[] = []
      const note = (fields: object) => void lines.push((fields as { job: string }).job)
      const heard: string[] = []
      const stopListening = bus.subscribe(({ data }) => heard.push((data as JobNews).name))
      const play: Play = async (label) => {
        if (label === 'fails') throw new Error('the other side said no')
        return label
      }
      const engine = await engineWith(play, { logger: { ...silentLogger, info: note, warn: note } })
      await ask([frequent.request({ label: 'nothing' }), frequent.request({ label: 'nothing' })])
      await engine.start()
      await until(rows, (all) => all.length === 0)
      expect([lines, heard]).toEqual([[], []])

      const labels = ['nothing', 'something', 'fails']
      await ask([...labels.map((label) => frequent.request({ label })), plain.request({ label: 'nothing' })], engine)
      const all = await until(rows, (all) => all.length === 3 && all.every(({ finished_at }) => finished_at !== null))
      stopListening()
      expect(all.map(({ name, state }) => [name, state])).toEqual([
        ['test.frequent', 'completed'],
        ['test.frequent', 'failed'],
        ['test.default', 'completed'],
      ])
      await until(() => lines.length === 3)
      expect(lines.toSorted()).toEqual(['test.default', 'test.frequent', 'test.frequent'])
      expect(heard.toSorted()).toEqual(['test.default', 'test.default', 'test.frequent', 'test.frequent'])
    })

    it('tries again after growing waits, and keeps the error of a job that never works', async () => {
      const times: number[] = []
      const engine = await engineWith(async () => {
        times.push(Date.now())
        throw new Error('the other side said no')
      })
      await ask([plain.request({ label: 'a' })])
      await engine.start()
      const [row] = await until(rows, ([row]) => row?.state === 'failed')
      expect(row).toMatchObject({ attempts_made: 3, error: 'Error: the other side said no' })
      const [first = 0, second = 0, third = 0] = times
      expect(second - first).toBeGreaterThanOrEqual(45)
      expect(third - second).toBeGreaterThanOrEqual(190)
    })

    it('succeeds on a later try and forgets the error', async () => {
      const engine = await engineWith(async (_label, { attempt }) => {
        if (attempt < 3) throw new Error('not yet')
      })
      await ask([plain.request({ label: 'a' })])
      await engine.start()
      const [row] = await allDone()
      expect(row).toMatchObject({ attempts_made: 3, error: null })
    })

    it('does not repeat what was asked for wrongly', async () => {
      const engine = await engineWith(async () => {
        throw invalid('test.wrong', 'There is no such thing')
      })
      await ask([plain.request({ label: 'a' })])
      await engine.start()
      const [row] = await until(rows, ([row]) => row?.state === 'failed')
      expect(row?.attempts_made).toBe(1)
    })

    it('fails a job that nobody knows any more', async () => {
      const engine = await engineWith(async () => undefined)
      await ask([plain.request({ label: 'a' })])
      await world.db.writer.updateTable('jobs').set({ name: 'test.from-yesterday', attempts_max: 1 }).execute()
      await engine.start()
      const [row] = await until(rows, ([row]) => row?.state === 'failed')
      expect(row?.error).toContain('no job is called test.from-yesterday')
    })

    it('makes one job of equal keys that wait, and another of a key that runs', async () => {
      const played: string[] = []
      let goOn = () => {}
      const open = new Promise<void>((resolve) => {
        goOn = resolve
      })
      const engine = await engineWith(async (label) => {
        played.push(label)
        await open
      })
      await ask([once.request({ label: 'x' }), once.request({ label: 'x' }), once.request({ label: 'y' })])
      await ask([once.request({ label: 'x' })])
      expect(await rows()).toHaveLength(2)
      await engine.start()
      await until(() => played.length === 2)
      await ask([once.request({ label: 'x' }), once.request({ label: 'x' })], engine)
      expect(await rows()).toHaveLength(3)
      goOn()
      await allDone()
      expect(played.toSorted()).toEqual(['x', 'x', 'y'])
    })

    it('brings a delayed job forward when the same is wanted now', async () => {
      const engine = await engineWith(async () => undefined)
      await engine.start()
      await ask([once.request({ label: 'x' }, { delayMs: 60_000 })], engine)
      await sleep(60)
      await ask([once.request({ label: 'x' })], engine)
      await allDone()
      expect(await rows()).toHaveLength(1)
    })

    it('lets a failed try give way to the same job asked for meanwhile', async () => {
      let isFirst = true
      const engine: Engine = await engineWith(async () => {
        if (!isFirst) return
        isFirst = false
        await ask([once.request({ label: 'x' }, { delayMs: 200 })], engine)
        throw new Error('no')
      })
      await ask([once.request({ label: 'x' })])
      await engine.start()
      const all = await until(rows, (all) => all.length === 2 && all[1]?.state === 'completed')
      expect(all[0]).toMatchObject({ state: 'cancelled', error: 'Error: no (asked for again meanwhile)' })
    })

    it('starts a delayed job when its time has come, not before', async () => {
      const engine = await engineWith(async () => undefined)
      await engine.start()
      await ask([plain.request({ label: 'later' }, { delayMs: 400 })], engine)
      const [row] = await allDone()
      const waited = Date.parse(row?.started_at ?? '') - Date.parse(row?.created_at ?? '')
      expect(waited).toBeGreaterThanOrEqual(400)
      expect(waited).toBeLessThan(3_000)
    })

    it('aborts the signal of a job that takes too long, and counts it as failed', async () => {
      let reason: unknown
      const engine = await engineWith(async (_label, { signal }) => {
        await new Promise((resolve) => signal.addEventListener('abort', resolve))
        reason = signal.reason
      })
      await ask([hasty.request({ label: 'a' })])
      await engine.start()
      const [row] = await until(rows, ([row]) => row?.state === 'failed')
      expect(row?.error).toContain('Not done after 0.15 seconds')
      expect(reason).toMatchObject({ why: 'timed-out' })
    })

    it('goes on without a job that does not listen to its signal', async () => {
      const engine = await engineWith((label) => (label === 'deaf' ? new Promise(() => {}) : Promise.resolve()), {
        concurrency: 1,
      })
      await ask([hasty.request({ label: 'deaf' }), plain.request({ label: 'next' })])
      await engine.start()
      const all = await until(rows, (all) => all.every(({ state }) => state !== 'waiting' && state !== 'active'))
      expect(all.map(({ state }) => state)).toEqual(['failed', 'completed'])
    })

    it('never runs a job that was cancelled while it waited', async () => {
      const played: string[] = []
      const engine = await engineWith(async (label) => played.push(label))
      await ask([plain.request({ label: 'unwanted' }), plain.request({ label: 'wanted' })])
      const [first] = await rows()
      await cancelJob({ database: world.db, engine }, first?.public_id ?? '')
      await engine.start()
      await until(rows, (all) => all[1]?.state === 'completed')
      expect(played).toEqual(['wanted'])
      expect((await rows())[0]?.state).toBe('cancelled')
    })

    it('aborts a running job that is cancelled, also from another process, and does not try it again', async () => {
      const listen: Play = (_label, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      const engine = await engineWith(listen)
      await ask([plain.request({ label: 'here' }), plain.request({ label: 'elsewhere' })])
      await engine.start()
      const all = await until(rows, (all) => all.every(({ state }) => state === 'active'))
      const deaf = { noticeCancellations() {}, wake() {} }
      await cancelJob({ database: world.db, engine }, all[0]?.public_id ?? '')
      await cancelJob({ database: world.db, engine: deaf }, all[1]?.public_id ?? '')
      const after = await until(rows, (all) => all.every(({ state }) => state === 'cancelled'))
      expect(after.map(({ attempts_made }) => attempts_made)).toEqual([1, 1])
    })

    it('writes and announces progress, but not each word of it', async () => {
      const heard: JobNews[] = []
      const stopListening = bus.subscribe(({ data }) => heard.push(data as JobNews))
      const engine = await engineWith(async (_label, { progress }) => {
        for (let done = 1; done <= 100; done += 1) {
          progress({ done, total: 100, text: 'counting' })
          await sleep(2)
        }
      })
      await ask([plain.request({ label: 'a' })])
      await engine.start()
      const [row] = await allDone()
      stopListening()
      expect(row?.progress_json).toEqual({ done: 100, total: 100, text: 'counting' })
      const words = heard.filter(({ progress }) => progress !== null)
      expect(words.length).toBeGreaterThan(1)
      expect(words.length).toBeLessThan(12)
      expect(heard.at(0)).toMatchObject({ id: row?.public_id, name: 'test.default', state: 'active' })
      expect(heard.at(-1)?.state).toBe('completed')
    })

    it('keeps a claim alive for as long as the job runs', async () => {
      let starts = 0
      const play: Play = async () => {
        starts += 1
        await sleep(2_200)
      }
      const [one, two] = [await engineWith(play), await engineWith(play)]
      await ask([plain.request({ label: 'long' })])
      await Promise.all([one.start(), two.start()])
      await allDone()
      expect(starts).toBe(1)
    })

    it('takes a job back when nobody has given a sign of life for it', async () => {
      const engine = await engineWith(async () => undefined)
      await ask([plain.request({ label: 'a' }), plain.request({ label: 'spent' })])
      const lost = {
        state: 'active' as const,
        claimed_by: 'elsewhere/1/2/3/4',
        claimed_until: instant(new Date(Date.now() + 300)),
      }
      await world.db.writer.updateTable('jobs').set(lost).set({ attempts_made: 1 }).execute()
      const [, spent] = await rows()
      await world.db.writer
        .updateTable('jobs')
        .set({ attempts_made: 3 })
        .where('id', '=', spent?.id ?? 0)
        .execute()
      await engine.start()
      const all = await until(rows, (all) => all.every(({ finished_at }) => finished_at !== null))
      expect(all.map(({ state, attempts_made }) => [state, attempts_made])).toEqual([
        ['completed', 2],
        ['failed', 3],
      ])
      expect(Date.parse(all[0]?.started_at ?? '')).toBeGreaterThanOrEqual(Date.parse(lost.claimed_until))
    })

    it('lets running jobs end when it stops, and takes no more', async () => {
      const engine = await engineWith(() => sleep(200), { concurrency: 1 })
      await ask([plain.request({ label: 'a' }), plain.request({ label: 'b' })])
      await engine.start()
      await until(rows, ([row]) => row?.state === 'active')
      await engine.stop()
      expect((await rows()).map(({ state }) => state)).toEqual(['completed', 'waiting'])
    })

    it('puts back what does not end in time, without counting the try, and another engine does it', async () => {
      const listen: Play = (_label, { signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      const engine = await engineWith(listen)
      await ask([plain.request({ label: 'a' })])
      await engine.start()
      await until(rows, ([row]) => row?.state === 'active')
      const began = Date.now()
      await engine.stop()
      expect(Date.now() - began).toBeLessThan(5_000)
      expect((await rows())[0]).toMatchObject({ state: 'waiting', attempts_made: 0, error: null })
      const next = await engineWith(async () => undefined)
      await next.start()
      const [row] = await allDone()
      expect(row?.attempts_made).toBe(1)
    })

    it('only asks for jobs where it is told to run none', async () => {
      const played: string[] = []
      const asking = await engineWith(async (label) => played.push(`web ${label}`), { runs: false })
      const running = await engineWith(async (label) => played.push(`worker ${label}`))
      await Promise.all([asking.start(), running.start()])
      await ask([plain.request({ label: 'a' })], asking)
      await allDone()
      expect(played).toEqual(['worker a'])
    })

    it('asks for a scheduled job once, however many engines run, and once for all times missed', async () => {
      await world.db.writer.deleteFrom('schedules').execute()
      const missed = instant(new Date(Date.now() - 50 * 3_600_000))
      const row = { name: 'test.hourly', next_run_at: missed, last_run_at: null }
      await world.db.writer.insertInto('schedules').values(row).execute()
      const schedules = [
        { name: 'test.hourly', request: () => plain.request({ label: 'hourly' }), every: { cron: '0 * * * *' } },
      ]
      const played: string[] = []
      const play: Play = async (label) => played.push(label)
      const both = [await engineWith(play, { schedules }), await engineWith(play, { schedules })]
      await Promise.all(both.map((engine) => engine.start()))
      await until(() => played.length > 0)
      await sleep(300)
      expect(played).toEqual(['hourly'])
      const { next_run_at } = await world.db.reader.selectFrom('schedules').selectAll().executeTakeFirstOrThrow()
      expect(Date.parse(next_run_at)).toBeGreaterThan(Date.now())
    })

    it('loses and doubles nothing when a worker process is killed', async () => {
      const at = { databaseUrl: world.url, redisUrl, prefix }
      const victim = await startWorkerProcess(kind, at)
      const labels = Array.from({ length: 3 }, (_, n) => `job ${n}`)
      await ask(labels.map((label) => countMe.request({ label, firstTryMs: 60_000 })))
      await until(
        () => countOf(world.db, 'begun'),
        (begun) => begun === 3,
      )
      await victim.kill()
      const heir = await startWorkerProcess(kind, at)
      await until(rows, (all) => all.every(({ state }) => state === 'completed'), 15_000)
      await heir.stop()
      expect(await labelsOf(world.db, 'done')).toEqual(labels)
      expect(await countOf(world.db, 'begun')).toBe(6)
      expect((await rows()).map(({ attempts_made }) => attempts_made)).toEqual([2, 2, 2])
    }, 40_000)

    it('does each of 1,000 jobs once in two processes', async () => {
      const at = { databaseUrl: world.url, redisUrl, prefix }
      const labels = Array.from({ length: 1_000 }, (_, n) => `job ${String(n).padStart(4, '0')}`)
      await ask(labels.map((label) => countMe.request({ label, firstTryMs: 0 })))
      const workers = await Promise.all([startWorkerProcess(kind, at), startWorkerProcess(kind, at)])
      await until(
        () => world.db.reader.selectFrom('jobs').select('id').where('state', '!=', 'completed').execute(),
        (left) => left.length === 0,
        60_000,
      )
      await Promise.all(workers.map((worker) => worker.stop()))
      expect(await labelsOf(world.db, 'begun')).toEqual(labels)
      expect(await labelsOf(world.db, 'done')).toEqual(labels)
    }, 90_000)
  })
}
