import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { acquisitionClient, acquisitionLogin, byKey } from '#test/support/acquisition.ts'
import { type AppWorld, DEFAULTS, onEveryApp, TEST_PASSWORD } from '#test/support/app.ts'

const PUBLIC = '203.0.113.9'
const UI = { 'x-requested-with': 'bindery-ui' }

const setMode = async (world: AppWorld, mode: string) => {
  expect((await byKey(world).put('/auth/mode', { mode })).json()).toEqual({ mode })
}

onEveryApp(
  'the doors of the acquisition API',
  (world) => {
    const from = (address: string, more: Record<string, string> = {}) =>
      acquisitionClient(world, { 'x-forwarded-for': address, ...more })
    const statusOf = async (headers: Record<string, string>) =>
      (await acquisitionClient(world, headers).get('/auth/users')).statusCode

    afterEach(() => setMode(world, 'enabled'))

    it('stay shut to the local network unless they are opened to it', async () => {
      expect((await from('10.0.0.5').get('/auth/users')).statusCode).toBe(401)
      await setMode(world, 'local-only')
      const outcomes: Record<string, boolean> = {
        '10.0.0.5': true,
        '172.31.255.255': true,
        '192.168.77.3': true,
        '169.254.3.4': true,
        '::1': true,
        'fd12::1': true,
        'fe80::1': true,
        '::ffff:10.0.0.5': true,
        '172.32.0.1': false,
        '100.64.0.1': false,
        '0.0.0.0': false,
        '2001:db8::1': false,
        [PUBLIC]: false,
        rubbish: false,
        [`10.0.0.5, ${PUBLIC}`]: false,
        [`${PUBLIC}, 10.0.0.5, 127.0.0.1`]: true,
      }
      for (const [address, isIn] of Object.entries(outcomes)) {
        expect([address, (await from(address).get('/auth/users')).statusCode]).toEqual([address, isIn ? 200 : 401])
      }
    })

    it('that stand open still refuse what a page of another site could send', async () => {
      for (const mode of ['local-only', 'disabled']) {
        await setMode(world, mode)
        const refused = await from('10.0.0.5').put('/setting/a.b', { value: 'c' })
        expect([refused.statusCode, refused.json()]).toEqual([403, { error: 'forbidden' }])
        expect((await from('10.0.0.5', UI).put('/setting/a.b', { value: 'c' })).statusCode).toBe(200)
        const withCookie = await from('10.0.0.5', { ...UI, cookie: 'bindery_session=stale' }).put('/setting/a.b', {
          value: 'c',
        })
        expect(withCookie.json()).toEqual({ error: 'invalid or missing CSRF token' })
      }
    })

    it('that stand open give what is written to the first administrator', async () => {
      await setMode(world, 'disabled')
      await acquisitionClient(world, UI).put('/setting/written.by', { value: 'nobody' })
      const entry = await world.db.reader
        .selectFrom('audit_log')
        .selectAll()
        .where('entity_id', '=', 'written.by')
        .executeTakeFirst()
      expect(entry?.user_public_id).toBe(world.admin.id)
    })

    describe('behind a proxy that vouches for people', () => {
      beforeEach(() => setMode(world, 'proxy'))

      it('let in whom it names, with the rights of the account', async () => {
        expect(await statusOf({ 'x-forwarded-user': ` ${world.admin.email} ` })).toBe(200)
        expect(await statusOf({ 'x-forwarded-user': world.admin.email, 'x-forwarded-for': PUBLIC })).toBe(200)
        expect(await statusOf({ 'x-forwarded-user': ' ' })).toBe(401)
      })

      it('make an account for a new name, once, and none for readers that are known', async () => {
        const calls = Array.from({ length: 5 }, () => statusOf({ 'x-forwarded-user': 'newcomer' }))
        expect(await Promise.all(calls)).toEqual([403, 403, 403, 403, 403])
        const users = (await byKey(world).get('/auth/users')).json<{ username: string; role: string }[]>()
        expect(users.filter(({ username }) => username === 'newcomer')).toMatchObject([{ role: 'user' }])
        expect(await statusOf({ 'x-forwarded-user': world.other.email })).toBe(401)
      })

      it('leave such an account without a password', async () => {
        await statusOf({ 'x-forwarded-user': 'newcomer' })
        const attempt = { username: 'newcomer', password: TEST_PASSWORD }
        expect((await world.anonymous.post('/api/v1/auth/login', attempt)).json()).toEqual({
          error: 'invalid credentials',
        })
      })

      it('take the session for more than the name, and the name for more than a broken session', async () => {
        const { cookie } = await acquisitionLogin(world, world.admin)
        const name = async (headers: Record<string, string>) =>
          (await acquisitionClient(world, headers).get('/auth/status')).json<{ username: string }>().username
        expect(await name({ cookie, 'x-forwarded-user': 'newcomer' })).toBe(world.admin.email)
        expect(await name({ cookie: 'bindery_session=broken', 'x-forwarded-user': 'newcomer' })).toBe('newcomer')
      })
    })

    it('mark cookies for HTTPS where the proxy says so', async () => {
      const body = { username: world.admin.email, password: TEST_PASSWORD }
      const https = await world.anonymous.post('/api/v1/auth/login', body, {
        headers: { 'x-forwarded-proto': 'https' },
      })
      expect(String(https.headers['set-cookie'])).toContain('; Secure')
      expect(https.headers['strict-transport-security']).toBeDefined()
      const http = await world.anonymous.post('/api/v1/auth/login', body)
      expect(String(http.headers['set-cookie'])).not.toContain('; Secure')
    })
  },
  { trustedProxies: ['127.0.0.1'] },
)

