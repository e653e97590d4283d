import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newsServer } from '#integrations/download-clients/testing/news-server.ts'
import { freePorts, isInstalled } from '#integrations/download-clients/testing/programs.ts'
import {
  type RealClient,
  realDeluge,
  realNzbget,
  realQbittorrent,
  realRtorrent,
  realSabnzbd,
  realTransmission,
} from '#integrations/download-clients/testing/real-clients.ts'
import { makeTorrent, serveFiles } from '#integrations/download-clients/testing/torrent-files.ts'
import { type StubAnswer, type StubServer, stubServer } from '#integrations/indexers/testing/stub-server.ts'

const PATIENCE_MS = 120_000
const KEY = 'a'.repeat(64)
const FILE = 'Persuasion - Jane Austen.epub'
const main = fileURLToPath(new URL('../../start.mjs', import.meta.url))

// As large as a novel, so that nobody takes it for a sample.
const words = () =>
  randomBytes(20_000)
    .toString('hex')
    .replace(/(.{6})/g, '$1 ')
const chapters = Array.from({ length: 24 }, (_, n) => `<h1>${n + 1}</h1><p>${words()}</p>`)
const content = Buffer.from(buildEpub({ title: 'Persuasion', authors: ['Jane Austen'], language: 'en', chapters }))

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
    const dir = mkdtempSync(join(tmpdir(), 'colophon-way-'))
    const library = join(dir, 'books')
    const told: { eventType: string }[] = []
    let outside: StubServer
    let hook: Awaited<ReturnType<typeof hookServer>>
    let seed: Awaited<ReturnType<typeof serveFiles>>
    let news: Awaited<ReturnType<typeof newsServer>>
    let client: RealClient
    let colophon: { url: string; stop(): Promise<void> }
    let token = ''

    beforeAll(async () => {
      mkdirSync(library)
      outside = await stubServer()
      hook = await hookServer((event) => told.push(event))
      seed = await serveFiles(new Map([[FILE, content]]))
      news = await newsServer()
      client = await way.run(news.port)
      if (way.findsInPlace) writeFileSync(join(client.downloads, FILE), content)
      const release =
        way.protocol === 'torrent'
          ? makeTorrent(FILE, content, seed.url + encodeURIComponent(FILE)).bytes
          : news.post(FILE, content)
      outside.answer = (url) => answerOf(url, way.protocol, release)
      colophon = await startColophon(dir, library, `${outside.url}/openlibrary`)
    }, PATIENCE_MS)
    afterAll(async () => {
      await colophon?.stop()
      await client?.stop()
      await Promise.all([outside?.close(), hook?.close(), seed?.close(), news?.close()])
      rmSync(dir, { recursive: true, force: true })
    })

    const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
      const headers = {
        ...(path.startsWith('/api/v1') ? { 'x-api-key': KEY } : token ? { authorization: `Bearer ${token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      }
      const response = await fetch(colophon.url + path, { method, headers, body: body ? JSON.stringify(body) : null })
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status} ${text}`)
      return (text.startsWith('<') ? text : text === '' ? undefined : JSON.parse(text)) as Answer
    }

    /** For whoever wonders where it got stuck. */
    const state = async () => {
      const [books, queue, history, search] = await Promise.all(
        ['book', 'queue', 'history', 'search/last-debug'].map((path) =>
          ask('GET', `/api/v1/${path}`).catch((error: unknown) => String(error)),
        ),
      )
      return JSON.stringify({ books, queue, history, search })
    }

    it('wants, finds, downloads, checks, shelves and tells of it', { timeout: PATIENCE_MS }, async () => {
      const account = { name: 'Ada', email: 'ada@example.com', password: 'correct horse battery', username: 'ada' }
      token = (await ask<{ token: string }>('POST', '/api/auth/signup', account)).token
      const events = { onGrab: true, onImport: true, onUpgrade: true, onFailure: true, onHealth: true }
      await ask('POST', '/api/v1/notification', {
        name: 'Hook',
        type: 'webhook',
        url: hook.url,
        enabled: true,
        ...events,
      })
      const type = way.protocol === 'torrent' ? 'torznab' : 'newznab'
      const indexer = { name: 'Local', type, url: `${outside.url}/indexer`, apiKey: 'secret', enabled: true }
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

      const imported = await until(async () => {
        const { items } = await ask<{ items: { status: string; errorMessage: string }[] }>('GET', '/api/v1/queue')
        const [item] = items
        if (item && /fail|block/i.test(item.status)) throw new Error(JSON.stringify(item))
        return item?.status === 'imported' ? item : undefined
      }).catch(async (error: unknown) => {
        throw new Error(`${String(error)}: ${await state()}`)
      })
      expect(imported).toMatchObject({ protocol: way.protocol, errorMessage: '' })
      const { items } = await ask<{ items: { title: string; status: string }[] }>('GET', '/api/v1/book')
      expect(items).toMatchObject([{ title: 'Persuasion', status: 'imported' }])

      const placed = join(library, 'Jane Austen', 'Persuasion (1817)', 'Persuasion - Jane Austen.epub')
      expect(readFileSync(placed).equals(content)).toBe(true)
      const shelf = await ask<{ books: { title: string }[] }>('GET', '/api/books?query=persuasion')
      expect(shelf.books.map(({ title }) => title)).toEqual(['Persuasion'])
      expect(await ask<string>('GET', '/opds/search?q=persuasion')).toContain('<title>Persuasion</title>')
      await until(async () => (told.some(({ eventType }) => eventType === 'bookImported') ? true : undefined))
      expect(told.map(({ eventType }) => eventType)).toEqual(['grabbed', 'bookImported'])
    })

    function answerOf(url: URL, protocol: Way['protocol'], release: Uint8Array): StubAnswer {
      if (url.pathname.startsWith('/openlibrary')) return openLibrary(url.pathname.slice('/openlibrary'.length))
      if (url.pathname.startsWith('/indexer')) return indexer(url, protocol)
      if (url.pathname === '/file') return { type: 'application/octet-stream', body: release }
      return { status: 404 }
    }

    function indexer(url: URL, protocol: Way['protocol']): StubAnswer {
      if (url.searchParams.get('t') === 'caps') {
        const search = '<search available="yes" supportedParams="q"/>'
        const books = '<book-search available="yes" supportedParams="q,author,title"/>'
        const categories = '<category id="7000" name="Books"><subcat id="7020" name="EBook"/></category>'
        return {
          body: `<caps><server title="Local"/><limits max="100" default="100"/><searching>${search}${books}</searching><categories>${categories}</categories></caps>`,
        }
      }
      const kind = protocol === 'torrent' ? 'torznab' : 'newznab'
      const mime = protocol === 'torrent' ? 'application/x-bittorrent' : 'application/x-nzb'
      const attr = (name: string, value: string | number) => `<${kind}:attr name="${name}" value="${value}"/>`
      const date = new Date(Date.now() - 3 * 86_400_000).toUTCString()
      return {
        body: `<rss version="2.0" xmlns:${kind}="http://example.com/${kind}"><channel><item>
          <title>Jane Austen - Persuasion (1817) EPUB</title><guid>persuasion-1</guid><pubDate>${date}</pubDate>
          <link>${outside.url}/file</link><size>${content.length}</size>
          <enclosure url="${outside.url}/file" length="${content.length}" type="${mime}"/>
          ${attr('category', 7020)}${attr('seeders', 9)}${attr('peers', 9)}${attr('grabs', 3)}${attr('size', content.length)}
          </item></channel></rss>`,
      }
    }

    async function startColophon(home: string, books: string, provider: string) {
      const [port = 0] = await freePorts(1)
      const log: string[] = []
      const args = [main, 'serve', '--port', String(port), '--host', '127.0.0.1', '--data-dir', join(home, 'data')]
      const child = spawn(process.execPath, args, {
        env: {
          ...process.env,
          SECURE_COOKIES: 'false',
          COLOPHON_API_KEY: KEY,
          COLOPHON_LIBRARY_DIR: books,
          COLOPHON_CHECK_DOWNLOADS_SECONDS: '1',
          ALLOW_PRIVATE_OUTBOUND: '1',
          OPENLIBRARY_URL: provider,
          DNB_URL: `${provider}/nothing`,
          AUDNEX_URL: `${provider}/nothing`,
          AUDIBLE_URL: `${provider}/nothing`,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => log.push(String(chunk)))
      const url = `http://127.0.0.1:${port}`
      await until(async () => (await fetch(`${url}/api/health`).catch(() => undefined))?.ok || undefined)
      return { url, stop: () => ended(child) }
    }
  })
}

