import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

onEveryApp('every answer', (world) => {
  it.each([
    ['a good answer', 'GET', '/api/health', 200],
    ['a missing credential', 'GET', '/api/auth/me', 401],
    ['an unknown path', 'GET', '/api/no/such/path', 404],
    ['a wrong method', 'POST', '/api/health', 405],
    ['a path that cannot be read', 'GET', '/api/%zz', 400],
  ] as const)('carries the security headers and an id: %s', async (_, method, url, status) => {
    const response = await world.anonymous.send(method, url)
    expect(response.statusCode).toBe(status)
    expect(response.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'strict-origin-when-cross-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'content-security-policy': expect.stringMatching(/^default-src 'self'; script-src 'self'/),
      'x-request-id': expect.stringMatching(UUID),
    })
    expect(response.headers['content-security-policy']).not.toContain('unsafe-inline')
    if (status >= 400) expect(response.json()).toEqual({ error: expect.any(String) })
  })

  it('echoes the id that a proxy gave the request', async () => {
    const response = await world.anonymous.get('/api/health', { headers: { 'x-request-id': 'from-the-proxy' } })
    expect(response.headers['x-request-id']).toBe('from-the-proxy')
  })

  it('is compressed where the client takes it and it is worth it', async () => {
    const big = await world.anonymous.get('/swagger/doc.json', { headers: { 'accept-encoding': 'gzip' } })
    expect(big.headers['content-encoding']).toBe('gzip')
    expect(big.headers.vary).toContain('Accept-Encoding')
    const refused = await world.anonymous.get('/swagger/doc.json', { headers: { 'accept-encoding': 'gzip;q=0' } })
    expect(refused.headers['content-encoding']).toBeUndefined()
  })
})

onEveryApp('paths and methods', (world) => {
  it('names what a path takes when the method is wrong', async () => {
    const response = await world.anonymous.send('DELETE', '/api/health')
    expect(response.headers.allow).toBe('GET, HEAD')
  })

  it('answers HEAD only where that is promised', async () => {
    expect((await world.anonymous.send('HEAD', '/api/health')).statusCode).toBe(200)
    expect((await world.admin.send('HEAD', '/api/auth/me')).statusCode).toBe(405)
  })

  it('takes a slash after an id, and calls one after a collection an empty id', async () => {
    expect((await world.admin.delete('/api/api-keys/unknown/')).statusCode).toBe(404)
    expect((await world.admin.delete('/api/api-keys/')).statusCode).toBe(400)
    expect((await world.admin.get('/api/api-keys/')).statusCode).toBe(400)
  })

  it.each(['%00', '..%2e', "x' OR '1'='1", 'ünïcødé', 'a'.repeat(600)])('knows no key %s', async (id) => {
    const response = await world.admin.delete(`/api/api-keys/${id.includes('%') ? id : encodeURIComponent(id)}`)
    expect(response.statusCode).toBe(404)
  })
})

onEveryApp('bodies', (world) => {
  const put = (payload: string, type = 'application/json') =>
    world.user.send('PUT', '/api/auth/me', { payload, headers: { 'content-type': type } })

  it.each(['{', '{"name":}', 'nonsense', '[]', '"text"', '12', 'null', '{}', '', '{"name":1}', '{"name":"a\\u0000b"}'])(
    'refuses %j',
    async (payload) => {
      const response = await put(payload)
      expect(response.statusCode).toBe(400)
      expect(response.json()).toEqual({ error: expect.any(String) })
    },
  )

  it.each(['text/plain', 'application/octet-stream', 'nothing/at;all=', 'x'])(
    'reads JSON that claims to be %s',
    async (type) => {
      expect((await put('{"name":"Ulla"}', type)).statusCode).toBe(200)
    },
  )

  it('ignores fields that nobody declared', async () => {
    const response = await put('{"name":"Ulla","is_admin":true,"role":"admin","__proto__":{"isAdmin":true}}')
    expect(response.json()).toMatchObject({ name: 'Ulla', is_admin: false })
  })

  it('takes a megabyte and not more', async () => {
    expect((await put(JSON.stringify({ name: 'Ulla', more: 'x'.repeat(1_000_000) }))).statusCode).toBe(200)
    expect((await put(JSON.stringify({ name: 'Ulla', more: 'x'.repeat(1_100_000) }))).statusCode).toBe(400)
  })
})

onEveryApp('the log', (world) => {
  it('has neither passwords nor tokens nor queries', async () => {
    await world.anonymous.get('/api/nothing?token=very-secret')
    await world.user.get('/api/auth/me')
    const log = world.log.join('')
    expect(log).toContain('/api/auth/me')
    for (const secret of ['very-secret', world.user.token, 'long enough', 'Bearer']) expect(log).not.toContain(secret)
  })
})

onEveryApp(
  'listed origins',
  (world) => {
    const listed = { origin: 'https://reader.example' }

    it('may ask before they call, on three routes', async () => {
      for (const url of ['/api/libraries', '/api/books/upload', '/api/books/capture']) {
        const response = await world.anonymous.send('OPTIONS', url, { headers: listed })
        expect(response.statusCode).toBe(204)
        expect(response.headers).toMatchObject({
          'access-control-allow-origin': 'https://reader.example',
          'access-control-max-age': '86400',
          vary: 'Origin',
        })
        expect(response.headers['access-control-allow-credentials']).toBeUndefined()
      }
    })

    it('are told so with refusals too, and nobody else is', async () => {
      const refused = await world.anonymous.get('/api/libraries', { headers: listed })
      expect(refused.headers['access-control-allow-origin']).toBe('https://reader.example')
      for (const origin of ['https://reader.example.evil.test', 'HTTPS://READER.EXAMPLE', 'null']) {
        const response = await world.anonymous.get('/api/libraries', { headers: { origin } })
        expect(response.headers['access-control-allow-origin']).toBeUndefined()
      }
      const elsewhere = await world.anonymous.get('/api/auth/me', { headers: listed })
      expect(elsewhere.headers['access-control-allow-origin']).toBeUndefined()
    })
  },
  { corsOrigins: ['https://reader.example'] },
)

onEveryApp(
  'the limiter',
  (world) => {
    const logIn = (headers: Record<string, string> = {}) => world.anonymous.post('/api/auth/login', {}, { headers })

    it('lets a burst of ten pass and refuses the rest, whatever an unknown peer claims to be', async () => {
      await new Promise((resolve) => setTimeout(resolve, 2_100))
      const statuses = []
      for (let at = 0; at < 16; at++) statuses.push((await logIn({ 'x-forwarded-for': `203.0.113.${at}` })).statusCode)
      expect(statuses.slice(0, 10)).toEqual(Array(10).fill(400))
      expect(statuses.slice(-4)).toEqual(Array(4).fill(429))
    })

    it('asks for a credential first where one is needed', async () => {
      for (let at = 0; at < 12; at++) await logIn()
      expect((await world.anonymous.put('/api/auth/password', {})).statusCode).toBe(401)
      expect((await world.user.put('/api/auth/password', {})).statusCode).toBe(429)
    })

    it('leaves everything else alone', async () => {
      for (let at = 0; at < 12; at++) await logIn()
      expect((await world.user.get('/api/auth/me')).statusCode).toBe(200)
    })
  },
  { isRateLimitDisabled: false },
)
