import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

type Bencoded = string | number | Buffer | Bencoded[] | { [key: string]: Bencoded }

function bencode(value: Bencoded): Buffer {
  if (typeof value === 'number') return Buffer.from(`i${value}e`)
  if (typeof value === 'string') return bencode(Buffer.from(value))
  if (Buffer.isBuffer(value)) return Buffer.concat([Buffer.from(`${value.length}:`), value])
  if (Array.isArray(value)) return Buffer.concat([Buffer.from('l'), ...value.map(bencode), Buffer.from('e')])
  const parts = Object.keys(value)
    .sort()
    .flatMap((key) => [bencode(key), bencode(value[key] ?? '')])
  return Buffer.concat([Buffer.from('d'), ...parts, Buffer.from('e')])
}

const PIECE = 16_384

/** Nobody listens there; some clients take nothing that has no tracker. */
export const DEAD_TRACKER = 'http://127.0.0.1:9/announce'

/** A torrent of one file that can be loaded from a web seed. */
export function makeTorrent(
  name: string,
  content: Buffer,
  webSeed: string,
  announce = DEAD_TRACKER,
): { bytes: Uint8Array; infoHash: string } {
  const pieces: Buffer[] = []
  for (let at = 0; at < content.length; at += PIECE) {
    pieces.push(
      createHash('sha1')
        .update(content.subarray(at, at + PIECE))
        .digest(),
    )
  }
  const info = { length: content.length, name, 'piece length': PIECE, pieces: Buffer.concat(pieces) }
  const bytes = bencode({ announce, info, 'url-list': [webSeed] })
  return { bytes: new Uint8Array(bytes), infoHash: createHash('sha1').update(bencode(info)).digest('hex') }
}

const SLOW_BYTES = 512
const SLOW_MS = 100

export interface WebSeed {
  url: string
  /** Whether it gives out little at a time, so that a test can look at a download on its way. */
  isSlow: boolean
  close(): Promise<void>
}

/** A web seed: gives out files by their name, whole and in parts. Ended by `close`. */
export async function serveFiles(files: ReadonlyMap<string, Buffer>): Promise<WebSeed> {
  const server = createServer((request, response) => {
    const content = files.get(decodeURIComponent((request.url ?? '').slice(1)))
    if (!content) {
      response.writeHead(404).end()
      return
    }
    const [, from = '0', to = ''] = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '') ?? []
    const last = to === '' ? content.length - 1 : Math.min(Number(to), content.length - 1)
    const part = content.subarray(Number(from), last + 1)
    response.writeHead(request.headers.range ? 206 : 200, {
      'content-length': part.length,
      'accept-ranges': 'bytes',
      'content-range': `bytes ${from}-${last}/${content.length}`,
    })
    void give(response, part)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const give = async (response: ServerResponse, part: Buffer) => {
    let at = 0
    for (; seed.isSlow && at < part.length && !response.destroyed; at += SLOW_BYTES) {
      response.write(part.subarray(at, at + SLOW_BYTES))
      await sleep(SLOW_MS)
    }
    response.end(part.subarray(at))
  }
  const seed: WebSeed = {
    url: `http://127.0.0.1:${port}/`,
    isSlow: false,
    close: async () => {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
  return seed
}
