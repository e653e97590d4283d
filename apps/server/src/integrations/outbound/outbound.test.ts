import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { MockAgent } from 'undici'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { silentLogger } from '#kernel/logger.ts'
import { createOutbound, type Outbound } from './outbound.ts'
import type { Resolver } from './resolve.ts'

let server: Server
let port: number
let answer: (request: IncomingMessage, response: ServerResponse) => void = () => {}
const seen: IncomingMessage[] = []

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

const opened: Outbound[] = []
afterEach(async () => {
  seen.length = 0
  for (const outbound of opened.splice(0)) await outbound.close()
})

/** Names that mean what a test says; `away` leads to the server of this test. */
const names =
  (known: Record<string, string[]>): Resolver =>
  async (host) => {
    const addresses = known[host]
    if (!addresses) throw new Error(`getaddrinfo ENOTFOUND ${host}`)
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  }

const open = (known: Record<string, string[]> = {}, isPrivateAllowed = false) => {
  const outbound = createOutbound({
    userAgent: 'Colophon/test',
    logger: silentLogger,
    isPrivateAllowed,
    resolver: names(known),
  })
  opened.push(outbound)
  return outbound
}
const refusal = { kind: 'invalid', code: 'outbound.refused', message: expect.stringMatching(/^url not allowed: /) }
const here = (path = '/') => `http://127.0.0.1:${port}${path}`
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString()

describe('an address that is given', () => {
  it('is refused where its name does not resolve, or resolves to something inside', async () => {
    const outbound = open({ inside: ['10.0.0.1'], half: ['8.8.8.8', '127.0.0.1'], good: ['8.8.8.8'], none: [] })
    for (const host of ['unknown', 'inside', 'half', 'none']) {
      await expect(outbound.check(`https://${host}/`, 'strict')).rejects.toMatchObject(refusal)
    }
    await expect(outbound.check('https://good/', 'strict')).resolves.toMatchObject({ host: 'good' })
    await expect(outbound.check('https://inside/', 'lan')).resolves.toBeInstanceOf(URL)
    await expect(outbound.check('https://half/', 'lan')).rejects.toMatchObject(refusal)
    await expect(outbound.check('https://8.8.8.8:9/x', 'strict')).resolves.toBeInstanceOf(URL)
    expect(seen).toEqual([])
  })
})

