import { Writable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { eventStream } from '#http/web-api/event-stream.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { until } from '#test/support/until.ts'
import { type JobsApp, jobsApp } from './jobs-app.ts'

onEveryDatabase('the stream of events', (world) => {
  let on: JobsApp
  let origin = ''
  beforeEach(async () => {
    on = await jobsApp(world.db)
    origin = await on.app.listen({ host: '127.0.0.1', port: 0 })
  })
  afterEach(() => on.app.close())

  const listen = async (headers: Record<string, string>) => {
    const leaving = new AbortController()
    const response = await fetch(`${origin}/api/web/events`, { headers, signal: leaving.signal })
    const heard = { text: '', hasEnded: false }
    void (async () => {
      const decoder = new TextDecoder()
      for await (const bytes of response.body ?? []) heard.text += decoder.decode(bytes, { stream: true })
    })()
      .catch(() => undefined)
      .finally(() => {
        heard.hasEnded = true
      })
    return { response, heard, leave: () => leaving.abort() }
  }

  it('is for signed-in accounts', async () => {
    expect((await fetch(`${origin}/api/web/events`)).status).toBe(401)
    const { response, leave } = await listen(on.user.cookie)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/)
    leave()
  })

  it('tells each account what is for all and what is for it, and of jobs only administrators', async () => {
    const [admin, user] = [await listen(on.admin.headers), await listen(on.user.headers)]
    const rows = await world.db.reader.selectFrom('users').select(['id', 'role']).orderBy('id').execute()
    const userId = rows.findLast(({ role }) => role !== 'admin')?.id ?? 0
    on.bus.publish({ topic: 'job', data: { id: '1' } })
    on.bus.publish({ topic: 'place', userId, data: { fraction: 0.5 } })
    on.bus.publish({ topic: 'scan', data: { done: 1 } })
    await until(() => admin.heard.text.includes('scan') && user.heard.text.includes('scan'))
    expect(admin.heard.text).toContain('data: {"topic":"job","data":{"id":"1"}}\n\n')
    expect(admin.heard.text).not.toContain('place')
    expect(user.heard.text).toContain('data: {"topic":"place","data":{"fraction":0.5}}\n\n')
    expect(user.heard.text).not.toContain('job')
    admin.leave()
    user.leave()
  })

  it('shows that it is alive, and ends when the account is gone', async () => {
    const { heard } = await listen(on.user.headers)
    await until(() => heard.text.includes(': still here'))
    await world.db.writer.deleteFrom('users').where('role', '!=', 'admin').execute()
    await until(() => heard.hasEnded)
  })

  it('does not keep the server from ending', async () => {
    const { heard } = await listen(on.user.headers)
    const began = Date.now()
    await on.app.close()
    await until(() => heard.hasEnded)
    expect(Date.now() - began).toBeLessThan(2_000)
  })
})

it('keeps nothing for a page that does not read, and tells it afterwards that it missed something', async () => {
  const written: string[] = []
  const unread: (() => void)[] = []
  const slow = new Writable({
    highWaterMark: 40,
    write(bytes, _encoding, done) {
      written.push(String(bytes))
      unread.push(done)
    },
  })
  const stream = eventStream(slow)
  for (let n = 0; n < 1_000; n += 1) stream.send({ topic: 'scan', data: { n } })
  expect(slow.writableLength).toBeLessThan(200)
  await until(() => {
    unread.shift()?.()
    return written.at(-1) === 'data: {"topic":"missed","data":null}\n\n'
  })
  expect(written.length).toBeLessThan(6)
})
