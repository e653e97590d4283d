import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { type AppWorld, onEveryApp, TEST_PASSWORD, TEST_SECRET } from '#test/support/app.ts'

const logIn = (world: AppWorld, email: string, password = TEST_PASSWORD) =>
  world.anonymous.post('/api/auth/login', { email, password })

function tokenOf(publicId: string): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const exp = Math.floor(Date.now() / 1000) + 60
  const content = `${encode({ alg: 'HS256' })}.${encode({ sub: publicId, iss: 'biblioteka', aud: 'biblioteka', exp })}`
  return `${content}.${createHmac('sha256', TEST_SECRET).update(content).digest('base64url')}`
}

onEveryApp('signing up', (world) => {
  it('makes the first account administrator and later ones not', async () => {
    expect((await world.admin.get('/api/auth/me')).json()).toMatchObject({ name: 'Ada', is_admin: true })
    expect((await world.user.get('/api/auth/me')).json()).toMatchObject({ name: 'Ulla', is_admin: false })
  })

  it('gives an address one account, whatever its case', async () => {
    const body = { name: 'X', email: world.user.email.toUpperCase(), password: TEST_PASSWORD }
    expect((await world.anonymous.post('/api/auth/signup', body)).statusCode).toBe(409)
  })

  it.each([
    ['a blank name', { name: '  ' }],
    ['an address without an at sign', { email: 'plain' }],
    ['an address without a beginning', { email: '@right.test' }],
    ['an address without an end', { email: 'left@' }],
    ['a password of 7 bytes', { password: '1234567' }],
    ['a password of 73 bytes in 37 letters', { password: `${'ü'.repeat(36)}x` }],
    ['no password', { password: null }],
  ])('refuses %s', async (_, change) => {
    const body = { name: 'Nora', email: 'nora@example.test', password: TEST_PASSWORD, ...change }
    expect((await world.anonymous.post('/api/auth/signup', body)).statusCode).toBe(400)
  })

  it('takes a password of 72 bytes as it is', async () => {
    const body = { name: 'Nora', email: 'nora72@example.test', password: ` ${'y'.repeat(70)} ` }
    expect((await world.anonymous.post('/api/auth/signup', body)).statusCode).toBe(201)
    expect((await logIn(world, body.email, body.password)).statusCode).toBe(200)
    expect((await logIn(world, body.email, body.password.trim())).statusCode).toBe(401)
  })

  it('can be closed while the server runs, and then is closed before anything else is looked at', async () => {
    const set = (registration_disabled: boolean) =>
      world.admin.put('/api/config/registration', { registration_disabled })
    expect((await set(true)).json()).toEqual({ registration_disabled: true })
    expect((await world.anonymous.get('/api/auth/signup/enabled')).json()).toEqual({ enabled: false })
    const response = await world.anonymous.send('POST', '/api/auth/signup', { payload: '{' })
    expect(response.statusCode).toBe(403)
    await set(false)
    expect((await world.anonymous.get('/api/auth/signup/enabled')).json()).toEqual({ enabled: true })
  })

  it('is in the audit log without the whole address', async () => {
    const { entries } = (await world.admin.get('/api/audit-logs')).json()
    const entry = entries.find((one: { entity_id: string }) => one.entity_id === world.user.id)
    expect(entry).toMatchObject({ action: 'user.signed_up', user_id: world.user.id, entity_type: 'user' })
    expect(entry.metadata).toEqual({ name: 'Ulla', email: 'p***@example.test' })
  })
})

