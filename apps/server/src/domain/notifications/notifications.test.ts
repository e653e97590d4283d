import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, describe, expect, it } from 'vitest'
import { webhookCaller } from '#integrations/notifiers/webhook-caller.ts'
import { createOutbound } from '#integrations/outbound/outbound.ts'
import { systemClock } from '#kernel/clock.ts'
import { unavailable } from '#kernel/errors.ts'
import { silentLogger } from '#kernel/logger.ts'
import { createSecretBox } from '#kernel/secret-box.ts'
import { onEveryDatabase } from '#test/support/databases.ts'
import { recording } from '#test/support/recording.ts'
import { announceFailure } from './announce.ts'
import { checkStatus, nextTryIn } from './delivery.ts'
import { failed, grabbed, imported } from './news.ts'
import { addNotification, type NotificationInput } from './notification-store.ts'
import { deliverNews, queueNews } from './outbox.ts'
import { parseHeaders, webhookCall } from './webhook-call.ts'

describe('the call of a webhook', () => {
  const target = { url: 'http://hooks.test/books?x=1', method: '', headers: '', topic: '' }
  const news = imported({ item: 'The Sparrow', author: 'Mary Doria Russell', format: 'ebook', path: '/books/s.epub' })
  const bodyOf = (changes: Partial<typeof target>) => JSON.parse(webhookCall({ ...target, ...changes }, news).body)

  it('says what happened in the words that receivers know', () => {
    expect(bodyOf({})).toEqual({
      eventType: 'bookImported',
      title: 'Book Imported',
      message: 'The Sparrow (ebook)',
      body: 'The Sparrow (ebook)',
      item: 'The Sparrow',
      author: 'Mary Doria Russell',
      format: 'ebook',
      mediaFormat: 'ebook',
      path: '/books/s.epub',
    })
  })

  it('leaves the format out for Apprise, and goes to the root with a topic', () => {
    expect(bodyOf({ url: 'http://hooks.test/notify/room' })).not.toHaveProperty('format')
    expect(bodyOf({ url: 'http://hooks.test/notifying' })).toHaveProperty('format')
    expect(webhookCall({ ...target, topic: 'books' }, news).url.href).toBe('http://hooks.test/')
    expect(bodyOf({ topic: 'books' })).toMatchObject({ topic: 'books' })
  })

  it.each([
    ['{"X-Token":"abc"}', { 'x-token': 'abc' }],
    ['', {}],
    ['{not json', undefined],
    ['["a"]', undefined],
    ['{"X-A":"line\\nbreak"}', undefined],
    ['{"Host":"elsewhere"}', undefined],
    ['{"Content-Length":"1"}', undefined],
    ['{"X A":"b"}', undefined],
  ])('takes the headers %s', (given, headers) => expect(parseHeaders(given)).toEqual(headers))
})

describe('a failed delivery', () => {
  it('is tried again ever later, and given up after the sixth try', () => {
    const error = unavailable('x', 'x')
    const waits = [1, 2, 3, 4, 5, 6].map((attempts) => nextTryIn(error, attempts))
    expect(waits).toEqual([10_000, 60_000, 300_000, 1_800_000, 7_200_000, undefined])
  })

  it.each([
    [400, undefined],
    [404, undefined],
    [408, 10_000],
    [429, 10_000],
    [500, 10_000],
    [304, 10_000],
  ])('with status %i is tried again after %s ms', (status, wait) => {
    let error: unknown
    try {
      checkStatus('hooks.test', status)
    } catch (thrown) {
      error = thrown
    }
    expect(nextTryIn(error, 1)).toBe(wait)
  })
})

interface Called {
  path: string | undefined
  body: { eventType: string; message: string }
  token: string | undefined
}

