import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { clientOpener } from '#integrations/download-clients/open-client.ts'
import { newsServer } from '#integrations/download-clients/testing/news-server.ts'
import { isInstalled } from '#integrations/download-clients/testing/programs.ts'
import {
  type RealClient,
  realNzbget,
  realQbittorrent,
  realTransmission,
} from '#integrations/download-clients/testing/real-clients.ts'
import { makeTorrent, serveFiles, type WebSeed } from '#integrations/download-clients/testing/torrent-files.ts'
import { createOutbound } from '#integrations/outbound/outbound.ts'
import { silentLogger } from '#kernel/logger.ts'
import { byKey } from '#test/support/acquisition.ts'
import { type AppWorld, onEveryApp } from '#test/support/app.ts'
import { wayToTheShelf } from '#test/support/chain.ts'
import { type FeedItem, type FeedServer, feedServer } from '#test/support/feeds.ts'
import { novel } from '#test/support/novel.ts'
import { insertWanted } from '#test/support/wanted.ts'

const PATIENCE_MS = 120_000
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const http = createOutbound({ userAgent: 'Colophon/test', logger: silentLogger })
const openClient = clientOpener(http)
afterAll(() => http.close())

/** What both kinds of clients are tried with: an indexer, the client set up, and the way to the shelf. */
function setUp(world: AppWorld, real: () => RealClient) {
  const feeds: FeedServer[] = []
  let clientId = 0
  const addFeed = async (name: string, more: object = {}): Promise<FeedServer> => {
    const feed = await feedServer()
    feeds.push(feed)
    const indexer = { name, url: `${feed.url}/api`, apiKey: 'feed-key', categories: [7020], ...more }
    const added = await byKey(world).post('/indexer', { ...indexer, enabled: true, supportsSearch: true })
    expect(added.statusCode).toBe(201)
    return feed
  }
  const saveClient = async (more: object = {}) => {
    const { isTls: useSsl, ...settings } = real().settings
    const kept = { ...settings, useSsl, name: 'Real', category: 'books', enabled: true, ...more }
    const answer =
      clientId === 0
        ? await byKey(world).post('/downloadclient', kept)
        : await byKey(world).put(`/downloadclient/${clientId}`, kept)
    clientId = answer.json<{ id: number }>().id
    return answer
  }
  beforeEach(async () => {
    await world.db.writer.deleteFrom('downloads').execute()
    await world.db.writer.deleteFrom('indexers').execute()
    await world.db.writer.deleteFrom('pending_releases').execute()
    await world.db.writer.updateTable('delay_profiles').set({ usenet_delay: 0 }).execute()
    await saveClient()
    return async () => {
      await Promise.all(feeds.splice(0).map((feed) => feed.close()))
    }
  })
  return {
    addFeed,
    saveClient,
    testClient: async () => (await byKey(world).post(`/downloadclient/${clientId}/test`)).json(),
    itemsOf: (ids: string[]) => openClient(real().settings).list(ids),
    remove: (id: string) => openClient(real().settings).remove(id, { withData: true }),
    shelf: async (bookId: number) =>
      (await byKey(world).get(`/book/${bookId}`)).json<{ status: string; ebookFilePath: string }>(),
    blocked: async () => (await byKey(world).get('/blocklist')).json<{ guid: string; reason: string }[]>(),
    history: async (bookId: number) =>
      (await byKey(world).get(`/history?bookId=${bookId}`))
        .json<{ items: { eventType: string }[] }>()
        .items.map(({ eventType }) => eventType),
  }
}

/** A wanted book with a title that no other test has. */
const freshTitle = () => `Northanger ${randomBytes(3).toString('hex')}`
const nameOf = (title: string, group = '') => `Jane Austen - ${title} (1817) [EPUB]${group}`

