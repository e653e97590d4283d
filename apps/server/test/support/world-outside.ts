import { once } from 'node:events'
import { createServer } from 'node:http'
import { freePorts } from '#integrations/download-clients/testing/programs.ts'
import { type StubAnswer, type StubServer, stubServer } from '#integrations/indexers/testing/stub-server.ts'

/** A release of one book, as an indexer offers it and as its link gives it. */
export interface OfferedRelease {
  protocol: 'torrent' | 'usenet'
  /** Another one than PERSUASION. */
  title?: string
  bytes: Uint8Array
  sizeBytes: number
  /** Behind the address of its link: keys of trackers, for example. */
  query?: string
}

/** What a server needs of others: Open Library with one author of one book, and an indexer that has it. Ended by `close`. */
export interface WorldOutside extends StubServer {
  /** Addresses of providers, for the environment. */
  providers: Record<string, string>
  /** Where the indexer is. */
  indexer: string
  offer(release: OfferedRelease): void
}

export const PERSUASION = 'Jane Austen - Persuasion (1817) EPUB'

export async function worldOutside(): Promise<WorldOutside> {
  const stub = await stubServer()
  let offered: OfferedRelease | undefined
  stub.answer = (url) => {
    if (url.pathname.startsWith('/openlibrary')) return openLibrary(url.pathname.slice('/openlibrary'.length))
    if (!offered) return { status: 404 }
    if (url.pathname.startsWith('/indexer'))
      return url.searchParams.get('t') === 'caps' ? CAPABILITIES : feedOf(stub.url, offered)
    return url.pathname === '/file' ? { type: 'application/octet-stream', body: offered.bytes } : { status: 404 }
  }
  const openlibrary = `${stub.url}/openlibrary`
  const nothing = `${openlibrary}/nothing`
  return Object.assign(stub, {
    providers: { OPENLIBRARY_URL: openlibrary, DNB_URL: nothing, AUDNEX_URL: nothing, AUDIBLE_URL: nothing },
    indexer: `${stub.url}/indexer`,
    offer(release: OfferedRelease) {
      offered = release
    },
  })
}

const CAPABILITIES: StubAnswer = {
  body:
    '<caps><server title="Local"/><limits max="100" default="100"/><searching>' +
    '<search available="yes" supportedParams="q"/><book-search available="yes" supportedParams="q,author,title"/>' +
    '</searching><categories><category id="7000" name="Books"><subcat id="7020" name="EBook"/></category></categories></caps>',
}

function feedOf(origin: string, { protocol, title = PERSUASION, sizeBytes, query = '' }: OfferedRelease): StubAnswer {
  const kind = protocol === 'torrent' ? 'torznab' : 'newznab'
  const mime = protocol === 'torrent' ? 'application/x-bittorrent' : 'application/x-nzb'
  const attr = (name: string, value: string | number) => `<${kind}:attr name="${name}" value="${value}"/>`
  const date = new Date(Date.now() - 3 * 86_400_000).toUTCString()
  const link = `${origin}/file${query.replaceAll('&', '&amp;')}`
  return {
    body: `<rss version="2.0" xmlns:${kind}="http://example.com/${kind}"><channel><item>
      <title>${title}</title><guid>${title}</guid><pubDate>${date}</pubDate>
      <link>${link}</link><size>${sizeBytes}</size><enclosure url="${link}" length="${sizeBytes}" type="${mime}"/>
      ${attr('category', 7020)}${attr('seeders', 9)}${attr('peers', 9)}${attr('grabs', 3)}${attr('size', sizeBytes)}
      </item></channel></rss>`,
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

export interface Receiver {
  url: string
  told: { eventType: string }[]
  /** Nobody listens before. */
  open(): Promise<void>
  close(): Promise<void>
}

/** A receiver of notifications at an address of its own. */
export async function receiver(): Promise<Receiver> {
  const [port = 0] = await freePorts(1)
  const told: Receiver['told'] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    told.push(JSON.parse(Buffer.concat(parts).toString()) as Receiver['told'][number])
    response.end()
  })
  return {
    url: `http://127.0.0.1:${port}/hook`,
    told,
    async open() {
      await once(server.listen(port, '127.0.0.1'), 'listening')
    },
    async close() {
      if (!server.listening) return
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}
