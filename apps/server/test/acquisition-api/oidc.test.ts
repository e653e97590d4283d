import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { acquisitionClient, byKey, headersOf, sessionOf } from '#test/support/acquisition.ts'
import { DEFAULTS, onEveryApp } from '#test/support/app.ts'
import { CLIENT, type RealProvider, realProvider } from '#test/support/oidc.ts'

const HOST = 'books.example.test'
const CALLBACK = `http://${HOST}/api/v1/auth/oidc/corp/callback`
const { acquisition } = DEFAULTS

onEveryApp(
  'signing in at an OpenID provider',
  (world) => {
    let provider: RealProvider
    const entry = (more: object = {}) => ({
      id: 'corp',
      name: 'Company',
      issuer: provider.issuer,
      client_id: CLIENT.id,
      client_secret: CLIENT.secret,
      ...more,
    })
    const save = (...entries: object[]) =>
      byKey(world).send('PUT', '/auth/oidc/providers', { payload: JSON.stringify(entries) })
    const get = (url: string, cookie = '') =>
      world.anonymous.get(url, { headers: { host: HOST, ...(cookie ? { cookie } : {}) } })
    const accounts = async () =>
      (await byKey(world).get('/auth/users')).json<{ username: string; email?: string; role: string }[]>()

    async function begin(query = '') {
      const response = await get(`/api/v1/auth/oidc/corp/login${query}`)
      const lines = [response.headers['set-cookie']].flat().map(String)
      const cookie = lines.find((line) => line.startsWith('bindery_oidc_flow'))?.split(';', 1)[0] ?? ''
      return { response, cookie, address: String(response.headers.location) }
    }

    /** The whole way, as a browser goes it. */
    async function signIn(login: string, claims: Record<string, unknown> = {}, query = '') {
      provider.people.set(login, claims)
      const { cookie, address } = await begin(query)
      const back = new URL(await provider.visit(address, login))
      return get(back.pathname + back.search, cookie)
    }

    beforeAll(async () => {
      provider = await realProvider([CALLBACK])
      await save(entry())
    })
    afterAll(() => provider.close())

    it('makes an account at the first time and finds it at the next', async () => {
      const first = await signIn('subject-1', {
        preferred_username: 'nora',
        name: 'Nora N.',
        email: 'nora@corp.test',
        email_verified: true,
      })
      expect([first.statusCode, first.headers.location]).toEqual([302, '/'])
      const client = acquisitionClient(world, await headersOf(world, sessionOf(first.headers['set-cookie'])))
      expect((await client.get('/auth/status')).json()).toMatchObject({ username: 'nora', role: 'user' })
      expect((await client.put('/setting/a.b', { value: 'c' })).statusCode).toBe(403)
      const before = await accounts()
      expect(before.find(({ username }) => username === 'nora')).toMatchObject({
        email: 'nora@corp.test',
        displayName: 'Nora N.',
      })
      expect((await signIn('subject-1', { preferred_username: 'renamed' })).statusCode).toBe(302)
      expect(await accounts()).toEqual(before)
    })

    it('opens the pages as well where they began it, and only then', async () => {
      const names = async (query: string) =>
        [(await signIn('subject-2', {}, query)).headers['set-cookie']]
          .flat()
          .map((line) => String(line).split('=', 1)[0])
      expect(await names('?for=pages')).toContain('biblioteka_token')
      expect(await names('')).not.toContain('biblioteka_token')
    })

    it('joins no account by an address that was not verified, and none of a reader', async () => {
      const readers = await signIn('subject-3', {
        preferred_username: 'three',
        email: world.other.email,
        email_verified: true,
      })
      const claimed = await signIn('subject-4', {
        preferred_username: 'four',
        email: 'nora@corp.test',
        email_verified: false,
      })
      const verified = await signIn('subject-5', {
        preferred_username: 'five',
        email: 'nora@corp.test',
        email_verified: true,
      })
      const names = await Promise.all(
        [readers, claimed, verified].map(
          async ({ headers }) =>
            (await acquisitionClient(world, { cookie: sessionOf(headers['set-cookie']) }).get('/auth/status')).json<{
              username: string
            }>().username,
        ),
      )
      expect(names).toEqual(['three', 'four', 'nora'])
    })

    it('lets the groups of the provider say who administrates, but never takes the last administrator away', async () => {
      const roleOf = async (claims: object) => {
        await signIn('subject-6', { preferred_username: 'boss', ...claims })
        return (await accounts()).find(({ username }) => username === 'boss')?.role
      }
      expect(await roleOf({ groups: ['staff', 'bosses'] })).toBe('admin')
      expect(await roleOf({})).toBe('admin')
      const everybody = await accounts()
      const ids = await world.db.reader
        .selectFrom('users')
        .select(['id', 'username'])
        .where('role', '=', 'admin')
        .execute()
      for (const { id, username } of ids) {
        if (username !== 'boss') await byKey(world).put(`/auth/users/${id}/role`, { role: 'user' })
      }
      expect(await roleOf({ groups: ['staff'] })).toBe('admin')
      for (const { id, username } of ids) {
        if (username !== 'boss') await byKey(world).put(`/auth/users/${id}/role`, { role: 'admin' })
      }
      expect(await roleOf({ groups: 'staff, guests' })).toBe('user')
      expect((await accounts()).length).toBe(everybody.length)
    })

    it('asks for a group where one is demanded', async () => {
      await save(entry({ client_secret: '', allowed_groups: 'readers, staff' }))
      expect((await signIn('subject-7', { groups: ['staff'] })).statusCode).toBe(302)
      const outside = await signIn('subject-8', { groups: ['guests'] })
      const silent = await signIn('subject-9')
      expect([outside.statusCode, silent.statusCode]).toEqual([403, 403])
      expect(outside.body).not.toBe(silent.body)
      expect(JSON.stringify(await accounts())).not.toMatch(/subject-[89]/)
      await save(entry({ client_secret: '' }))
    })

    describe('refuses', () => {
      it('an answer without the browser that began, with a foreign state, or a second time', async () => {
        const { cookie, address } = await begin()
        const other = await begin()
        const back = new URL(await provider.visit(address, 'subject-1'))
        const url = back.pathname + back.search
        expect((await get(url)).statusCode).toBe(400)
        expect((await get(url, other.cookie)).json()).toEqual({ error: 'state mismatch' })
        expect((await get(url, `${cookie.slice(0, -2)}xx`)).statusCode).toBe(400)
        expect((await get(url.replace('/corp/', '/other/'), cookie)).statusCode).toBe(400)
        expect((await get(url, cookie)).statusCode).toBe(302)
        const again = await get(url, cookie)
        expect([again.statusCode, again.json()]).toEqual([401, { error: 'token exchange failed' }])
        expect(String(again.headers['set-cookie'])).not.toContain('bindery_session')
      })

      it('a code that belongs to another try, for which the verifier is wrong', async () => {
        const [mine, theirs] = [await begin(), await begin()]
        const stolen = new URL(await provider.visit(theirs.address, 'subject-1')).searchParams.get('code')
        const state = new URL(mine.address).searchParams.get('state')
        const back = `/api/v1/auth/oidc/corp/callback?code=${stolen}&state=${state}&iss=${encodeURIComponent(provider.issuer)}`
        expect((await get(back, mine.cookie)).statusCode).toBe(401)
      })

      it('an issuer that says it is somebody else, and one that may not be called', async () => {
        await save(
          entry({ id: 'path', issuer: `${provider.issuer}/elsewhere` }),
          entry({ id: 'meta', issuer: 'http://169.254.169.254' }),
        )
        await world.deps.registry.refresh()
        const states = (await get('/api/v1/auth/oidc/providers')).json<{ status: { state: string } }[]>()
        expect(states.map(({ status }) => status.state)).toEqual(['failed', 'failed'])
        expect((await get('/api/v1/auth/oidc/path/login')).statusCode).toBe(400)
        for (const issuer of [
          'http://169.254.169.254',
          'http://metadata.google.internal',
          'ftp://id.test',
          'nonsense',
        ]) {
          const tested = await byKey(world).post('/auth/oidc/test-discovery', { issuer })
          expect([issuer, tested.json()]).toEqual([issuer, { ok: false, error: expect.any(String) }])
        }
        await save(entry())
      })

      it('a list with a strange or doubled id, without a secret, or with the secret of another issuer', async () => {
        for (const wrong of [
          [entry({ id: 'No Spaces!' })],
          [entry(), entry()],
          [entry({ id: 'new', client_secret: '' })],
          [entry({ client_secret: '', issuer: 'https://evil.example.test' })],
          [entry({ issuer: 'nonsense' })],
        ]) {
          expect((await save(...wrong)).statusCode).toBe(400)
        }
      })
    })

    it('tells what answers, and never the secret', async () => {
      const tested = await byKey(world).post('/auth/oidc/test-discovery', { issuer: `${provider.issuer}/` })
      expect(tested.json()).toMatchObject({ ok: true, issuer_mismatch: false, discovered: { issuer: provider.issuer } })
      const rows = await world.db.reader.selectFrom('settings').selectAll().execute()
      const told = JSON.stringify([rows, world.log]) + (await get('/api/v1/auth/oidc/providers')).body
      expect(told).not.toContain(CLIENT.secret)
    })
  },
  { acquisition: { ...acquisition, oidc: { ...acquisition.oidc, isEmailLinked: true, adminGroup: 'bosses' } } },
)
