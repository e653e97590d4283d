import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createFileCache } from '#integrations/filesystem/file-cache.ts'
import { createOutbound } from '#integrations/outbound/outbound.ts'
import { pictureFetcher } from '#integrations/outbound/picture-fetcher.ts'
import { silentLogger } from '#kernel/logger.ts'
import { PICTURE_LIFE_MS, type RemotePictures, remotePictures } from './remote-pictures.ts'

let server: Server
let answer: (request: IncomingMessage, response: ServerResponse) => void
let asked = 0
let folder: string
let png: Buffer
let at: number
let pictures: RemotePictures
const opened: { close(): Promise<void> }[] = []

beforeAll(async () => {
  png = await sharp({ create: { width: 20, height: 30, channels: 3, background: '#0a0' } })
    .png()
    .toBuffer()
  server = createServer((request, response) => {
    asked++
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  asked = 0
  at = Date.now()
  folder = mkdtempSync(join(tmpdir(), 'colophon-pictures-'))
  answer = (_request, response) => response.setHeader('content-type', 'text/plain').end(png)
  pictures = open(true)
})
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true })
  for (const outbound of opened.splice(0)) await outbound.close()
})

function open(isPrivateAllowed: boolean): RemotePictures {
  const outbound = createOutbound({ userAgent: 'Colophon/test', logger: silentLogger, isPrivateAllowed })
  opened.push(outbound)
  const cache = createFileCache(folder, { maxAgeMs: PICTURE_LIFE_MS, maxBytes: 1 << 30 })
  return remotePictures({ fetcher: pictureFetcher(outbound), cache, clock: { now: () => new Date(at) } })
}

const here = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
const refusal = (path: string) => pictures.open(here(path)).catch((error: unknown) => error)

describe('a picture of another server', () => {
  it('is what its bytes say, whatever its server calls it', async () => {
    const picture = await pictures.open(here('/a.gif'))
    expect(picture.mime).toBe('image/png')
    expect(Buffer.compare(Buffer.from(picture.bytes), png)).toBe(0)
    expect(Buffer.compare(readFileSync(picture.path), png)).toBe(0)
    expect(readFileSync(`${picture.path}.ct`, 'utf8')).toBe('image/png')
    expect(await pictures.sizeBytes()).toBeGreaterThan(png.length)
  })

  it('is fetched once, also when many ask at once, and after a restart', async () => {
    await Promise.all([1, 2, 3].map(() => pictures.open(here('/a'))))
    await open(true).open(here('/a'))
    expect(asked).toBe(1)
  })

  it('is fetched again after thirty days', async () => {
    const { path } = await pictures.open(here('/a'))
    const before = new Date(at - PICTURE_LIFE_MS - 60_000)
    utimesSync(path, before, before)
    await pictures.open(here('/a'))
    expect(asked).toBe(2)
  })

  it('counts as not there where a crash left it without its kind', async () => {
    const { path } = await pictures.open(here('/a'))
    rmSync(`${path}.ct`)
    expect((await pictures.open(here('/a'))).mime).toBe('image/png')
    expect(asked).toBe(2)
  })

  it.each<[string, (response: ServerResponse) => void]>([
    ['a page', (response) => response.setHeader('content-type', 'image/png').end('<html>no picture</html>')],
    [
      'a drawing that may bring scripts',
      (response) => response.end('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'),
    ],
    ['a missing one', (response) => response.writeHead(404).end(png)],
    ['a broken server', (response) => response.writeHead(500).end()],
    ['more than 10 MB', (response) => response.end(Buffer.concat([png, Buffer.alloc(11 << 20)]))],
    [
      'a dot in place of a picture',
      (response) => response.end(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')),
    ],
    ['redirects in a circle', (response) => response.writeHead(302, { location: '/loop' }).end()],
    ['a bomb of pixels', (response) => response.end(hugePng())],
  ])('is none where there is %s', async (_, respond) => {
    answer = (_request, response) => respond(response)
    expect(await refusal('/x')).toMatchObject({ kind: 'bad-gateway', code: 'picture.none' })
    expect(await pictures.sizeBytes()).toBe(0)
  })

  it('is not asked for again for an hour where there was none', async () => {
    answer = (_request, response) => response.writeHead(404).end()
    for (const minutes of [0, 59, 2]) {
      at += minutes * 60_000
      expect(await refusal('/gone')).toMatchObject({ kind: 'bad-gateway' })
    }
    expect(asked).toBe(2)
  })

  it('never comes from this machine or its network', async () => {
    const strict = open(false)
    for (const address of [
      here('/a'),
      'http://[::1]/a',
      'http://10.0.0.1/a',
      'http://169.254.169.254/',
      'file:///etc/passwd',
      'data:image/png;base64,AAAA',
      'no address',
      `https://example.org/${'x'.repeat(5_000)}`,
    ]) {
      await expect(strict.open(address)).rejects.toMatchObject({ kind: 'invalid', message: 'invalid url' })
    }
    expect(asked).toBe(0)
  })

  it('is thrown away when it is old', async () => {
    const { path } = await pictures.open(here('/a'))
    at += PICTURE_LIFE_MS + 60_000
    await pictures.sweep()
    expect([existsSync(path), existsSync(`${path}.ct`)]).toEqual([false, false])
  })
})

/** The head of a picture that claims to be 20,000 pixels wide and high. */
function hugePng(): Buffer {
  const bytes = Buffer.from(png)
  bytes.writeUInt32BE(20_000, 16)
  bytes.writeUInt32BE(20_000, 20)
  return bytes
}
