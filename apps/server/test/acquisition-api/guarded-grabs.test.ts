import { readdirSync } from 'node:fs'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { scriptedClient } from '#domain/downloads/testing/scripted-client.ts'
import { makeTorrent } from '#integrations/download-clients/testing/torrent-files.ts'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'
import { wayToTheShelf } from '#test/support/chain.ts'
import { type FeedServer, feedServer } from '#test/support/feeds.ts'
import { insertWanted } from '#test/support/wanted.ts'

const KEY = 'a-key-that-nobody-else-may-read'
const EMMA = 'Jane Austen - Emma (1815) [EPUB]'
const scripted = scriptedClient()
const torrent = (name: string) => ({
  kind: 'torrent' as const,
  bytes: makeTorrent(name, Buffer.from(name), 'http://127.0.0.1:9/').bytes,
})

onEveryApp(
  'a release that is not what it should be',
  (world) => {
    const way = wayToTheShelf(world)
    let feed: FeedServer
    let bookId: number
    let indexerId: number
    beforeAll(async () => {
      way.prepare()
      feed = await feedServer(KEY)
      const indexer = { name: 'Tracker', type: 'torznab', url: `${feed.url}/api`, apiKey: KEY, categories: [7020] }
      const added = await byKey(world).post('/indexer', { ...indexer, enabled: true, supportsSearch: true })
      indexerId = added.json<{ id: number }>().id
      const client = { name: 'Box', type: 'qbittorrent', host: '127.0.0.1', port: 9, enabled: true, password: 'geheim' }
      expect((await byKey(world).post('/downloadclient', client)).statusCode).toBe(201)
      bookId = await insertWanted(world.db, { title: 'Emma' })
    })
    afterAll(() => feed.close())
    beforeEach(async () => {
      scripted.added.length = 0
      await world.db.writer.deleteFrom('downloads').execute()
    })

    const grab = (guid: string) =>
      byKey(world).post('/queue/grab', {
        ...{ guid, title: EMMA, nzbUrl: `${feed.url}/get/${guid}?id=7`, size: 1 << 20, protocol: 'torrent', bookId },
        indexerId,
      })

    it('is refused where its files would lie outside of the download, and no client sees it', async () => {
      const before = readdirSync(world.dataDir, { recursive: true }).toSorted()
      feed.items = [{ title: EMMA, guid: 'hostile', file: torrent('../../etc/x.epub') }]
      const answer = await grab('hostile')
      expect([answer.statusCode, answer.json()]).toEqual([
        502,
        { error: expect.stringContaining('outside of its folder: ../../etc/x.epub') },
      ])
      expect(await way.rows()).toMatchObject([
        { status: 'failed', error_message: expect.stringContaining('../../etc/x.epub') },
      ])
      expect(scripted.added).toEqual([])
      expect(readdirSync(world.dataDir, { recursive: true }).toSorted()).toEqual(before)
    })

    it.each(['http://169.254.169.254/latest/meta-data', 'http://[fd00:ec2::254]/', 'http://metadata.google.internal/'])(
      'is not fetched where its link leads to %s, and the log tells no key',
      async (location) => {
        feed.items = [{ title: EMMA, guid: 'inside', location: `${location}?apikey=${KEY}` }]
        const answer = await grab('inside')
        expect([answer.statusCode, answer.json()]).toEqual([400, { error: expect.stringMatching(/^url not allowed/) }])
        expect(await way.rows()).toMatchObject([
          { status: 'failed', error_message: expect.stringMatching(/^url not allowed/) },
        ])
        expect(scripted.added).toEqual([])
        const log = world.log.join('')
        expect(log).toContain('127.0.0.1')
        expect(log).not.toContain(KEY)
        const { items } = (await byKey(world).get('/queue')).json<{ items: object[] }>()
        expect(JSON.stringify(items)).not.toContain(KEY)
      },
    )

    it('waits for a person where it costs ratio at an indexer of which only free ones are wanted', async () => {
      await byKey(world).put(`/indexer/${indexerId}`, { freeleechOnly: true })
      feed.items = [{ title: EMMA, guid: 'paid', factor: 1, file: torrent('paid.epub') }]
      await way.search(bookId)
      expect(await way.rows()).toEqual([])
      const pending = async () => (await byKey(world).get('/pending')).json<{ id: number; reason: string }[]>()
      const [held] = await pending()
      expect(held?.reason).toMatch(/^freeleech hold: costs 1× ratio/)
      way.wait(24 * 3_600_000)
      await way.review()
      expect(await way.rows(), 'no time makes it free').toEqual([])

      const grabbed = await byKey(world).post(`/pending/${held?.id}/grab`)
      expect([grabbed.statusCode, scripted.added.length]).toEqual([201, 1])
      expect(await pending()).toEqual([])
    })
  },
  {},
  { openClient: scripted.open },
)
