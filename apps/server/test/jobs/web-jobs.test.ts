import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { instant } from '#kernel/clock.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { type JobsApp, jobsApp } from './jobs-app.ts'
import { insertJob } from './rows.ts'

onEveryDatabase('the jobs of the web app', (world) => {
  let on: JobsApp
  beforeAll(async () => {
    on = await jobsApp(world.db)
  })
  afterAll(() => on.app.close())
  beforeEach(async () => {
    await world.db.writer.deleteFrom('jobs').execute()
    on.told.woken = 0
    on.told.cancelled = 0
  })
  const send = (method: 'GET' | 'POST' | 'DELETE', url: string, headers = on.admin.headers) =>
    on.app.inject({ method, url, headers })
  const stateOf = (id: string) =>
    world.db.reader.selectFrom('jobs').selectAll().where('public_id', '=', id).executeTakeFirst()
  const failed = { state: 'failed', error: 'Error: no', attempts_made: 6, finished_at: instant() } as const

  it('are for administrators', async () => {
    expect((await send('GET', '/api/web/jobs', on.user.headers)).statusCode).toBe(403)
    expect((await send('GET', '/api/web/jobs', {})).statusCode).toBe(401)
  })

  it('are listed newest first, a page at a time, with counts of all states', async () => {
    for (let n = 0; n < 3; n += 1) await insertJob(world.db, { payload_json: { n } })
    const id = await insertJob(world.db, failed)
    await insertJob(world.db, { queue: 'low', name: 'test.other', progress_json: { done: 1, total: null } })
    const all = (await send('GET', '/api/web/jobs?limit=2')).json()
    expect(all).toMatchObject({ total: 5, offset: 0, counts: { waiting: 4, failed: 1, active: 0 } })
    expect(all.items).toMatchObject([{ name: 'test.other', progress: { done: 1, total: null } }, { id }])
    const next = (await send('GET', '/api/web/jobs?limit=2&offset=2')).json()
    expect(next.items.map((job: { payload: unknown }) => job.payload)).toEqual([{ n: 2 }, { n: 1 }])
  })

  it('are shown without the keys that stand in links', async () => {
    const url = 'http://tracker.test/get?id=7&passkey=secret'
    await insertJob(world.db, { ...failed, payload_json: { url }, error: `Error: ${url} is gone` })
    const { items } = (await send('GET', '/api/web/jobs')).json()
    const masked = 'http://tracker.test/get?id=7&passkey=[redacted]'
    expect(items).toMatchObject([{ payload: { url: masked }, error: `Error: ${masked} is gone` }])
  })

  it('are filtered by state, queue and name', async () => {
    const id = await insertJob(world.db, failed)
    await insertJob(world.db, { queue: 'low', name: 'test.other' })
    const idsOf = async (query: string) =>
      (await send('GET', `/api/web/jobs?${query}`)).json().items.map((job: { id: string }) => job.id)
    expect(await idsOf('state=failed')).toEqual([id])
    expect(await idsOf('queue=default')).toEqual([id])
    expect(await idsOf('name=test.job')).toEqual([id])
    expect((await send('GET', '/api/web/jobs?state=nonsense')).statusCode).toBe(400)
  })

  it('that failed start over with all their tries', async () => {
    const id = await insertJob(world.db, failed)
    expect((await send('POST', `/api/web/jobs/${id}/retry`)).statusCode).toBe(204)
    expect(await stateOf(id)).toMatchObject({ state: 'waiting', attempts_made: 0, finished_at: null })
    expect(on.told.woken).toBe(1)
  })

  it('do not start over while the same one waits', async () => {
    const id = await insertJob(world.db, { ...failed, dedup_key: 'k' })
    await insertJob(world.db, { dedup_key: 'k' })
    const response = await send('POST', `/api/web/jobs/${id}/retry`)
    expect([response.statusCode, response.json()]).toEqual([409, { error: 'The same job is waiting already' }])
  })

  it('that wait are called off at once, that run are told to stop, that ended are left alone', async () => {
    const waits = await insertJob(world.db)
    const runs = await insertJob(world.db, { state: 'active', claimed_by: 'x', claimed_until: instant() })
    const ended = await insertJob(world.db, failed)
    expect((await send('POST', `/api/web/jobs/${waits}/cancel`)).statusCode).toBe(204)
    expect((await send('POST', `/api/web/jobs/${runs}/cancel`)).statusCode).toBe(204)
    expect((await send('POST', `/api/web/jobs/${ended}/cancel`)).statusCode).toBe(409)
    expect(await stateOf(waits)).toMatchObject({ state: 'cancelled' })
    expect(await stateOf(runs)).toMatchObject({ state: 'active', is_cancel_requested: true })
    expect(on.told.cancelled).toBe(1)
  })

  it('are forgotten unless they run', async () => {
    const ended = await insertJob(world.db, failed)
    const runs = await insertJob(world.db, { state: 'active', claimed_by: 'x', claimed_until: instant() })
    expect((await send('DELETE', `/api/web/jobs/${ended}`)).statusCode).toBe(204)
    expect((await send('DELETE', `/api/web/jobs/${runs}`)).statusCode).toBe(409)
    expect((await send('DELETE', `/api/web/jobs/${ended}`)).statusCode).toBe(404)
  })
})
