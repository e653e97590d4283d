import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClientItem, DownloadClient } from '#domain/downloads/download-client.ts'
import { silentLogger } from '#kernel/logger.ts'
import { createOutbound } from '../outbound/outbound.ts'
import { clientOpener } from './open-client.ts'
import { newsServer } from './testing/news-server.ts'
import { isInstalled } from './testing/programs.ts'
import {
  type RealClient,
  realDeluge,
  realNzbget,
  realQbittorrent,
  realRtorrent,
  realSabnzbd,
  realTransmission,
} from './testing/real-clients.ts'
import { DEAD_TRACKER, makeTorrent, serveFiles } from './testing/torrent-files.ts'

const PATIENCE_MS = 120_000
const http = createOutbound({ userAgent: 'Colophon/test', logger: silentLogger })
const openClient = clientOpener(http)
afterAll(() => http.close())

const TORRENT_CLIENTS = [
  { name: 'Transmission', programs: ['transmission-daemon'], run: realTransmission, loads: true, deletes: true },
  { name: 'qBittorrent', programs: ['qbittorrent-nox'], run: realQbittorrent, loads: true, deletes: true },
  { name: 'Deluge', programs: ['deluged', 'deluge-web'], run: realDeluge, loads: true, deletes: true },
  // It knows no web seeds, so it finds the file in its place and checks it. What it deletes is left to us.
  { name: 'rTorrent', programs: ['rtorrent'], run: realRtorrent, loads: false, deletes: false },
]

async function itemIn(client: DownloadClient, id: string, isIt: (item: ClientItem) => boolean): Promise<ClientItem> {
  const end = Date.now() + 60_000
  for (;;) {
    const [item] = await client.list([id])
    if (item && isIt(item)) return item
    if (Date.now() > end) throw new Error(`not within a minute: ${JSON.stringify(item)}`)
    await sleep(300)
  }
}

const gone = async (path: string) => {
  for (let tried = 0; tried < 50 && existsSync(path); tried++) await sleep(100)
  return !existsSync(path)
}

for (const { name, programs, run, loads, deletes } of TORRENT_CLIENTS) {
  describe.skipIf(!isInstalled(...programs))(`${name}, the real one`, () => {
    const title = 'Jane Austen - Persuasion (1817) [EPUB].epub'
    const content = randomBytes(150_000)
    const files = new Map([[title, content]])
    let real: RealClient
    let client: DownloadClient
    let seed: Awaited<ReturnType<typeof serveFiles>>
    let torrent: ReturnType<typeof makeTorrent>
    const file = () => ({ kind: 'torrent' as const, ...torrent, infoHashV2: undefined })
    const add = (seedRatio?: number) =>
      client.add(file(), { name: title, category: 'books', ids: [torrent.infoHash], seedRatio })

    beforeAll(async () => {
      seed = await serveFiles(files)
      torrent = makeTorrent(title, content, seed.url + encodeURIComponent(title))
      real = await run()
      client = openClient(real.settings)
      if (!loads) writeFileSync(join(real.downloads, title), content)
    }, PATIENCE_MS)
    afterAll(async () => {
      await real?.stop()
      await seed?.close()
    })

    it('says its version and where it saves', { timeout: PATIENCE_MS }, async () => {
      const { version, folders } = await client.probe(['books'])
      expect(version).toMatch(/\d+\.\d+/)
      expect(folders[0]?.path?.startsWith(real.downloads)).toBe(true)
    })

    it('is not opened by a wrong password', async () => {
      const stranger = openClient({ ...real.settings, password: 'wrong' })
      await expect(stranger.probe(['books'])).rejects.toMatchObject({ code: 'client.credentials' })
    })

    it('takes a torrent, finishes it, and says where it lies', { timeout: PATIENCE_MS }, async () => {
      expect(await add(2)).toBe(torrent.infoHash)
      const item = await itemIn(client, torrent.infoHash, ({ state }) => state === 'completed')
      expect(item).toMatchObject({ name: title, progress: 1, leftBytes: 0, sizeBytes: content.length, error: '' })
      expect(readFileSync(item.path ?? '').equals(content)).toBe(true)
    })

    it('adopts what it has already', { timeout: PATIENCE_MS }, async () => {
      expect(await add()).toBe(torrent.infoHash)
      expect(await client.list([torrent.infoHash])).toHaveLength(1)
    })

    it('takes a magnet link and knows nothing of its content yet', { timeout: PATIENCE_MS }, async () => {
      const hash = randomBytes(20).toString('hex')
      const uri = `magnet:?xt=urn:btih:${hash}&dn=Emma&tr=${encodeURIComponent(DEAD_TRACKER)}`
      const options = { name: 'Emma', category: 'books', ids: [hash] }
      expect(await client.add({ kind: 'magnet', uri, infoHash: hash }, options)).toBe(hash)
      expect((await itemIn(client, hash, () => true)).isWithoutMetadata).toBe(true)
      await client.remove(hash, { withData: true })
      expect(await client.list([hash])).toEqual([])
    })

    it('refuses what is no torrent', { timeout: PATIENCE_MS }, async () => {
      const ids = ['f'.repeat(40)]
      const nonsense = {
        kind: 'torrent' as const,
        bytes: new Uint8Array([1, 2, 3]),
        infoHash: ids[0],
        infoHashV2: undefined,
      }
      await expect(client.add(nonsense, { name: 'x', category: '', ids })).rejects.toMatchObject({
        kind: 'bad-gateway',
      })
    })

    it('gives it away without its data, and with them', { timeout: PATIENCE_MS }, async () => {
      const { path = '' } = await itemIn(client, torrent.infoHash, () => true)
      await client.remove(torrent.infoHash, { withData: false })
      expect(await client.list([torrent.infoHash])).toEqual([])
      expect(existsSync(path)).toBe(true)
      await add()
      const again = await itemIn(client, torrent.infoHash, ({ state }) => state === 'completed')
      const { leftBehind } = await client.remove(torrent.infoHash, { withData: true })
      if (deletes) expect(await gone(again.path ?? '')).toBe(true)
      else expect(leftBehind).toBe(again.path)
      await client.remove(torrent.infoHash, { withData: true })
    })
  })
}

