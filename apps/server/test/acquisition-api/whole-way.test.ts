import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newsServer } from '#integrations/download-clients/testing/news-server.ts'
import { isInstalled } from '#integrations/download-clients/testing/programs.ts'
import {
  type RealClient,
  realDeluge,
  realNzbget,
  realQbittorrent,
  realRtorrent,
  realSabnzbd,
  realTransmission,
} from '#integrations/download-clients/testing/real-clients.ts'
import { makeTorrent, serveFiles, type WebSeed } from '#integrations/download-clients/testing/torrent-files.ts'
import { type ColophonProcess, PROCESS_KEY, PROCESS_PASSWORD, startColophon } from '#test/support/colophon-process.ts'
import { novel } from '#test/support/novel.ts'
import { until } from '#test/support/until.ts'
import { type Receiver, receiver, type WorldOutside, worldOutside } from '#test/support/world-outside.ts'
import { azw3 } from '../importing/import-world.ts'

const PATIENCE_MS = 120_000
const FILE = 'Persuasion - Jane Austen.epub'
const content = novel('Persuasion')
const BETTER = 'Persuasion - Jane Austen.azw3'
const better = Buffer.concat([azw3('Persuasion', 'Jane Austen'), Buffer.alloc(100_000)])

const INDEXER_KEY = 'indexer-key-0123456789'
const PASSKEY = '8d1f6c0b2a4e97538d1f6c0b2a4e9753'
const HOOK_TOKEN = 'hook-token-0123456789'

interface Way {
  name: string
  programs: string[]
  protocol: 'torrent' | 'usenet'
  run(newsPort: number): Promise<RealClient>
  /** It knows no web seeds: the file lies there already, and is checked. */
  findsInPlace?: boolean
}

const WAYS: Way[] = [
  { name: 'Transmission', programs: ['transmission-daemon'], protocol: 'torrent', run: realTransmission },
  { name: 'qBittorrent', programs: ['qbittorrent-nox'], protocol: 'torrent', run: realQbittorrent },
  { name: 'Deluge', programs: ['deluged', 'deluge-web'], protocol: 'torrent', run: realDeluge },
  { name: 'rTorrent', programs: ['rtorrent'], protocol: 'torrent', run: realRtorrent, findsInPlace: true },
  { name: 'NZBGet', programs: ['nzbget'], protocol: 'usenet', run: realNzbget },
  { name: 'SABnzbd', programs: ['sabnzbdplus'], protocol: 'usenet', run: realSabnzbd },
]