onEveryApp('the doors of the acquisition API without a proxy', (world) => {
  it('believe nobody who says where they come from or who they are', async () => {
    await setMode(world, 'local-only')
    const forged = acquisitionClient(world, { 'x-forwarded-for': PUBLIC, 'x-forwarded-user': world.admin.email })
    expect((await forged.get('/auth/status')).json()).not.toHaveProperty('username')
    expect((await forged.get('/auth/users')).statusCode).toBe(200)
    await setMode(world, 'enabled')
    expect((await forged.get('/auth/users')).statusCode).toBe(401)
  })

  it('are not opened to a proxy that nobody named', async () => {
    expect((await byKey(world).put('/auth/mode', { mode: 'proxy' })).statusCode).toBe(400)
    expect((await byKey(world).put('/auth/mode', { mode: 'everybody' })).json()).toEqual({ mode: 'enabled' })
  })

  it('tell nobody outside what there is', async () => {
    const asked = await Promise.all(
      [
        ['GET', '/no/such/thing'],
        ['GET', '/auth/users'],
        ['PATCH', '/auth/users'],
        ['GET', '/auth/password'],
      ].map(([method, url = '']) => acquisitionClient(world, {}).send(method as 'GET', url)),
    )
    expect(asked.map(({ statusCode, body }) => [statusCode, body])).toEqual(
      asked.map(() => [401, '{"error":"unauthorized"}']),
    )
    const known = await byKey(world).send('PATCH', '/auth/users')
    expect([known.statusCode, known.body]).toEqual([405, ''])
    expect((await byKey(world).get('/no/such/thing')).json()).toEqual({ error: 'not found' })
  })
})

onEveryApp(
  'failed tries to sign in',
  (world) => {
    const attempt = (password: string, address: string) =>
      world.anonymous.post(
        '/api/v1/auth/login',
        { username: world.admin.email, password },
        { headers: { 'x-forwarded-for': address } },
      )

    it('block their address, also for the right password, and no other one', async () => {
      for (let n = 0; n < 3; n++) expect((await attempt('wrong password', '198.51.100.1')).statusCode).toBe(401)
      expect((await attempt(TEST_PASSWORD, '198.51.100.1')).statusCode).toBe(429)
      expect((await attempt(TEST_PASSWORD, '198.51.100.2')).statusCode).toBe(200)
    })

    it('are forgotten with a success', async () => {
      for (let round = 0; round < 3; round++) {
        await attempt('wrong password', '198.51.100.3')
        await attempt('wrong password', '198.51.100.3')
        expect((await attempt(TEST_PASSWORD, '198.51.100.3')).statusCode).toBe(200)
      }
    })
  },
  {
    isRateLimitDisabled: false,
    trustedProxies: ['127.0.0.1'],
    acquisition: { ...DEFAULTS.acquisition, failures: { most: 3, windowMinutes: 15 } },
  },
)