/** Takes what it is told. Ended by `close`. */
async function hookServer(take: (event: { eventType: string }) => void) {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    take(JSON.parse(Buffer.concat(parts).toString()) as { eventType: string })
    response.end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    close: async () => {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}

function openLibrary(path: string): StubAnswer {
  const answers: Record<string, unknown> = {
    '/search/authors.json': { docs: [{ key: 'OL21594A', name: 'Jane Austen', work_count: 1, top_work: 'Persuasion' }] },
    '/authors/OL21594A.json': { key: '/authors/OL21594A', name: 'Jane Austen', type: { key: '/type/author' } },
    '/authors/OL21594A/works.json': {
      size: 1,
      entries: [
        {
          key: '/works/OL66513W',
          title: 'Persuasion',
          type: { key: '/type/work' },
          authors: [{ author: { key: '/authors/OL21594A' } }],
        },
      ],
    },
    '/search.json': {
      docs: [
        {
          key: '/works/OL66513W',
          title: 'Persuasion',
          author_name: ['Jane Austen'],
          author_key: ['OL21594A'],
          first_publish_year: 1817,
          language: ['eng'],
          edition_count: 40,
          ratings_count: 900,
          ratings_average: 4.1,
        },
      ],
    },
  }
  const body = answers[path]
  return body === undefined ? { status: 404 } : { type: 'application/json', body: JSON.stringify(body) }
}

async function until<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  for (const end = Date.now() + PATIENCE_MS - 20_000; Date.now() < end; await sleep(250)) {
    const value = await look()
    if (value !== undefined) return value
  }
  throw new Error('it did not happen in time')
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const exit = once(child, 'exit')
  child.kill('SIGTERM')
  await exit
}
