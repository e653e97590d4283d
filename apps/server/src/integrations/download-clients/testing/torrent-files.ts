import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'

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
export function makeTorrent(name: string, content: Buffer, webSeed: string): { bytes: Uint8Array; infoHash: string } {
  const pieces: Buffer[] = []
  for (let at = 0; at < content.length; at += PIECE) {
    pieces.push(
      createHash('sha1')
        .update(content.subarray(at, at + PIECE))
        .digest(),
    )
  }
  const info = { length: content.length, name, 'piece length': PIECE, pieces: Buffer.concat(pieces) }
  const bytes = bencode({ announce: DEAD_TRACKER, info, 'url-list': [webSeed] })
  return { bytes: new Uint8Array(bytes), infoHash: createHash('sha1').update(bencode(info)).digest('hex') }
}

/** A web seed: gives out files by their name, whole and in parts. Ended by `close`. */
export async function serveFiles(files: ReadonlyMap<string, Buffer>) {
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
    response.end(part)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/`,
    close: async () => {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}