for (const way of WAYS) {
  describe.skipIf(!isInstalled(...way.programs))(`from an author to a book on the shelf, with ${way.name}`, () => {
    const home = mkdtempSync(join(tmpdir(), 'colophon-way-'))
    const library = join(home, 'books')
    let outside: WorldOutside
    let hook: Receiver
    let seed: WebSeed
    let news: Awaited<ReturnType<typeof newsServer>>
    let client: RealClient
    let colophon: ColophonProcess
    let token = ''

    beforeAll(async () => {
      mkdirSync(library)
      outside = await worldOutside()
      hook = await receiver()
      await hook.open()
      seed = await serveFiles(
        new Map([
          [FILE, content],
          [BETTER, better],
        ]),
      )
      news = await newsServer()
      client = await way.run(news.port)
      offer(FILE, content)
      const env = { ...outside.providers, LOG_LEVEL: 'debug' }
      colophon = await startColophon({ home, library, env })
      token = await colophon.signUp()
    }, PATIENCE_MS)
    afterAll(async () => {
      await colophon?.stop()
      await client?.stop()
      await Promise.all([outside?.close(), hook?.close(), seed?.close(), news?.close()])
      rmSync(home, { recursive: true, force: true })
    })

    function offer(name: string, content: Buffer, title?: string): void {
      if (way.findsInPlace) writeFileSync(join(client.downloads, name), content)
      const bytes =
        way.protocol === 'torrent'
          ? makeTorrent(name, content, seed.url + encodeURIComponent(name), tracker()).bytes
          : news.post(name, content)
      const about = { protocol: way.protocol, ...(title ? { title } : {}), query: `?passkey=${PASSKEY}` }
      outside.offer({ ...about, bytes, sizeBytes: content.length })
    }

    /** For whoever wonders where it got stuck. */
    const state = async () => {
      const [books, queue, history, search] = await Promise.all(
        ['book', 'queue', 'history', 'search/last-debug'].map((path) =>
          colophon.ask('GET', `/api/v1/${path}`).catch((error: unknown) => String(error)),
        ),
      )
      return JSON.stringify({ books, queue, history, search })
    }

    it('wants, finds, downloads, checks, shelves and tells of it', { timeout: PATIENCE_MS }, async () => {
      const { ask } = colophon
      const events = { onGrab: true, onImport: true, onUpgrade: true, onFailure: true, onHealth: true }
      const headers = JSON.stringify({ 'X-Token': HOOK_TOKEN })
      const url = `${hook.url}?token=${HOOK_TOKEN}`
      await ask('POST', '/api/v1/notification', {
        ...{ name: 'Hook', type: 'webhook', url, headers, enabled: true },
        ...events,
      })
      const type = way.protocol === 'torrent' ? 'torznab' : 'newznab'
      const indexer = { name: 'Local', type, url: outside.indexer, apiKey: INDEXER_KEY, enabled: true }
      await ask('POST', '/api/v1/indexer', { ...indexer, supportsSearch: true, categories: [7000, 7020] })
      const { isTls: useSsl, ...settings } = client.settings
      const kept = { ...settings, useSsl, name: way.name, category: 'books', enabled: true }
      const { id: clientId } = await ask<{ id: number }>('POST', '/api/v1/downloadclient', kept)
      await ask('POST', `/api/v1/downloadclient/${clientId}/test`)

      const [found] = await ask<{ foreignAuthorId: string; authorName: string }[]>(
        'GET',
        '/api/v1/search/author?q=jane%20austen',
      )
      expect(found).toMatchObject({ authorName: 'Jane Austen' })
      const { foreignAuthorId, authorName } = found ?? {}
      await ask('POST', '/api/v1/author', { foreignAuthorId, authorName, monitored: true, searchOnAdd: true })

      const imported = await until(
        async () => {
          const { items } = await ask<{ items: { status: string; errorMessage: string }[] }>('GET', '/api/v1/queue')
          const [item] = items
          if (item && /fail|block/i.test(item.status)) throw new Error(JSON.stringify(item))
          return item
        },
        (item) => item?.status === 'imported',
        PATIENCE_MS - 20_000,
      ).catch(async (error: unknown) => {
        throw new Error(`${String(error)}: ${await state()}`)
      })
      expect(imported).toMatchObject({ protocol: way.protocol, errorMessage: '' })
      const { items } = await ask<{ items: { title: string; status: string }[] }>('GET', '/api/v1/book')
      expect(items).toMatchObject([{ title: 'Persuasion', status: 'imported' }])

      const placed = join(library, 'Jane Austen', 'Persuasion (1817)', 'Persuasion - Jane Austen.epub')
      // The records know it a moment before it has its name.
      await until(() => existsSync(placed))
      expect(readFileSync(placed).equals(content)).toBe(true)
      const shelf = await ask<{ books: { title: string }[] }>('GET', '/api/books?query=persuasion')
      expect(shelf.books.map(({ title }) => title)).toEqual(['Persuasion'])
      expect(await ask<string>('GET', '/opds/search?q=persuasion')).toContain('<title>Persuasion</title>')
      await until(() => hook.told.some(({ eventType }) => eventType === 'bookImported'))
      expect(hook.told.map(({ eventType }) => eventType)).toEqual(['grabbed', 'bookImported'])
    })

    it('takes a better one in its place when the profile asks for it', { timeout: PATIENCE_MS }, async () => {
      const { ask } = colophon
      const items = ['pdf', 'epub', 'azw3'].map((quality) => ({ quality, allowed: true }))
      const profile = { name: 'Kindle', upgradeAllowed: true, cutoff: 'azw3', items }
      const { id: qualityProfileId } = await ask<{ id: number }>('POST', '/api/v1/qualityprofile', profile)
      const [author] = (await ask<{ items: { id: number }[] }>('GET', '/api/v1/author')).items
      await ask('PUT', `/api/v1/author/${author?.id}`, { qualityProfileId })
      const [book] = (await ask<{ items: { id: number }[] }>('GET', '/api/v1/book')).items
      offer(BETTER, better, 'Jane Austen - Persuasion (1817) AZW3')
      hook.told.length = 0
      await ask('POST', '/api/v1/wanted/bulk', { ids: [book?.id], action: 'search' })

      await until(
        () => hook.told.some(({ eventType }) => eventType === 'upgrade'),
        (isTold) => isTold,
        PATIENCE_MS - 20_000,
      ).catch(async (error: unknown) => {
        throw new Error(`${String(error)}: ${await state()}`)
      })
      expect(hook.told.map(({ eventType }) => eventType)).toEqual(['grabbed', 'upgrade'])
      const folder = join(library, 'Jane Austen', 'Persuasion (1817)')
      expect(readdirSync(folder)).toEqual([BETTER])
      expect(readFileSync(join(folder, BETTER)).equals(better)).toBe(true)
      const bin = readdirSync(join(library, '.recycle'), { recursive: true, encoding: 'utf8' })
      expect(bin.filter((name) => name.endsWith('.epub'))).toHaveLength(1)
      const shelf = await ask<{ books: { title: string }[] }>('GET', '/api/books?query=persuasion')
      expect(shelf.books.map(({ title }) => title)).toEqual(['Persuasion'])
    })

    it('tells no secret of it in its log, and in no answer but that of its owner', {
      timeout: PATIENCE_MS,
    }, async () => {
      const { ask, call } = colophon
      const failing = { ...client.settings, name: 'x', port: 9, enabled: true }
      const key = { 'x-api-key': PROCESS_KEY }
      await expect(ask('POST', '/api/v1/downloadclient/test', failing)).rejects.toThrow('400')
      const secrets: Record<string, string> = {
        ...{ 'the key of the server': PROCESS_KEY, 'the key of the indexer': INDEXER_KEY, 'the passkey': PASSKEY },
        ...{ 'the token of the receiver': HOOK_TOKEN, 'the password of the account': PROCESS_PASSWORD },
        'the token of the session': token,
        ...(client.settings.password ? { 'the password of the client': client.settings.password } : {}),
        ...(client.settings.apiKey ? { 'the key of the client': client.settings.apiKey } : {}),
      }
      const told = (text: string) => Object.keys(secrets).filter((name) => text.includes(secrets[name] ?? ''))

      // Lines are kept some time after they were written.
      await until(
        async () => (await call('GET', '/api/v1/system/logs?q=grab-best', key)).text,
        (text) => text.includes('grab-best'),
      )
      const bearer = { authorization: `Bearer ${token}` }
      const places: Record<string, string> = { 'the output': colophon.log() }
      for (const path of ['system/logs?limit=1000&level=debug', 'system/logs/export?level=debug', ...SHOWN]) {
        places[path] = (await call('GET', `/api/v1/${path}`, key)).text
      }
      for (const path of SHOWN_TO_ADMINISTRATORS) places[path] = (await call('GET', path, bearer)).text
      const found = Object.entries(places).map(([place, text]) => [place, told(text)])
      expect(found.filter(([, names]) => names?.length)).toEqual([])
      expect(Object.entries(places).filter(([, text]) => text.length < 2)).toEqual([])

      // An administrator gets back what they typed, where they typed it.
      const owner = async (path: string) => told((await call('GET', `/api/v1/${path}`, key)).text)
      expect(await owner('indexer')).toEqual(['the key of the indexer'])
      // Without it nobody could grab the release again.
      expect(await owner('queue')).toEqual(['the passkey'])
      expect(await owner('notification')).toEqual(['the token of the receiver'])
      expect((await owner('downloadclient')).every((name) => name.endsWith('of the client'))).toBe(true)
    })
  })
}

const SHOWN = ['setting', 'search/last-debug', 'history?limit=200', 'pending', 'blocklist', 'system/status']
const SHOWN_TO_ADMINISTRATORS = ['/api/web/jobs', '/api/web/audit', '/api/web/system', '/api/web/system/diagnostics']

/** Of a tracker that knows people by a part of its address; nobody listens there. */
const tracker = () => `http://127.0.0.1:9/${PASSKEY}/announce`