const NEWS_CLIENTS = [
  { name: 'NZBGet', programs: ['nzbget'], run: realNzbget },
  { name: 'SABnzbd', programs: ['sabnzbdplus'], run: realSabnzbd },
]

for (const { name, programs, run } of NEWS_CLIENTS) {
  describe.skipIf(!isInstalled(...programs))(`${name}, the real one`, () => {
    const content = randomBytes(60_000)
    let real: RealClient
    let client: DownloadClient
    let news: Awaited<ReturnType<typeof newsServer>>
    const add = (title: string, bytes: Uint8Array) =>
      client.add({ kind: 'nzb', bytes }, { name: title, category: 'books', ids: [] })

    beforeAll(async () => {
      news = await newsServer()
      real = await run(news.port)
      client = openClient(real.settings)
    }, PATIENCE_MS)
    afterAll(async () => {
      await real?.stop()
      await news?.close()
    })

    it('says its version and where it saves', async () => {
      const { version, folders } = await client.probe(['books', 'unheard-of'])
      expect(version).toMatch(/\d+\.\d+/)
      expect(folders).toMatchObject([
        { category: 'books', isKnown: true, path: join(real.downloads, 'books') },
        { category: 'unheard-of', isKnown: false },
      ])
    })

    it('is not opened by a wrong password or key', async () => {
      const stranger = openClient({ ...real.settings, password: 'wrong', apiKey: '0'.repeat(32) })
      await expect(stranger.probe(['books'])).rejects.toMatchObject({ code: 'client.credentials' })
    })

    it('takes an NZB, finishes it, and says where it lies', { timeout: PATIENCE_MS }, async () => {
      const id = await add('Persuasion', news.post('persuasion.epub', content))
      const item = await itemIn(client, id, ({ state }) => state === 'completed' || state === 'failed')
      expect(item).toMatchObject({ state: 'completed', name: 'Persuasion', error: '', leftBytes: 0 })
      const path = item.path ?? ''
      const book = statSync(path).isDirectory() ? join(path, readdirSync(path)[0] ?? '') : path
      expect(readFileSync(book).equals(content)).toBe(true)
      expect((await client.findByName?.('Persuasion'))?.id).toBe(id)
      const { leftBehind } = await client.remove(id, { withData: true })
      expect([leftBehind, await client.list([id])]).toEqual([path, []])
    })

    it('says that articles are missing', { timeout: PATIENCE_MS }, async () => {
      const id = await add('Emma', news.post('emma.epub', content, false))
      const item = await itemIn(client, id, ({ state }) => state === 'completed' || state === 'failed')
      expect(item.state).toBe('failed')
      expect(item.error).not.toBe('')
      await client.remove(id, { withData: true })
      expect(await client.findByName?.('Emma')).toBeUndefined()
    })
  })
}
