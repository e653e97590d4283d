import { type StubAnswer, type StubServer, stubServer } from '#integrations/indexers/testing/stub-server.ts'

/** An item of a feed, as far as a test says something about it. */
export interface FeedItem {
  title: string
  guid?: string
  sizeBytes?: number
  publishedAt?: Date
  /** Of torrents: what counts against the ratio. */
  factor?: number
  /** What its link gives; without it nothing that could be downloaded. */
  file?: ReleaseFile
  /** Where its link sends on. */
  location?: string
}

export interface ReleaseFile {
  kind: 'nzb' | 'torrent'
  bytes: Uint8Array
}

/** An indexer on this machine that has some releases and counts what it is asked. */
export interface FeedServer extends StubServer {
  items: FeedItem[]
  /** How often it was searched. */
  searches(): number
  /** How often a release was fetched from it. */
  fetches(): number
}

const CAPS =
  '<caps><server title="Stub"/><limits max="100" default="100"/><searching><search available="yes"/>' +
  '<book-search available="yes" supportedParams="q,author,title"/></searching><categories>' +
  '<category id="7000" name="Books"><subcat id="7020" name="EBook"/></category></categories></caps>'

/** Starts one that gives all its items to whoever asks with the right key, as sloppy indexers do. */
export async function feedServer(key = 'feed-key'): Promise<FeedServer> {
  const stub = await stubServer()
  const server: FeedServer = Object.assign(stub, {
    items: [],
    searches: () =>
      stub.asked.filter(({ url }) => url.pathname.endsWith('/api') && url.searchParams.get('t') !== 'caps').length,
    fetches: () => stub.asked.filter(({ url }) => url.pathname.startsWith('/get/')).length,
  })
  server.answer = (url) => {
    if (url.searchParams.get('apikey') !== key)
      return { body: '<error code="100" description="Incorrect credentials"/>' }
    if (url.pathname.startsWith('/get/')) return fileOf(server, decodeURIComponent(url.pathname.slice('/get/'.length)))
    return { body: url.searchParams.get('t') === 'caps' ? CAPS : feedOf(server, key) }
  }
  return server
}

const TYPES = { nzb: 'application/x-nzb', torrent: 'application/x-bittorrent' }

function fileOf({ items }: FeedServer, guid: string): StubAnswer {
  const { file, location } = items.find((item) => (item.guid ?? item.title) === guid) ?? {}
  if (location) return { status: 302, headers: { location } }
  return file ? { type: TYPES[file.kind], body: file.bytes } : { status: 404 }
}

const feedOf = ({ items, url }: FeedServer, key: string) =>
  `<rss xmlns:torznab="http://torznab.com/schemas/2015/feed"><channel>${items
    .map(({ title, guid = title, sizeBytes = 1 << 20, publishedAt = new Date('2026-01-01'), factor, file }) => {
      const link = `${url}/get/${encodeURIComponent(guid)}?id=7&amp;apikey=${key}`
      const free = factor === undefined ? '' : `<torznab:attr name="downloadvolumefactor" value="${factor}"/>`
      return (
        `<item><title>${title}</title><guid>${guid}</guid><pubDate>${publishedAt.toUTCString()}</pubDate>` +
        `<enclosure url="${link}" length="${sizeBytes}" type="${TYPES[file?.kind ?? 'nzb']}"/>${free}</item>`
      )
    })
    .join('')}</channel></rss>`
