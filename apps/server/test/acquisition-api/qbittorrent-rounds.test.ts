import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInstalled } from '#integrations/download-clients/testing/programs.ts'
import { type RealClient, realQbittorrent } from '#integrations/download-clients/testing/real-clients.ts'
import { makeTorrent, serveFiles, type WebSeed } from '#integrations/download-clients/testing/torrent-files.ts'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'
import { wayToTheShelf } from '#test/support/chain.ts'
import { novel } from '#test/support/novel.ts'
import { freshTitle, nameOf, withRealClient } from '#test/support/real-client.ts'
import { insertWanted } from '#test/support/wanted.ts'

const PATIENCE_MS = 120_000

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
    const at = withRealClient(world, () => real)
    beforeAll(way.prepare)

    it('is adopted where it is there already, and is one download', { timeout: PATIENCE_MS }, async () => {
      const title = freshTitle()
      const bookId = await insertWanted(world.db, { title })
      const content = novel(title)
      const name = `${randomBytes(4).toString('hex')}.epub`
      files.set(name, content)
      const { bytes, infoHash } = makeTorrent(name, content, seed.url + name)
      const added = { kind: 'torrent' as const, bytes, infoHash, infoHashV2: undefined }
      await at.open().add(added, { name, category: 'books', ids: [infoHash] })

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