onEveryApp('signing in', (world) => {
  it('is the same 401 for an unknown account, a wrong password and an account without one', async () => {
    const lone = await world.signUp()
    await world.db.writer.updateTable('users').set({ password_hash: null }).where('public_id', '=', lone.id).execute()
    const answers = [
      await logIn(world, world.user.email, 'wrong one'),
      await logIn(world, 'nobody@example.test'),
      await logIn(world, lone.email),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([401, 401, 401])
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  })

  it('takes the address in any case and sets a session that ends with the browser', async () => {
    const response = await logIn(world, ` ${world.user.email.toUpperCase()} `)
    expect(response.headers['set-cookie']).toBe(
      `biblioteka_token=${response.json().token}; Path=/; HttpOnly; SameSite=Strict`,
    )
  })

  it('sets no cookie for a page of another site', async () => {
    const payload = { email: world.user.email, password: TEST_PASSWORD }
    const headers = { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.test' }
    const response = await world.anonymous.post('/api/auth/login', payload, { headers })
    expect(response.headers['set-cookie']).toBeUndefined()
  })

  it('ends only from a page of this server', async () => {
    const out = (headers: Record<string, string>) => world.anonymous.send('POST', '/api/auth/logout', { headers })
    expect((await out({ host: 'a.test', origin: 'https://b.test' })).statusCode).toBe(403)
    expect((await out({ host: 'a.test' })).statusCode).toBe(403)
    const done = await out({ host: 'a.test', origin: 'http://a.test' })
    expect(done.json()).toEqual({ message: 'logged out' })
    expect(done.headers['set-cookie']).toMatch(/^biblioteka_token=; .*Max-Age=0/)
  })
})

onEveryApp('the own account', (world) => {
  it('can be renamed, and nothing else with it', async () => {
    const who = await world.signUp()
    const response = await who.put('/api/auth/me', { name: '  New Name ', email: 'x@y.test', is_admin: true })
    const user = { id: who.id, name: 'New Name', email: who.email, oidc_linked: false, is_admin: false }
    expect(response.json()).toEqual(user)
    expect((await who.get('/api/auth/me')).json()).toEqual(user)
  })

  it('is missing, not refused, when it is gone', async () => {
    const headers = { authorization: `Bearer ${tokenOf('0123456789abcdef0123456789abcdef')}` }
    expect((await world.anonymous.get('/api/auth/me', { headers })).statusCode).toBe(404)
    expect((await world.anonymous.put('/api/auth/password', {}, { headers })).statusCode).toBe(401)
  })

  it('changes its password only with the current one; tokens stay', async () => {
    const who = await world.signUp()
    const change = (currentPassword: string, newPassword: string) =>
      who.put('/api/auth/password', { currentPassword, newPassword })
    expect((await change('not this one', 'the new password')).statusCode).toBe(401)
    expect((await change(TEST_PASSWORD, 'short')).statusCode).toBe(400)
    expect((await change(TEST_PASSWORD, 'the new password')).statusCode).toBe(200)
    expect((await logIn(world, who.email)).statusCode).toBe(401)
    expect((await logIn(world, who.email, 'the new password')).statusCode).toBe(200)
    expect((await who.get('/api/auth/me')).statusCode).toBe(200)
  })
})

onEveryApp('API keys', (world) => {
  it('are shown once, act as their owner, and stop at once', async () => {
    const who = await world.signUp()
    const made = await who.post('/api/api-keys', { name: '  CI  ' })
    expect(made.statusCode).toBe(201)
    expect(made.headers).toMatchObject({ 'cache-control': 'no-store', pragma: 'no-cache' })
    const { key, ...shown } = made.json()
    expect(key).toMatch(/^bib_[0-9a-f]{40}$/)
    expect(shown).toMatchObject({ name: 'CI', key_prefix: key.slice(0, 16), last_used_at: null })

    const headers = { authorization: `Bearer ${key}` }
    expect((await world.anonymous.get('/api/auth/me', { headers })).json().id).toBe(who.id)
    await world.app.door.gate.settle()
    const [listed] = (await who.get('/api/api-keys')).json()
    expect(listed).toEqual({ ...shown, last_used_at: expect.stringMatching(/Z$/) })

    expect((await world.other.delete(`/api/api-keys/${shown.id}`)).statusCode).toBe(404)
    expect((await who.delete(`/api/api-keys/${shown.id}`)).statusCode).toBe(204)
    expect((await world.anonymous.get('/api/auth/me', { headers })).statusCode).toBe(401)
  })

  it.each(['', '   ', 'x'.repeat(101), null])('need a name (%j)', async (name) => {
    expect((await world.user.post('/api/api-keys', { name })).statusCode).toBe(400)
  })

  it('are stored as hashes only', async () => {
    const { key } = (await world.user.post('/api/api-keys', { name: 'x' })).json()
    const rows = await world.db.reader.selectFrom('api_keys').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(key)
  })
})

onEveryApp('administrators', (world) => {
  const setAdmin = (id: string, is_admin: unknown) => world.admin.put(`/api/admin/users/${id}`, { is_admin })

  it('grant and revoke rights, which act with the next request', async () => {
    const who = await world.signUp()
    const keyed = await world.withKey(who)
    expect((await keyed.get('/api/audit-logs')).statusCode).toBe(403)
    expect((await setAdmin(who.id, true)).json()).toEqual({ message: 'admin status updated' })
    expect((await who.get('/api/admin/users')).statusCode).toBe(200)
    expect((await keyed.get('/api/audit-logs')).statusCode).toBe(200)
    await setAdmin(who.id, false)
    expect((await who.get('/api/admin/users')).statusCode).toBe(403)
    expect((await keyed.get('/api/audit-logs')).statusCode).toBe(403)
  })

  it('cannot change their own rights, so one always stays', async () => {
    expect((await setAdmin(world.admin.id, false)).statusCode).toBe(400)
    expect((await setAdmin('unknown', true)).statusCode).toBe(404)
    for (const flag of [null, 'true', 1, undefined]) expect((await setAdmin(world.user.id, flag)).statusCode).toBe(400)
  })

  it('see all accounts, oldest first', async () => {
    const users = (await world.admin.get('/api/admin/users')).json()
    expect(users.slice(0, 3).map(({ name }: { name: string }) => name)).toEqual(['Ada', 'Ulla', 'Otto'])
    expect(JSON.stringify(users)).not.toContain('argon2')
  })

  it('read the audit log page by page, strictly', async () => {
    const ids = async (query: string) =>
      (await world.admin.get(`/api/audit-logs?${query}`)).json().entries.map(({ id }: { id: string }) => id)
    const all = await ids('limit=4')
    expect([...(await ids('limit=2')), ...(await ids('limit=2&offset=2'))]).toEqual(all)
    expect((await world.admin.get('/api/audit-logs?limit=500')).json()).toMatchObject({ limit: 200, offset: 0 })
    for (const query of ['limit=0', 'limit=-1', 'limit=x', 'limit=1.5', 'offset=-1', 'offset=', 'limit=10x']) {
      expect((await world.admin.get(`/api/audit-logs?${query}`)).statusCode).toBe(400)
    }
  })
})

onEveryApp('the watch folder', (world) => {
  const put = (body: object) => world.admin.put('/api/config/watch-folder', body)

  it('needs an absolute directory and a library that is there', async () => {
    const created = await world.admin.post('/api/libraries', { name: 'Taken in', paths: [world.dataDir] })
    const libraryId = created.json<{ id: string }>().id
    expect((await put({ path: 'books', library_id: libraryId })).statusCode).toBe(400)
    expect((await put({ path: '/nowhere/at/all', library_id: libraryId })).statusCode).toBe(400)
    expect((await put({ path: world.dataDir })).statusCode).toBe(400)
    expect((await put({ path: world.dataDir, library_id: 'unknown' })).statusCode).toBe(400)
    expect((await put({ path: world.dataDir, library_id: libraryId })).statusCode).toBe(200)
    const stored = { path: world.dataDir, library_id: libraryId }
    expect((await world.admin.get('/api/config/watch-folder')).json()).toEqual(stored)
    expect((await put({})).statusCode).toBe(200)
    expect((await world.admin.get('/api/config/watch-folder')).json()).toEqual({ path: '', library_id: '' })
  })
})

onEveryApp('the web app', (world) => {
  const own = { host: 'colophon.test', origin: 'http://colophon.test' }
  const state = async (headers = {}) => (await world.anonymous.get('/api/web/state', { headers })).json()

  it('learns who is signed in', async () => {
    expect(await state()).toMatchObject({ needsSetup: false, signupEnabled: true, user: null })
    const cookie = `biblioteka_token=${world.user.token}`
    expect(await state({ cookie })).toMatchObject({ user: { id: world.user.id, role: 'reader', isAdmin: false } })
    expect(await state({ cookie: 'biblioteka_token=broken' })).toMatchObject({ user: null })
  })

  it('signs in and out, from its own pages alone', async () => {
    const body = { login: world.user.email, password: TEST_PASSWORD }
    const post = (headers: Record<string, string>) => world.anonymous.post('/api/web/session', body, { headers })
    const response = await post(own)
    expect(response.json()).toMatchObject({ user: { id: world.user.id } })
    expect(response.headers['set-cookie']).not.toContain('Secure')
    expect((await post({ ...own, origin: 'https://elsewhere.test' })).statusCode).toBe(403)
    expect((await post({ 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403)

    const out = await world.anonymous.delete('/api/web/session', { headers: own })
    expect([out.statusCode, out.body]).toEqual([204, ''])
    const gone = [out.headers['set-cookie'] ?? []].flat()
    expect(gone.length).toBeGreaterThan(0)
    for (const cookie of gone) expect(cookie).toMatch(/=; .*Max-Age=(0|-1); Expires=Thu, 01 Jan 1970/)
  })

  it('gets a Secure cookie where the connection is encrypted', async () => {
    const body = { login: world.user.email, password: TEST_PASSWORD }
    const headers = { host: 'colophon.test', origin: 'https://colophon.test', 'x-forwarded-proto': 'https' }
    const response = await world.anonymous.post('/api/web/session', body, { headers })
    expect(response.headers['set-cookie']).toContain('; Secure')
  })
})

onEveryApp(
  'with secure cookies',
  (world) => {
    it('every answer asks for https, and sessions are never sent without', async () => {
      expect((await world.anonymous.get('/api/health')).headers['strict-transport-security']).toBe(
        'max-age=63072000; includeSubDomains',
      )
      expect((await logIn(world, world.user.email)).headers['set-cookie']).toMatch(/; Secure$/)
    })
  },
  { hasSecureCookies: true },
)