onEveryDatabase('news', (world) => {
  const secrets = createSecretBox('the key of a test')
  let server: Server | undefined
  afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

  async function receiver(answer: (request: IncomingMessage) => number) {
    const calls: Called[] = []
    server = createServer(async (request, response) => {
      const body = JSON.parse(await text(request)) as Called['body']
      calls.push({ path: request.url, body, token: String(request.headers['x-token']) })
      response.writeHead(answer(request)).end()
    })
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
    return { calls, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
  }

  function parts() {
    const { transaction, announced } = recording(world.db)
    const outbound = createOutbound({ userAgent: 'test', logger: silentLogger, isPrivateAllowed: true })
    const deps = {
      db: world.db.reader,
      transaction,
      clock: systemClock,
      secrets,
      logger: silentLogger,
      webhooks: webhookCaller(outbound, false),
      mailer: { send: async () => {} },
    }
    const deliver = (outboxId: number) =>
      deliverNews.run(
        deps,
        { outboxId },
        { jobId: 'x', attempt: 1, signal: new AbortController().signal, log: silentLogger, progress() {} },
      )
    return { deps, announced, deliver }
  }

  const hook = (url: string, changes: Partial<NotificationInput> = {}): NotificationInput => ({
    ...{ name: 'Hook', type: 'webhook', url, method: '', headers: '{"X-Token":"hook secret"}', topic: '' },
    ...{ isOnGrab: true, isOnImport: false, isOnUpgrade: false, isOnFailure: true, isOnHealth: false, isEnabled: true },
    ...changes,
  })

  const rows = () => world.db.reader.selectFrom('notification_outbox').selectAll().orderBy('id').execute()
  const clear = () => world.db.writer.deleteFrom('notifications').execute()

  it('go to those who want them, once, with secrets that the database does not show', async () => {
    await clear()
    const { calls, url } = await receiver(() => 200)
    const { deps, deliver } = parts()
    await addNotification(deps, hook(`${url}/yes`))
    await addNotification(deps, hook(`${url}/no`, { isOnGrab: false }))
    await addNotification(deps, hook(`${url}/off`, { isEnabled: false }))
    const stored = await world.db.reader.selectFrom('notifications').select('headers_sealed').execute()
    expect(JSON.stringify(stored)).not.toContain('hook secret')

    const told = { key: 'grabbed:1', news: grabbed({ item: 'A.Release', author: 'Jane' }), now: new Date() }
    await deps.transaction((trx, emit) => queueNews(trx, emit, told))
    await deps.transaction((trx, emit) => queueNews(trx, emit, told))
    const [row, ...others] = await rows()
    expect(others).toEqual([])
    await deliver(row?.id ?? 0)
    await deliver(row?.id ?? 0)
    expect(calls).toMatchObject([{ path: '/yes', token: 'hook secret', body: { message: 'A.Release · Jane' } }])
    expect(await rows()).toMatchObject([{ state: 'delivered', attempts: 1 }])
  })

  it('that do not arrive wait for another try, and are given up where that is of no use', async () => {
    await clear()
    let status = 503
    const { calls, url } = await receiver(() => status)
    const { deps, announced, deliver } = parts()
    await addNotification(deps, hook(url))
    const news = failed({ item: 'A.Release', reason: 'disk full' })
    await deps.transaction((trx, emit) => queueNews(trx, emit, { key: 'failed:1', news, now: new Date() }))
    const [row] = await rows()
    await deliver(row?.id ?? 0)
    expect(await rows()).toMatchObject([{ state: 'waiting', attempts: 1, last_error: expect.stringContaining('503') }])
    expect(announced.at(-1)).toMatchObject({ name: 'notifications.deliver', delayMs: 10_000 })
    status = 410
    await deliver(row?.id ?? 0)
    await deliver(row?.id ?? 0)
    expect(await rows()).toMatchObject([{ state: 'given-up', attempts: 2 }])
    expect(calls).toHaveLength(2)
  })

  it('say nothing of a release that no client took where nobody asked for it', async () => {
    await clear()
    const { deps } = parts()
    await addNotification(deps, hook('http://127.0.0.1:9/'))
    const now = systemClock.now().toISOString()
    const context = { attempt: 1, signal: new AbortController().signal, log: silentLogger, progress() {} }
    const told = async (isAutomatic: boolean, isRefused: boolean) => {
      const { id } = await world.db.writer
        .insertInto('downloads')
        .values({
          ...{
            guid: `guid ${isAutomatic} ${isRefused}`,
            slot: 'ebook',
            title: 'A.Release',
            url: 'http://one.example/1',
          },
          ...{ size_bytes: 1, protocol: 'torrent', quality: '', indexer_flags: '', error_message: 'no client took it' },
          ...{ status: 'failed', is_in_flight: false, is_automatic: isAutomatic, live_json: null, release_json: null },
          ...{ added_at: now, updated_at: now },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const before = (await rows()).length
      const about = { downloadId: id, reason: 'no client took it', isRefused }
      await announceFailure.run(deps, about, { ...context, jobId: `job ${id}` })
      return (await rows()).length > before
    }
    expect(await told(true, true)).toBe(false)
    expect(await told(false, true)).toBe(true)
    expect(await told(true, false)).toBe(true)
  })
})
