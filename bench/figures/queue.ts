import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newsServer } from '../../apps/server/src/integrations/download-clients/testing/news-server.ts'
import { isInstalled } from '../../apps/server/src/integrations/download-clients/testing/programs.ts'
import {
  type RealClient,
  realDeluge,
  realNzbget,
  realQbittorrent,
  realRtorrent,
  realSabnzbd,
  realTransmission,
} from '../../apps/server/src/integrations/download-clients/testing/real-clients.ts'
import { makeTorrent } from '../../apps/server/src/integrations/download-clients/testing/torrent-files.ts'
import { stubServer } from '../../apps/server/src/integrations/indexers/testing/stub-server.ts'
import { QUICK, summary, underLoad } from '../catalogue.ts'
import { startLoad } from '../load.ts'
import type { BenchOptions } from '../options.ts'
import { count, informed, measured, type Reading, unmeasured } from '../reading.ts'
import { copySeeded } from '../seed.ts'
import { type BenchServer, startServer } from '../server.ts'
import { targets } from '../targets.ts'

const DOWNLOADS = 500
const LIBRARY = 5_000
const WHAT = 'list page p95 while a queue is watched'

interface Kind {
  name: string
  programs: string[]
  protocol: 'torrent' | 'usenet'
  run(newsPort: number): Promise<RealClient>
}

const KINDS: Kind[] = [
  { name: 'Transmission', programs: ['transmission-daemon'], protocol: 'torrent', run: realTransmission },
  { name: 'qBittorrent', programs: ['qbittorrent-nox'], protocol: 'torrent', run: realQbittorrent },
  { name: 'Deluge', programs: ['deluged', 'deluge-web'], protocol: 'torrent', run: realDeluge },
  { name: 'rTorrent', programs: ['rtorrent'], protocol: 'torrent', run: realRtorrent },
  { name: 'NZBGet', programs: ['nzbget'], protocol: 'usenet', run: realNzbget },
  { name: 'SABnzbd', programs: ['sabnzbdplus'], protocol: 'usenet', run: realSabnzbd },
]

/**
 * Downloads that the real clients have taken and cannot finish, followed by the server every few seconds and asked for by
 * somebody who looks at the queue, while others page through the library.
 */
export async function queue(options: BenchOptions): Promise<Reading[]> {
  const kinds = KINDS.filter(({ programs }) => isInstalled(...programs))
  if (kinds.length === 0) return [unmeasured(WHAT, targets.queue, 'no download client is installed')]
  const total = options.isQuick ? 30 : DOWNLOADS
  const outside = await stubServer()
  const news = await newsServer()
  const clients: RealClient[] = []
  const server = await startServer({
    prepare: (dir) => copySeeded(options.isQuick ? 500 : LIBRARY, join(dir, 'colophon.db')),
    reachesThisMachine: true,
  })
  try {
    outside.answer = (url) => ({ type: 'application/octet-stream', body: releaseFile(url) })
    for (const [at, kind] of kinds.entries()) {
      const client = await kind.run(news.port)
      clients.push(client)
      const share = Math.floor(total / kinds.length) + (at < total % kinds.length ? 1 : 0)
      await handOver(server, { kind, client, outside: outside.url, share })
    }
    await enableAll(server)
    const waiting = await settled(server, total)
    return await measure(options, server, { waiting, kinds })
  } finally {
    await server.stop()
    await Promise.all(clients.map((client) => client.stop()))
    await Promise.all([outside.close(), news.close()])
  }
}

/** A torrent that nobody shares, or an NZB of articles that the news server keeps for itself. */
function releaseFile({ pathname }: URL): Uint8Array {
  const name = pathname.slice(1)
  const content = Buffer.alloc(300_000, name)
  return name.endsWith('.nzb') ? nzb(name, content.length) : makeTorrent(name, content, 'http://127.0.0.1:9/').bytes
}

const nzb = (name: string, bytes: number) =>
  new TextEncoder().encode(
    `<?xml version="1.0" encoding="utf-8"?><nzb xmlns="http://www.newzbin.com/DTD/2003/nzb"><file poster="b@bench" date="${Math.floor(Date.now() / 1000)}" subject="&quot;${name}.epub&quot; yEnc (1/1)"><groups><group>alt.bench</group></groups><segments><segment bytes="${bytes}" number="1">${name}@bench</segment></segments></file></nzb>`,
  )

