import { createServer, request as forward, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { type Account, onEveryApp } from '#test/support/app.ts'

/** What a proxy does to a request; true where it has answered by itself. */
type Spoil = (request: IncomingMessage, response: ServerResponse) => boolean

onEveryApp('the test of the own address', (world) => {
  let port = 0
  const closing: (() => void)[] = []
  beforeAll(async () => {
    await world.app.listen({ host: '127.0.0.1', port: 0 })
    port = (world.app.server.address() as AddressInfo).port
  })
  afterEach(() => {
    for (const close of closing.splice(0)) close()
  })

  /** A reverse proxy in front of the server. */
  async function proxy(spoil: Spoil = () => false): Promise<string> {
    const server = createServer((request, response) => {
      if (spoil(request, response)) return void request.resume()
      const { method, url, headers } = request
      const onward = forward({ host: '127.0.0.1', port, method, path: url, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response)
      })
      onward.on('error', () => response.destroy())
      request.pipe(onward)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(
      () => server.closeAllConnections(),
      () => server.close(),
    )
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  async function test(address: string, account: Account = world.admin) {
    const answer = await account.post(
      '/api/web/device-test',
      { address },
      { headers: { origin: new URL(address).origin } },
    )
    expect(answer.statusCode).toBe(200)
    const { findings } = answer.json<{ findings: { hindrance: string; isSevere: boolean; path: string }[] }>()
    return findings
  }
  const kinds = async (spoil?: Spoil) => [...new Set((await test(await proxy(spoil))).map((one) => one.hindrance))]

  it('finds nothing where a proxy passes everything on', async () => {
    expect(await kinds()).toEqual([])
  })

  it('finds a sign-in that is taken away', async () => {
    const spoil: Spoil = ({ headers }) => {
      delete headers.authorization
      return false
    }
    expect(await kinds(spoil)).toEqual(['authorization'])
  })

  it('finds headers of KOReader that are taken away', async () => {
    const spoil: Spoil = ({ headers }) => {
      delete headers['x-auth-user']
      return false
    }
    expect(await kinds(spoil)).toEqual(['authorization'])
  })

  it('finds ranges that are taken away', async () => {
    const spoil: Spoil = ({ headers }) => {
      delete headers.range
      return false
    }
    expect(await kinds(spoil)).toEqual(['range'])
  })

  it('finds another host than the one that was called', async () => {
    const spoil: Spoil = ({ headers }) => {
      headers.host = 'inside.test'
      return false
    }
    expect(await kinds(spoil)).toEqual(['host'])
  })

  it('finds a limit on what is sent', async () => {
    const spoil: Spoil = ({ headers }, response) => {
      if (Number(headers['content-length'] ?? 0) < 1_000_000) return false
      response.writeHead(413).end()
      return true
    }
    expect(await kinds(spoil)).toEqual(['body-limit'])
  })

  it('finds a redirect, and does not follow it', async () => {
    let followed = 0
    const spoil: Spoil = ({ url }, response) => {
      if (url?.startsWith('/elsewhere')) followed++
      response.writeHead(302, { location: '/elsewhere' }).end()
      return true
    }
    expect(await kinds(spoil)).toEqual(['redirect'])
    expect(followed).toBe(0)
  })

  it('finds a page for people where devices expect data', async () => {
    const spoil: Spoil = (_, response) => {
      response.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>Sign in</title>')
      return true
    }
    expect(await kinds(spoil)).toEqual(['sign-in-page'])
  })

  it('finds a prefix that is lost on the way', async () => {
    const found = await test(`${await proxy()}/books`)
    expect(found.map(({ hindrance }) => hindrance)).toEqual(['not-found'])
  })

  it('finds that nothing answers', async () => {
    const address = await proxy()
    for (const close of closing.splice(0)) close()
    expect((await test(address)).map(({ hindrance }) => hindrance)).toEqual(['unreachable'])
  })

  it('calls nothing inside the network for somebody who is no administrator', async () => {
    let calls = 0
    const address = await proxy(() => {
      calls++
      return false
    })
    expect((await test(address, world.user)).map(({ hindrance }) => hindrance)).toEqual(['refused-here'])
    expect(calls).toBe(0)
  })

  it('calls no other address than the one that the page was loaded from', async () => {
    const address = await proxy()
    for (const origin of ['http://elsewhere.test', undefined]) {
      const answer = await world.admin.post('/api/web/device-test', { address }, { headers: origin ? { origin } : {} })
      expect([answer.statusCode, answer.json().error]).toEqual([400, expect.stringMatching(/only the address of this/)])
    }
    for (const odd of ['file:///etc/passwd', 'http://a:b@127.0.0.1', 'http://127.0.0.1/?x', 'nonsense']) {
      expect((await world.admin.post('/api/web/device-test', { address: odd })).statusCode).toBe(400)
    }
  })
})
