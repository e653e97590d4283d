import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/** A small program on this machine that stands for one of the outside world. */
export interface FakeService {
  port: number
  url: string
  /** Paths that were asked for, in order. */
  asked: string[]
  stop(): Promise<void>
}

type Answer = (url: URL, request: IncomingMessage, response: ServerResponse) => Promise<unknown>

async function serve(answer: Answer): Promise<FakeService> {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    asked.push(url.pathname + url.search)
    answer(url, request, response).catch(() => response.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('No port is free')
  return {
    port: address.port,
    url: `http://127.0.0.1:${address.port}`,
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const loaded = { state: 'uploading', progress: 1, size: 1_000, amount_left: 0, dlspeed: 0, eta: 0 }

/** A torrent that is loaded already. */
export interface LoadedTorrent {
  hash: string
  path: string
}

/** A qBittorrent that lets one account in and holds what it is said to hold, whatever it is given. */
export const fakeQbittorrent = ({
  password,
  folder,
  torrents = [],
}: {
  password: string
  folder: string
  torrents?: readonly LoadedTorrent[]
}): Promise<FakeService> =>
  serve(async ({ pathname, searchParams }, request, response) => {
    if (pathname === '/api/v2/auth/login') {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk as Buffer)
      const isRight = new URLSearchParams(Buffer.concat(chunks).toString()).get('password') === password
      return response.writeHead(200, isRight ? { 'set-cookie': 'SID=1; path=/' } : {}).end(isRight ? 'Ok.' : 'Fails.')
    }
    const answers: Record<string, unknown> = {
      '/api/v2/app/version': 'v4.5.2',
      '/api/v2/app/webapiVersion': '2.8.19',
      '/api/v2/app/defaultSavePath': folder,
      '/api/v2/torrents/categories': { books: { name: 'books', savePath: folder } },
      '/api/v2/torrents/add': 'Ok.',
      '/api/v2/torrents/delete': 'Ok.',
      '/api/v2/torrents/info': torrents
        .filter(({ hash }) => searchParams.get('hashes')?.split('|').includes(hash))
        .map(({ hash, path }) => ({ ...loaded, hash, name: hash, content_path: path })),
    }
    const answer = answers[pathname]
    if (answer === undefined) return response.writeHead(404).end()
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer)
    return response.writeHead(200, { 'content-type': 'application/json' }).end(text)
  })

const capabilities = `<?xml version="1.0"?>
<caps>
  <server title="Fake"/>
  <limits max="100" default="50"/>
  <searching>
    <search available="yes" supportedParams="q"/>
    <book-search available="yes" supportedParams="q,author,title"/>
  </searching>
  <categories><category id="7000" name="Books"><subcat id="7020" name="EBook"/></category></categories>
</caps>`

const feed = (url: string) => `<?xml version="1.0"?>
<rss version="2.0" xmlns:torznab="http://torznab.com/schemas/2015/feed"><channel>
  <item>
    <title>Jane Austen - Emma (1815) EPUB</title>
    <guid>${url}/details/1</guid>
    <link>${url}/download/1.torrent</link>
    <enclosure url="${url}/download/1.torrent" length="400000" type="application/x-bittorrent"/>
    <size>400000</size>
    <pubDate>Sat, 01 Aug 2026 10:00:00 +0000</pubDate>
    <category>7020</category>
    <torznab:attr name="seeders" value="9"/>
    <torznab:attr name="category" value="7020"/>
  </item>
</channel></rss>`

/** A Torznab indexer with one book, which asks for a key. */
export const fakeIndexer = ({ apiKey }: { apiKey: string }): Promise<FakeService> =>
  serve(async ({ searchParams, origin }, _, response) => {
    response.setHeader('content-type', 'application/xml')
    if (searchParams.get('apikey') !== apiKey)
      return response.end('<?xml version="1.0"?><error code="100" description="Incorrect user credentials"/>')
    return response.end(searchParams.get('t') === 'caps' ? capabilities : feed(origin))
  })
