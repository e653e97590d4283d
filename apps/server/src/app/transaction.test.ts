import { sql } from 'kysely'
import { Type } from 'typebox'
import { beforeEach, expect, it } from 'vitest'
import { defineJob } from '#jobs/define-job.ts'
import { tell, when } from '#jobs/reactions.ts'
import type { BusMessage } from '#kernel/bus.ts'
import { type DomainEvent, defineEvent } from '#kernel/events.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { createTransaction, type TransactionDeps } from './transaction.ts'

const bookAdded = defineEvent<{ bookId: number }>('test.book-added')
const enrich = defineJob({
  name: 'test.enrich',
  queue: 'low',
  payload: Type.Object({ bookId: Type.Integer() }),
  key: ({ bookId }) => String(bookId),
  attempts: 2,
  timeoutSeconds: 5,
  run: async () => undefined,
})

onEveryDatabase('a transaction', (world) => {
  let woken = 0
  let news: BusMessage[] = []
  let heard: DomainEvent[] = []
  const make = (more: Partial<TransactionDeps> = {}) =>
    createTransaction({
      database: world.db,
      jobs: [enrich],
      reactions: [
        when(bookAdded, ({ bookId }) => [enrich.request({ bookId })]),
        tell(bookAdded, ({ bookId }) => [{ topic: 'books-changed', data: { bookId } }]),
      ],
      wake: () => {
        woken += 1
      },
      bus: { publish: (message) => news.push(message) },
      listeners: [(event) => heard.push(event)],
      ...more,
    })
  const jobs = () => world.db.reader.selectFrom('jobs').selectAll().orderBy('id').execute()

  beforeEach(async () => {
    woken = 0
    news = []
    heard = []
    await world.db.writer.deleteFrom('jobs').execute()
    await world.db.writer.deleteFrom('settings').execute()
  })

  it('writes the jobs that follow from its events, and then tells engine, pages and listeners', async () => {
    const result = await make()(async (_trx, emit) => {
      emit(bookAdded({ bookId: 7 }))
      return 'done'
    })
    expect(result).toBe('done')
    expect(await jobs()).toMatchObject([
      { name: 'test.enrich', queue: 'low', state: 'waiting', attempts_max: 2, payload_json: { bookId: 7 } },
    ])
    expect(woken).toBe(1)
    expect(news).toEqual([{ topic: 'books-changed', data: { bookId: 7 } }])
    expect(heard).toEqual([bookAdded({ bookId: 7 })])
  })

  it('takes requests for jobs as well, and folds equal keys', async () => {
    await make()(async (_trx, emit) => {
      emit(enrich.request({ bookId: 1 }, { delayMs: 60_000 }))
      emit(enrich.request({ bookId: 1 }, { priority: 3 }))
      emit(enrich.request({ bookId: 2 }))
    })
    const [first, second] = await jobs()
    expect(first).toMatchObject({ dedup_key: '1', priority: 3 })
    expect(first?.run_at.localeCompare(second?.run_at ?? '')).toBe(0)
  })

  it('announces nothing of work that failed', async () => {
    const failing = make()(async (_trx, emit) => {
      emit(bookAdded({ bookId: 7 }))
      throw new Error('no')
    })
    await expect(failing).rejects.toThrow('no')
    expect(await jobs()).toEqual([])
    expect([woken, news.length, heard.length]).toEqual([0, 0, 0])
  })

  it('wakes nobody when nothing was asked for', async () => {
    await make()(async () => undefined)
    expect(woken).toBe(0)
  })

  it('refuses a job that nobody declared, or that is asked for wrongly, together with the work', async () => {
    const write = (request: ReturnType<typeof enrich.request>) =>
      make()(async (trx, emit) => {
        await trx.insertInto('settings').values({ key: 'k', value: 'v', updated_at: '' }).execute()
        emit(request)
      })
    await expect(write({ ...enrich.request({ bookId: 1 }), name: 'test.unknown' })).rejects.toThrow('no job is called')
    await expect(write(enrich.request({ bookId: 1.5 }))).rejects.toThrow('does not fit')
    expect(await world.db.reader.selectFrom('settings').selectAll().execute()).toEqual([])
  })

  it('runs again when it lost against another transaction, and announces once', async () => {
    let tries = 0
    await make()(async (_trx, emit) => {
      tries += 1
      emit(bookAdded({ bookId: tries }))
      if (tries < 3) throw Object.assign(new Error('could not serialize access'), { code: '40001' })
    })
    expect(tries).toBe(3)
    expect(heard).toEqual([bookAdded({ bookId: 3 })])
    expect(await jobs()).toHaveLength(1)
  })

  it('of PostgreSQL survives a real deadlock', async ({ skip }) => {
    if (world.db.dialect.name !== 'postgres') skip('SQLite has one writer')
    const transaction = make()
    for (const key of ['a', 'b']) {
      await world.db.writer.insertInto('settings').values({ key, value: '', updated_at: '' }).execute()
    }
    const lock = (first: string, second: string) =>
      transaction(async (trx) => {
        await sql`update settings set value = value || ${first} where key = ${first}`.execute(trx)
        await sql`select pg_sleep(0.2)`.execute(trx)
        await sql`update settings set value = value || ${first} where key = ${second}`.execute(trx)
      })
    await Promise.all([lock('a', 'b'), lock('b', 'a')])
    const values = await world.db.reader.selectFrom('settings').select('value').execute()
    expect(values.map(({ value }) => [...value].toSorted().join(''))).toEqual(['ab', 'ab'])
  })
})