describe.skipIf(!isInstalled('transmission-daemon'))('with Transmission, the real one', () => {
  let real: RealClient
  let seed: WebSeed
  const files = new Map<string, Buffer>()
  beforeAll(async () => {
    real = await realTransmission()
    seed = await serveFiles(files)
  }, PATIENCE_MS)
  afterAll(async () => {
    await real?.stop()
    await seed?.close()
  })
  beforeEach(() => {
    seed.isSlow = false
  })

  function offer(title: string, more: Partial<FeedItem> = {}): FeedItem & { infoHash: string } {
    const content = novel(title)
    const name = `${randomBytes(4).toString('hex')}.epub`
    files.set(name, content)
    const { bytes, infoHash } = makeTorrent(name, content, seed.url + name)
    const file = { kind: 'torrent' as const, bytes }
    return { title: nameOf(title), guid: infoHash, sizeBytes: content.length, file, infoHash, ...more }
  }

  onEveryApp('a download', (world) => {
    const way = wayToTheShelf(world)
    const at = setUp(world, () => real)
    beforeAll(way.prepare)

    it('that a person deletes there is over, and no other one is looked for', { timeout: PATIENCE_MS }, async () => {
      seed.isSlow = true
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title })
      const feed = await at.addFeed('Tracker', { type: 'torznab' })
      const release = offer(title)
      feed.items = [release]
      await way.search(bookId)
      await way.pollUntil(([row]) => (row?.live_json?.percentage ?? 0) > 0)

      await at.remove(release.infoHash)
      await way.poll()
      expect(await way.rows(), 'it may take a moment until a client lists what it has taken').toMatchObject([
        { status: 'downloading' },
      ])
      way.wait(3 * MINUTE)
      const asked = feed.searches()
      await way.poll()
      expect(await way.rows()).toMatchObject([{ status: 'failed', error_message: 'removed from the download client' }])
      expect([feed.searches(), await at.blocked()]).toEqual([asked, []])
    })

    it('says where a wrong path map leads, at the test and at the import, and comes in with the right one', {
      timeout: PATIENCE_MS,
    }, async () => {
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title })
      const wrong = '/somewhere/else'
      await at.saveClient({ pathRemap: `${real.downloads}:${wrong}` })
      expect(await at.testClient()).toMatchObject({
        message: expect.stringContaining('Connection verified'),
        pathVisibility: {
          status: 'error',
          path: join(wrong, 'books'),
          message: expect.stringMatching(/cannot be read here.*path remap/),
        },
      })

      const feed = await at.addFeed('Tracker', { type: 'torznab' })
      feed.items = [offer(title)]
      await way.search(bookId)
      const [row] = await way.pollUntil(([first]) => first?.status === 'importFailed')
      const there = row?.import_path?.replace(wrong, real.downloads)
      expect(row?.error_message).toContain(row?.import_path)
      expect(row?.error_message).toContain(there)
      expect(row?.error_message).toMatch(/path mapping/)

      await at.saveClient()
      way.wait(MINUTE)
      await way.pollUntil(([first]) => first?.status === 'imported')
      expect(await at.shelf(bookId)).toMatchObject({ status: 'imported' })
    })

    it('takes no folder for one that is still to be made but that of a category', async () => {
      await at.saveClient({ category: '', pathRemap: `${real.downloads}:${join(world.dataDir, 'not-there')}` })
      expect(await at.testClient()).toMatchObject({ pathVisibility: { status: 'error' } })
      await at.saveClient({ pathRemap: `${real.downloads}:${world.dataDir}` })
      expect(await at.testClient()).toMatchObject({ pathVisibility: { status: 'ok' } })
    })

    it('is one where two indexers offer the same', { timeout: PATIENCE_MS }, async () => {
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title })
      const [first, second] = [
        await at.addFeed('First', { type: 'torznab', priority: 1 }),
        await at.addFeed('Second', { type: 'torznab', priority: 9 }),
      ]
      const release = offer(title)
      first.items = [release]
      second.items = [{ ...release, guid: `second-${release.guid}` }]
      await way.search(bookId)
      await way.search(bookId)
      await way.pollUntil(([row]) => row?.status === 'imported')
      expect(await way.rows()).toHaveLength(1)
      expect([first.fetches(), second.fetches()]).toEqual([1, 0])
      expect((await at.history(bookId)).filter((event) => event === 'grabbed')).toHaveLength(1)
      expect((await at.shelf(bookId)).status).toBe('imported')
    })

    it('comes from the other indexer where the first does not hand it out', { timeout: PATIENCE_MS }, async () => {
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title })
      const first = await at.addFeed('First', { type: 'torznab', priority: 1 })
      const second = await at.addFeed('Second', { type: 'torznab', priority: 9 })
      const release = offer(title)
      first.items = [{ ...release, location: `${first.url}/nothing-there?apikey=feed-key` }]
      second.items = [{ ...release, guid: `second-${release.guid}` }]
      await way.search(bookId)
      await way.pollUntil((rows) => rows.some(({ status }) => status === 'imported'))
      expect((await way.rows()).map(({ status }) => status)).toEqual(['failed', 'imported'])
    })

    it('of one form leaves the other one wanted', { timeout: PATIENCE_MS }, async () => {
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title, mediaType: 'both' })
      const feed = await at.addFeed('Tracker', { type: 'torznab' })
      feed.items = [offer(title)]
      await way.search(bookId)
      await way.pollUntil(([row]) => row?.status === 'imported')
      expect(await at.shelf(bookId)).toMatchObject({ status: 'wanted', ebookFilePath: expect.stringContaining(title) })

      const spoken = nameOf(title).replace('EPUB', 'M4B')
      const other = await at.addFeed('Another', { type: 'torznab' })
      other.items = [offer(title), offer(title, { title: spoken, sizeBytes: 200 << 20 })]
      await way.search(bookId)
      expect((await way.rows()).map(({ slot, title: name }) => [slot, name])).toEqual([
        ['ebook', nameOf(title)],
        ['audiobook', spoken],
      ])
      await at.remove((await way.rows())[1]?.torrent_id ?? '')
    })

    it('that was blocked gives way to the next best', { timeout: PATIENCE_MS }, async () => {
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title })
      const feed = await at.addFeed('Tracker', { type: 'torznab' })
      const [best, next] = [offer(title), offer(title, { title: nameOf(title).replace('EPUB', 'PDF') })]
      feed.items = [next, best]
      await way.search(bookId)
      const [row] = await way.rows()
      expect(row?.guid).toBe(best.guid)

      const { items } = (await byKey(world).get(`/history?bookId=${bookId}&eventType=grabbed`)).json<{
        items: { id: number }[]
      }>()
      expect((await byKey(world).post(`/history/${items[0]?.id}/blocklist`)).statusCode).toBe(201)
      expect((await byKey(world).delete(`/queue/${row?.id}?deleteFiles=true`)).statusCode).toBe(204)
      expect(await at.itemsOf([best.infoHash])).toEqual([])
      await way.search(bookId)
      expect((await way.rows()).map(({ guid }) => guid)).toEqual([next.guid])
      expect(await at.itemsOf([best.infoHash, next.infoHash])).toMatchObject([{ id: next.infoHash }])
      await at.remove(next.infoHash)
    })
  })
})

