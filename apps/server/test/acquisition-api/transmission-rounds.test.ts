import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isInstalled } from '#integrations/download-clients/testing/programs.ts'
import { type RealClient, realTransmission } from '#integrations/download-clients/testing/real-clients.ts'
import { makeTorrent, serveFiles, type WebSeed } from '#integrations/download-clients/testing/torrent-files.ts'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'
import { wayToTheShelf } from '#test/support/chain.ts'
import type { FeedItem } from '#test/support/feeds.ts'
import { novel } from '#test/support/novel.ts'
import { freshTitle, nameOf, withRealClient } from '#test/support/real-client.ts'
import { insertWanted } from '#test/support/wanted.ts'

const PATIENCE_MS = 120_000
const MINUTE = 60_000

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
    const at = withRealClient(world, () => real)
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