/** Only one client of its protocol is on, so that it gets its share. */
async function handOver(
  server: BenchServer,
  { kind, client, outside, share }: { kind: Kind; client: RealClient; outside: string; share: number },
) {
  if (kind.name === 'NZBGet') await pauseNzbget(client)
  const { isTls: useSsl, ...settings } = client.settings
  const body = { ...settings, useSsl, name: kind.name, category: 'books', enabled: true }
  const { id } = await server.ask<{ id: number }>('POST', '/api/v1/downloadclient', body)
  for (let n = 0; n < share; n++) {
    const title = `${kind.name} ${n}`
    const ending = kind.protocol === 'torrent' ? 'torrent' : 'nzb'
    const nzbUrl = `${outside}/${kind.name.toLowerCase()}-${n}.${ending}`
    const release = { guid: title, nzbUrl, title, size: 300_000, protocol: kind.protocol, mediaType: 'ebook' }
    await server.ask('POST', '/api/v1/queue/grab', release)
  }
  await server.ask('PUT', `/api/v1/downloadclient/${id}`, { ...body, enabled: false })
}

/** Otherwise it finds at once that there is nothing to be had. */
async function pauseNzbget({ settings: { port, username, password } }: RealClient) {
  const headers = { authorization: `Basic ${btoa(`${username}:${password}`)}`, 'content-type': 'application/json' }
  const body = JSON.stringify({ method: 'pausedownload', params: [], id: 1 })
  const answer = await fetch(`http://127.0.0.1:${port}/jsonrpc`, { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(`NZBGet answered ${answer.status}`)
}

async function enableAll(server: BenchServer) {
  const all = await server.ask<{ id: number }[]>('GET', '/api/v1/downloadclient')
  for (const client of all) await server.ask('PUT', `/api/v1/downloadclient/${client.id}`, { ...client, enabled: true })
}

/** How many are downloading, once the clients have told of all of them. */
async function settled(server: BenchServer, total: number): Promise<number> {
  let waiting = 0
  for (let tried = 0; tried < 30 && waiting < total; tried++) {
    const { items } = await server.ask<{ items: { status: string }[] }>('GET', '/api/v1/queue')
    waiting = items.filter(({ status }) => status === 'downloading').length
    if (waiting < total) await sleep(1_000)
  }
  if (waiting < total) throw new Error(`Only ${waiting} of ${total} downloads are in the queue`)
  return waiting
}

async function measure(
  options: BenchOptions,
  server: BenchServer,
  { waiting, kinds }: { waiting: number; kinds: readonly Kind[] },
): Promise<Reading[]> {
  const catalogue = { size: LIBRARY, server, options }
  const lists = ['/api/web/books?limit=50&offset=0', '/api/web/books?limit=50&offset=500']
  await underLoad(catalogue, lists, { warmUp: 0, count: options.isQuick ? 100 : 2_000 })
  const watching = startLoad({
    origin: server.origin,
    headers: server.keyHeaders,
    paths: ['/api/v1/queue'],
    ...{ connections: 1, pauseMs: 1_000, warmUp: 0, count: 100_000, maxSeconds: 300 },
  })
  // Long enough that the server asks all clients by itself meanwhile, several times.
  const load = options.isQuick ? QUICK : { warmUp: 100, count: 20_000 }
  const result = await underLoad(catalogue, lists, load).finally(watching.stop)
  const page = await watching.result
  const names = kinds.map(({ name }) => name).join(', ')
  const missing = KINDS.filter((kind) => !kinds.includes(kind)).map(({ name }) => name)
  const note = `${count(waiting)} downloads in ${names}${missing.length > 0 ? `; not installed: ${missing.join(', ')}` : ''}`
  return [
    measured(WHAT, result.p95, targets.queue, note, summary([{ label: 'list page', result }])),
    informed('the queue with what the clients tell at that moment p95', page.p95, 'ms', `${page.count} times`, page),
  ]
}
