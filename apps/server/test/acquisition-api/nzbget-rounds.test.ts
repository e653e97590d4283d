import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newsServer } from '#integrations/download-clients/testing/news-server.ts'
import { isInstalled } from '#integrations/download-clients/testing/programs.ts'
import { type RealClient, realNzbget } from '#integrations/download-clients/testing/real-clients.ts'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'
import { wayToTheShelf } from '#test/support/chain.ts'
import type { FeedItem } from '#test/support/feeds.ts'
import { novel } from '#test/support/novel.ts'
import { freshTitle, nameOf, withRealClient } from '#test/support/real-client.ts'
import { insertWanted } from '#test/support/wanted.ts'

const PATIENCE_MS = 120_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe.skipIf(!isInstalled('nzbget'))('with NZBGet, the real one', () => {
  let real: RealClient
  let news: Awaited<ReturnType<typeof newsServer>>
  beforeAll(async () => {
    news = await newsServer()
    real = await realNzbget(news.port)
  }, PATIENCE_MS)
  afterAll(async () => {
    await real?.stop()
    await news?.close()
  })

  /** Does what somebody would press in its own pages. */
  const asPerson = async (method: string, ...params: unknown[]) => {
    const { host, port, username, password } = real.settings
    const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
    const call = { method: 'POST', headers: { authorization }, body: JSON.stringify({ method, params }) }
    const answer = (await (await fetch(`http://${host}:${port}/jsonrpc`, call)).json()) as { result: unknown }
    expect(answer.result, method).toBe(true)
  }
  const post = (title: string, { isComplete = true, ...more }: Partial<FeedItem> & { isComplete?: boolean } = {}) => {
    const content = novel(title)
    const bytes = news.post(`${randomBytes(4).toString('hex')}.epub`, content, isComplete)
    return { title: nameOf(title), sizeBytes: content.length, file: { kind: 'nzb' as const, bytes }, ...more }
  }

  onEveryApp('a post', (world) => {
    const way = wayToTheShelf(world)
    const at = withRealClient(world, () => real)
    beforeAll(way.prepare)

    it('of which articles are missing is blocked with the words of the client, and the next is taken', {
      timeout: PATIENCE_MS,
    }, async () => {
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title })
      const feed = await at.addFeed('Usenet')
      const bad = post(title, { isComplete: false, guid: `bad-${title}` })
      const good = post(title, { guid: `good-${title}`, title: nameOf(title).replace('EPUB', 'PDF') })
      feed.items = [good, bad]
      await way.search(bookId)
      const rows = await way.pollUntil((all) => all.some(({ status }) => status === 'imported'))
      expect(rows).toMatchObject([
        { guid: bad.guid, status: 'failed', error_message: expect.stringMatching(/\w{4}/) },
        { guid: good.guid, status: 'imported' },
      ])
      const blocked = (await at.blocked()).filter(({ guid }) => guid === bad.guid)
      expect(blocked).toMatchObject([{ reason: rows[0]?.error_message }])
      expect((await at.shelf(bookId)).status).toBe('imported')
    })

    it('that a person deletes there is over, and no other one is looked for', { timeout: PATIENCE_MS }, async () => {
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title })
      const feed = await at.addFeed('Usenet')
      feed.items = [post(title, { guid: `deleted-${title}` })]
      await asPerson('pausedownload')
      await way.search(bookId)
      const [row] = await way.pollUntil(([first]) => first?.live_json?.isWaiting === true)
      await asPerson('editqueue', 'GroupDelete', '', [Number(row?.sabnzbd_nzo_id)])
      await asPerson('resumedownload')
      const asked = feed.searches()
      const [gone] = await way.pollUntil(([first]) => first?.status === 'failed')
      expect(gone?.error_message).toBe('removed from the download client')
      expect([feed.searches(), (await at.blocked()).map(({ guid }) => guid)]).toEqual([
        asked,
        expect.not.arrayContaining([row?.guid]),
      ])
    })

    it('that is too young waits for its hour, and is grabbed when it has come', { timeout: PATIENCE_MS }, async () => {
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title })
      await world.db.writer.updateTable('delay_profiles').set({ usenet_delay: 60 }).execute()
      const feed = await at.addFeed('Usenet')
      feed.items = [post(title, { guid: `young-${title}`, publishedAt: new Date(Date.now() - 10 * MINUTE) })]
      await way.search(bookId)
      const pending = async () => (await byKey(world).get('/pending')).json<{ reason: string }[]>()
      expect(await pending()).toMatchObject([{ reason: 'usenet delay not met — 50 min remaining' }])
      way.wait(45 * MINUTE)
      await way.review()
      expect(await way.rows()).toEqual([])
      way.wait(6 * MINUTE)
      await way.review()
      await way.pollUntil(([row]) => row?.status === 'imported')
      expect([await pending(), feed.fetches()]).toEqual([[], 1])
      way.wait(HOUR)
      await way.review()
      expect(await way.rows()).toHaveLength(1)
    })
  })
})
