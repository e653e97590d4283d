import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { instant } from '#kernel/clock.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { type JobsApp, jobsApp } from './jobs-app.ts'
import { insertJob } from './rows.ts'

onEveryDatabase('the job dashboard', (world) => {
  let on: JobsApp
  beforeAll(async () => {
    on = await jobsApp(world.db)
  })
  afterAll(() => on.app.close())
  beforeEach(async () => {
    await world.db.writer.deleteFrom('jobs').execute()
  })
  const ask = (url: string, headers: Record<string, string>, method: 'GET' | 'POST' = 'GET', payload?: object) =>
    on.app.inject({ method, url, headers, ...(payload && { payload }) })
  const failed = { state: 'failed', error: 'Error: <no>', attempts_made: 6, finished_at: instant() } as const
  const stateOf = async (id: string) =>
    (await world.db.reader.selectFrom('jobs').select('state').where('public_id', '=', id).executeTakeFirst())?.state

  describe('is closed in the same way on every path:', () => {
    for (const path of [
      '/asynqmon',
      '/asynqmon/',
      '/asynqmon/dashboard.css',
      '/asynqmon/api/queues',
      '/asynqmon/queues/default',
      '/asynqmon/api/queues/default/tasks',
      '/asynqmon/api/queues/default/tasks:batch-run',
    ]) {
      it(path, async () => {
        for (const method of ['GET', 'POST'] as const) {
          expect((await ask(path, {}, method)).statusCode).toBe(401)
          expect((await ask(path, { authorization: 'Bearer nonsense' }, method)).statusCode).toBe(401)
          expect((await ask(path, on.user.headers, method)).statusCode).toBe(403)
          expect((await ask(path, on.user.cookie, method)).statusCode).toBe(403)
          expect((await ask(path, on.user.key, method)).statusCode).toBe(401)
          expect((await ask(path, on.admin.key, method)).statusCode).toBe(401)
        }
      })
    }
  })

  it('opens for an administrator, by header and by cookie', async () => {
    for (const headers of [on.admin.headers, on.admin.cookie]) {
      const response = await ask('/asynqmon/', headers)
      expect(response.statusCode).toBe(200)
      expect(response.headers['content-type']).toMatch(/^text\/html/)
    }
    expect((await ask('/asynqmon', on.admin.headers)).headers.location).toBe('asynqmon/')
    expect((await ask('/asynqmon/dashboard.css', on.admin.cookie)).headers['content-type']).toMatch(/^text\/css/)
    expect((await ask('/asynqmon/nothing-here', on.admin.headers)).statusCode).toBe(404)
  })

  it('shows jobs with payload and error as text, and needs no script', async () => {
    await insertJob(world.db, { ...failed, payload_json: { path: '<script>alert(1)</script>' } })
    const page = (await ask('/asynqmon/?state=failed', on.admin.headers)).body
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).toContain('Error: &lt;no&gt;')
    expect(page).not.toMatch(/<script|style=|onclick=/)
  })

  it('retries by a button, and goes back to where it was', async () => {
    const id = await insertJob(world.db, failed)
    const url = `/asynqmon/tasks/${id}/retry?state=failed`
    const response = await ask(url, on.admin.cookie, 'POST')
    expect([response.statusCode, response.headers.location]).toEqual([303, '../../?state=failed&said=retry'])
    expect(await stateOf(id)).toBe('waiting')
    expect((await ask('/asynqmon/?said=retry', on.admin.cookie)).body).toContain('The job runs again.')
  })

  it('says so when a button does nothing', async () => {
    const id = await insertJob(world.db, { state: 'active', claimed_by: 'x', claimed_until: instant() })
    const response = await ask(`/asynqmon/tasks/${id}/delete`, on.admin.cookie, 'POST')
    expect(response.headers.location).toBe('../../?said=job.running')
    expect((await ask(`/asynqmon/tasks/${id}/constructor`, on.admin.cookie, 'POST')).statusCode).toBe(404)
  })

  it('refuses a button that another site presses', async () => {
    const id = await insertJob(world.db, failed)
    const foreign = { ...on.admin.cookie, origin: 'https://elsewhere.test' }
    expect((await ask(`/asynqmon/tasks/${id}/delete`, foreign, 'POST')).statusCode).toBe(403)
    expect(await stateOf(id)).toBe('failed')
  })

  it('runs and deletes tasks in batches by its JSON part', async () => {
    const one = await insertJob(world.db, failed)
    const two = await insertJob(world.db, failed)
    const path = '/asynqmon/api/queues/default/tasks'
    const queues = (await ask('/asynqmon/api/queues', on.admin.headers)).json()
    expect(queues.queues).toContainEqual(expect.objectContaining({ queue: 'default', failed: 2 }))
    const tasks = (await ask(`${path}?state=failed`, on.admin.headers)).json()
    expect(tasks).toMatchObject({ total: 2, tasks: [{ id: two, error_message: 'Error: <no>' }, { id: one }] })
    const gone = '00000000-0000-0000-0000-000000000000'
    const ran = await ask(`${path}:batch-run`, on.admin.headers, 'POST', { task_ids: [one, gone] })
    expect(ran.json()).toEqual({ pending_ids: [one], error_ids: [gone] })
    const deleted = await ask(`${path}:batch-delete`, on.admin.headers, 'POST', { task_ids: [two] })
    expect(deleted.json()).toEqual({ deleted_ids: [two], failed_ids: [] })
    expect([await stateOf(one), await stateOf(two)]).toEqual(['waiting', undefined])
    expect((await ask(`${path}:batch-run`, on.admin.headers, 'POST', { task_ids: 'x' })).statusCode).toBe(400)
  })
})