describe('a call', () => {
  it('brings the answer, says who calls, and takes no cookies', async () => {
    answer = (_request, response) => response.setHeader('set-cookie', 'a=b').writeHead(404).end('gone')
    const outbound = open({}, true)
    for (const _ of [1, 2]) {
      const found = await outbound.request(here('/a?b=c'), { policy: 'strict' })
      expect(found).toMatchObject({ status: 404, url: new URL(here('/a?b=c')) })
      expect(text(found.bytes)).toBe('gone')
    }
    expect(seen.map(({ url, headers }) => [url, headers['user-agent'], headers.cookie])).toEqual([
      ['/a?b=c', 'Colophon/test', undefined],
      ['/a?b=c', 'Colophon/test', undefined],
    ])
  })

  it('sends what it is given', async () => {
    answer = (request, response) => request.pipe(response)
    const call = {
      policy: 'lan+loopback',
      method: 'POST',
      body: '{"a":1}',
      headers: { 'content-type': 'application/json' },
    } as const
    expect(text((await open().request(here(), call)).bytes)).toBe('{"a":1}')
    expect(seen[0]?.headers['content-type']).toBe('application/json')
  })

  it('never reaches an address that the policy refuses, whatever the name said before', async () => {
    answer = (_request, response) => response.end('secret')
    let asked = 0
    const rebinding: Resolver = async () => [{ address: asked++ === 0 ? '8.8.8.8' : '127.0.0.1', family: 4 }]
    const outbound = createOutbound({ userAgent: 'x', logger: silentLogger, resolver: rebinding })
    opened.push(outbound)
    const address = `http://rebinds.example:${port}/`
    await outbound.check(address, 'strict')
    await expect(outbound.request(address, { policy: 'strict' })).rejects.toMatchObject(refusal)
    await expect(outbound.request(here(), { policy: 'strict' })).rejects.toMatchObject(refusal)
    await expect(outbound.request(here(), { policy: 'lan' })).rejects.toMatchObject(refusal)
    expect(seen).toEqual([])
  })

  it('connects to the address that was checked', async () => {
    answer = (request, response) => response.end(request.headers.host)
    const { bytes } = await open({ away: ['127.0.0.1'] }).request(`http://away:${port}/`, { policy: 'lan+loopback' })
    expect(text(bytes)).toBe(`away:${port}`)
  })

  it.each([
    'http://169.254.169.254/latest',
    'file:///etc/passwd',
    'http://inside/',
    '//[fe80::1]/',
    'http://user:secret@127.0.0.1/',
    'http://[::ffff:169.254.169.254]/',
  ])('judges every redirect like the first address: %s', async (location) => {
    answer = (_request, response) => response.writeHead(302, { location }).end()
    const call = open({ inside: ['169.254.1.1'] }).request(here(), { policy: 'lan+loopback' })
    await expect(call).rejects.toMatchObject(refusal)
  })

  it('gives a redirect to a caller who judges it', async () => {
    answer = (_request, response) => response.writeHead(302, { location: 'magnet:?xt=urn:btih:00' }).end()
    const found = await open().request(here(), { policy: 'lan+loopback', keepsRedirects: true })
    expect(found).toMatchObject({ status: 302, headers: { location: 'magnet:?xt=urn:btih:00' } })
  })

  it('does not reach this machine by way of a redirect to its unspecified address', async () => {
    answer = (_request, response) =>
      response.writeHead(307, { location: `http://0.0.0.0:${port}/inside` }).end('secret')
    await expect(open().request(here(), { policy: 'lan+loopback' })).rejects.toMatchObject(refusal)
    expect(seen.map(({ url }) => url)).toEqual(['/'])
  })

  it.each(['http://127.0.0.1', 'http://localhost', 'http://[::1]', 'http://10.0.0.1', '//2130706433'])(
    'does not follow a redirect from outside to %s',
    async (inside) => {
      answer = (_request, response) => response.end('secret')
      const outside = new MockAgent()
      outside.disableNetConnect()
      const location = `${inside}:${port}/`
      outside.get('https://outside.example').intercept({ path: '/' }).reply(302, '', { headers: { location } })
      const connections = { of: async () => outside, close: () => outside.close() }
      const outbound = createOutbound({ userAgent: 'x', logger: silentLogger, connections })
      opened.push(outbound)
      await expect(outbound.request('https://outside.example/', { policy: 'strict' })).rejects.toMatchObject(refusal)
      expect(outside.pendingInterceptors()).toEqual([])
      expect(seen).toEqual([])
    },
  )

  it('gives up after five redirects', async () => {
    answer = (_request, response) => response.writeHead(302, { location: '/again' }).end()
    const call = open().request(here(), { policy: 'lan+loopback' })
    await expect(call).rejects.toMatchObject({ code: 'outbound.redirects' })
    expect(seen.length).toBe(6)
  })

  it('leaves keys behind when it is sent to another origin', async () => {
    answer = (request, response) =>
      request.url === '/' ? response.writeHead(302, { location: `http://away:${port}/next` }).end() : response.end('ok')
    const headers = { authorization: 'Bearer secret', 'x-api-key': 'secret', accept: 'text/html' }
    await open({ away: ['127.0.0.1'] }).request(here(), { policy: 'lan+loopback', headers })
    expect(seen[0]?.headers.authorization).toBe('Bearer secret')
    expect(seen[1]?.headers).not.toHaveProperty('authorization')
    expect(seen[1]?.headers).not.toHaveProperty('x-api-key')
    expect(seen[1]?.headers.accept).toBe('text/html')
  })

  it('unpacks an answer and counts its size unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(3 << 20))
    answer = (_request, response) => response.setHeader('content-encoding', 'gzip').end(bomb)
    const outbound = open()
    expect((await outbound.request(here(), { policy: 'lan+loopback' })).bytes.length).toBe(3 << 20)
    await expect(outbound.request(here(), { policy: 'lan+loopback', maxBytes: 1 << 20 })).rejects.toMatchObject({
      kind: 'too-large',
      message: 'the answer is larger than 1 MB',
    })
  })

  it('ends where nothing comes in time, and when its caller wants no more', async () => {
    answer = (_request, response) => void response.write('a')
    const outbound = open()
    const late = outbound.request(here(), { policy: 'lan+loopback', timeoutMs: 150 })
    await expect(late).rejects.toMatchObject({ kind: 'unavailable', code: 'outbound.timeout' })
    const cancelled = outbound.request(here(), {
      policy: 'lan+loopback',
      signal: AbortSignal.abort(new Error('enough')),
    })
    await expect(cancelled).rejects.toThrow('enough')
  })

  it('says that nothing answers without telling the path, which may hold a key', async () => {
    const unused = 'http://127.0.0.1:1/feed?apikey=secret'
    await expect(open().request(unused, { policy: 'lan+loopback' })).rejects.toMatchObject({
      kind: 'unavailable',
      message: '127.0.0.1:1 cannot be reached',
    })
  })
})
