import { describe, expect, it } from 'vitest'
import { acquisitionClient, acquisitionLogin, byKey, headersOf, sessionOf } from '#test/support/acquisition.ts'
import { type Account, type AppWorld, onEveryApp, TEST_INSTALLATION_KEY, TEST_PASSWORD } from '#test/support/app.ts'

async function numberOf(world: AppWorld, { email }: Account): Promise<number> {
  const rows = (await byKey(world).get('/auth/users')).json<{ id: number; username: string }[]>()
  return rows.find(({ username }) => username === email)?.id ?? 0
}

async function member(world: AppWorld): Promise<Account> {
  const account = await world.signUp()
  await byKey(world).put(`/auth/users/${await numberOf(world, account)}/role`, { role: 'user' })
  return account
}

onEveryApp('signing in to the acquisition API', (world) => {
  const key = () => byKey(world)
  const clientOf = async (account: Account, password?: string) =>
    acquisitionClient(world, await acquisitionLogin(world, account, password))

  describe('accounts', () => {
    it('of readers stay outside until an administrator makes them members, and are out again at once', async () => {
      const account = await world.signUp()
      const attempt = { username: account.email, password: TEST_PASSWORD }
      expect((await world.anonymous.post('/api/v1/auth/login', attempt)).statusCode).toBe(403)
      const id = await numberOf(world, account)
      expect((await key().put(`/auth/users/${id}/role`, { role: 'user' })).json()).toEqual({ ok: true })
      const client = await clientOf(account)
      expect((await client.get('/setting')).statusCode).toBe(200)
      await world.admin.put(`/api/web/users/${account.id}`, { role: 'reader', isDisabled: false })
      expect((await client.get('/setting')).statusCode).toBe(401)
    })

    it('that are switched off are refused, and so is their session', async () => {
      const account = await member(world)
      const client = await clientOf(account)
      await world.admin.put(`/api/web/users/${account.id}`, { role: 'member', isDisabled: true })
      expect((await client.get('/setting')).statusCode).toBe(401)
      const attempt = { username: account.email, password: TEST_PASSWORD }
      expect((await world.anonymous.post('/api/v1/auth/login', attempt)).statusCode).toBe(403)
    })

    it('made here have a name of their own, and sign in to the library by it', async () => {
      const made = await key().post('/auth/users', {
        username: ' Nils Böhm ',
        password: 'a password of two hundred bytes'.repeat(6),
      })
      expect(made.json()).toMatchObject({ username: 'Nils Böhm', role: 'user' })
      expect(made.json()).not.toHaveProperty('email')
      const again = await key().post('/auth/users', { username: 'nils böhm', password: TEST_PASSWORD })
      expect([again.statusCode, again.json()]).toEqual([409, { error: 'another account has this name' }])
      const library = await world.anonymous.post('/api/auth/login', {
        email: 'Nils.Böhm@users.invalid',
        password: 'a password of two hundred bytes'.repeat(6),
      })
      expect(library.statusCode).toBe(200)
    })

    it('with names that stand for the same address do not get in the way of each other', async () => {
      const names = ['a b', 'a@b', 'a.b']
      const made = await Promise.all(
        names.map((username) => key().post('/auth/users', { username, password: TEST_PASSWORD })),
      )
      expect(made.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
    })

    it('cannot lose the last administrator', async () => {
      const id = await numberOf(world, world.admin)
      for (const refused of [
        await key().delete(`/auth/users/${id}`),
        await key().put(`/auth/users/${id}/role`, { role: 'user' }),
      ]) {
        expect(refused.statusCode).toBe(400)
      }
    })
  })

  describe('a session', () => {
    it('ends when the password is changed, wherever that was done', async () => {
      const account = await member(world)
      const [one, other] = [await clientOf(account), await clientOf(account)]
      const body = { currentPassword: TEST_PASSWORD, newPassword: 'another password' }
      const changed = await one.post('/auth/password', body)
      expect(changed.json()).toEqual({ ok: true })
      expect((await one.get('/setting')).statusCode).toBe(401)
      expect((await other.get('/setting')).statusCode).toBe(401)
      const fresh = acquisitionClient(world, await headersOf(world, sessionOf(changed.headers['set-cookie'])))
      expect((await fresh.get('/setting')).statusCode).toBe(200)
      await account.put('/api/auth/password', {
        currentPassword: 'another password',
        newPassword: 'a third password',
      })
      expect((await fresh.get('/setting')).statusCode).toBe(401)
    })

    it('of the web app opens this API as well, and ends with it', async () => {
      const account = await member(world)
      const origin = { host: 'colophon.test', origin: 'http://colophon.test' }
      const signedIn = await world.anonymous.post(
        '/api/web/session',
        { login: account.email, password: TEST_PASSWORD },
        { headers: origin },
      )
      const { csrfToken } = signedIn.json<{ csrfToken: string }>()
      const cookie = sessionOf(signedIn.headers['set-cookie'])
      const client = acquisitionClient(world, { cookie, 'x-requested-with': 'bindery-ui', 'x-csrf-token': csrfToken })
      expect((await client.post('/auth/password', { newPassword: 'short' })).statusCode).toBe(400)
      const [web] = [signedIn.headers['set-cookie']]
        .flat()
        .filter((line) => String(line).startsWith('biblioteka_token'))
      const headers = { ...origin, cookie: `${String(web).split(';')[0]}; ${cookie}` }
      await world.anonymous.delete('/api/web/session', { headers })
      expect((await client.get('/setting')).statusCode).toBe(401)
    })

    it('comes back with the pages where it is missing', async () => {
      const account = await member(world)
      const origin = { host: 'colophon.test', origin: 'http://colophon.test' }
      const body = { login: account.email, password: TEST_PASSWORD }
      const lines = (await world.anonymous.post('/api/web/session', body, { headers: origin })).headers['set-cookie']
      const web = String([lines].flat().find((line) => String(line).startsWith('biblioteka_token'))).split(';')[0] ?? ''
      const state = await world.anonymous.get('/api/web/state', { headers: { cookie: web } })
      const cookie = sessionOf(state.headers['set-cookie'])
      expect((await acquisitionClient(world, { cookie }).get('/setting')).statusCode).toBe(200)
      const whole = { headers: { cookie: `${web}; ${cookie}` } }
      expect((await world.anonymous.get('/api/web/state', whole)).headers['set-cookie']).toBeUndefined()
    })

    it('is not given to readers, and says nothing to the library', async () => {
      const origin = { host: 'colophon.test', origin: 'http://colophon.test' }
      const body = { login: world.other.email, password: TEST_PASSWORD }
      const response = await world.anonymous.post('/api/web/session', body, { headers: origin })
      expect(response.json()).toMatchObject({ csrfToken: null })
      expect(String(response.headers['set-cookie'])).not.toContain('bindery_session')
      const { cookie } = await acquisitionLogin(world, world.admin)
      expect((await world.anonymous.get('/api/books', { headers: { cookie } })).statusCode).toBe(401)
    })

    it('cannot be made up or stretched', async () => {
      const { cookie } = await acquisitionLogin(world, world.admin)
      const parts = cookie.slice('bindery_session='.length).split('.')
      const later = parts.with(3, String(Number(parts[3]) + 1_000_000))
      for (const value of [later.join('.'), parts.slice(0, -1).join('.'), `${parts.join('.')}.x`, 'c1......', '']) {
        const refused = await acquisitionClient(world, { cookie: `bindery_session=${value}` }).get('/setting')
        expect([refused.statusCode, refused.json()]).toEqual([401, { error: 'unauthorized' }])
      }
    })

    it('survives one change of the secret that signs it, with its token, and not the second', async () => {
      const client = await clientOf(world.admin)
      expect((await client.post('/auth/session-secret/rotate')).json()).toEqual({ ok: true })
      expect((await client.put('/setting/a.b', { value: 'c' })).statusCode).toBe(200)
      await client.post('/auth/session-secret/rotate')
      expect((await client.get('/setting')).statusCode).toBe(401)
    })
  })

  it('from a page of another site does not sign anybody in or out', async () => {
    const headers = { host: 'colophon.test', origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' }
    const attempt = { username: world.admin.email, password: TEST_PASSWORD }
    for (const [path, body] of [
      ['login', attempt],
      ['logout', {}],
      ['setup', attempt],
    ] as const) {
      const refused = await world.anonymous.post(`/api/v1/auth/${path}`, body, { headers })
      expect([path, refused.statusCode]).toEqual([path, 403])
      expect(refused.headers['set-cookie']).toBeUndefined()
    }
  })

  it('leaves no key and no secret in answers, in the log and in the database', async () => {
    await key().put('/setting/hardcover.api_token', { value: '"Bearer token-of-hardcover"' })
    await world.anonymous.get(`/api/v1/setting?apikey=${TEST_INSTALLATION_KEY}`)
    const rows = await world.db.reader.selectFrom('settings').selectAll().execute()
    const audit = await world.db.reader.selectFrom('audit_log').selectAll().execute()
    const written = JSON.stringify([rows, audit, world.log, (await key().get('/setting')).json()])
    expect(written).not.toContain('token-of-hardcover')
    expect(written).not.toContain(TEST_INSTALLATION_KEY)
  })
})