describe.skipIf(!isInstalled('qbittorrent-nox'))('with qBittorrent, the real one', () => {
  let real: RealClient
  let seed: WebSeed
  const files = new Map<string, Buffer>()
  beforeAll(async () => {
    real = await realQbittorrent()
    seed = await serveFiles(files)
  }, PATIENCE_MS)
  afterAll(async () => {
    await real?.stop()
    await seed?.close()
  })

  onEveryApp('the same torrent', (world) => {
    const way = wayToTheShelf(world)
    const at = setUp(world, () => real)
    beforeAll(way.prepare)

    it('is adopted where it is there already, and is one download', { timeout: PATIENCE_MS }, async () => {
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title })
      const content = novel(title)
      const name = `${randomBytes(4).toString('hex')}.epub`
      files.set(name, content)
      const { bytes, infoHash } = makeTorrent(name, content, seed.url + name)
      const added = { kind: 'torrent' as const, bytes, infoHash, infoHashV2: undefined }
      await openClient(real.settings).add(added, { name, category: 'books', ids: [infoHash] })

      const feed = await at.addFeed('Tracker', { type: 'torznab' })
      const file = { kind: 'torrent' as const, bytes }
      feed.items = [{ title: nameOf(title), guid: 'one', sizeBytes: content.length, file }]
      await way.search(bookId)
      expect(await way.rows()).toMatchObject([{ status: 'downloading', torrent_id: infoHash }])
      const twin = { guid: 'two', title: nameOf(title), nzbUrl: `${feed.url}/get/one`, protocol: 'torrent', bookId }
      const again = await byKey(world).post('/queue/grab', twin)
      expect([again.statusCode, again.json()]).toEqual([409, { error: expect.stringMatching(/^already grabbed/) }])

      await way.pollUntil((rows) => rows.some(({ status }) => status === 'imported'))
      expect((await way.rows()).filter(({ status }) => status !== 'failed')).toHaveLength(1)
      expect(await at.itemsOf([infoHash])).toHaveLength(1)
      expect((await at.shelf(bookId)).status).toBe('imported')
    })
  })
})

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

  const post = (title: string, { isComplete = true, ...more }: Partial<FeedItem> & { isComplete?: boolean } = {}) => {
    const content = novel(title)
    const bytes = news.post(`${randomBytes(4).toString('hex')}.epub`, content, isComplete)
    return { title: nameOf(title), sizeBytes: content.length, file: { kind: 'nzb' as const, bytes }, ...more }
  }

  onEveryApp('a post', (world) => {
    const way = wayToTheShelf(world)
    const at = setUp(world, () => real)
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
