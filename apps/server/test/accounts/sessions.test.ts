import { expect, it } from 'vitest'
import { type Account, type Client, onEveryApp, TEST_PASSWORD } from '#test/support/app.ts'

interface Session {
  id: string
  userAgent: string
  address: string
  isCurrent: boolean
}

const ORIGIN = { host: 'colophon.test', origin: 'http://colophon.test' }

onEveryApp('sessions of browsers', (world) => {
  /** Signs in as a page of this server does. */
  async function browser(account: Account, agent: string): Promise<Client & { token: string }> {
    const answer = await world.anonymous.post(
      '/api/web/session',
      { login: account.email, password: TEST_PASSWORD },
      { headers: { ...ORIGIN, 'user-agent': agent } },
    )
    expect(answer.statusCode).toBe(200)
    const token = /biblioteka_token=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? ''
    const headers = { ...ORIGIN, cookie: `biblioteka_token=${token}` }
    const send: Client['send'] = (method, url, options = {}) =>
      world.anonymous.send(method, url, { ...options, headers })
    return {
      token,
      send,
      get: (url) => send('GET', url),
      post: (url, payload) => send('POST', url, { payload }),
      put: (url, payload) => send('PUT', url, { payload }),
      delete: (url) => send('DELETE', url),
    }
  }
  const sessionsOf = async (client: Client) => (await client.get('/api/web/account/sessions')).json<Session[]>()

  it('are listed with what they are, and which one asks', async () => {
    const account = await world.signUp()
    await browser(account, 'Phone')
    const desktop = await browser(account, 'Desktop')

    const sessions = await sessionsOf(desktop)

    expect(sessions.map(({ userAgent, isCurrent }) => [userAgent, isCurrent]).sort()).toEqual([
      ['Desktop', true],
      ['Phone', false],
    ])
    expect(sessions[0]?.address).toBe('127.0.0.1')
  })

  it('end at once when another browser signs them out, also one that has just been used', async () => {
    const account = await world.signUp()
    const lost = await browser(account, 'Lost')
    const kept = await browser(account, 'Kept')
    expect((await lost.get('/api/web/account')).statusCode).toBe(200)
    const { id = '' } = (await sessionsOf(kept)).find(({ userAgent }) => userAgent === 'Lost') ?? {}

    expect((await kept.delete(`/api/web/account/sessions/${id}`)).statusCode).toBe(204)

    expect((await lost.get('/api/web/account')).statusCode).toBe(401)
    expect((await lost.get('/api/web/state')).json().user).toBeNull()
    expect((await kept.get('/api/web/account')).statusCode).toBe(200)
    expect(world.news.at(-1)).toMatchObject({ topic: 'sessions-ended', data: { sessionIds: [id] } })
  })

  it('end all but the own one', async () => {
    const account = await world.signUp()
    const others = [await browser(account, 'One'), await browser(account, 'Two')]
    const own = await browser(account, 'Own')

    expect((await own.delete('/api/web/account/sessions')).statusCode).toBe(204)

    for (const other of others) expect((await other.get('/api/web/account')).statusCode).toBe(401)
    expect((await sessionsOf(own)).map(({ userAgent }) => userAgent)).toEqual(['Own'])
  })

  it('end by signing out: a copy of the cookie opens nothing afterwards', async () => {
    const own = await browser(await world.signUp(), 'Own')

    expect((await own.delete('/api/web/session')).statusCode).toBe(204)

    expect((await own.get('/api/web/account')).statusCode).toBe(401)
  })

  it('leave tokens alone that were issued by the library API, as its contract has it', async () => {
    const account = await world.signUp()
    const own = await browser(account, 'Own')

    await own.delete('/api/web/account/sessions')
    await own.delete('/api/web/session')

    expect((await account.get('/api/auth/me')).statusCode).toBe(200)
    expect(await sessionsOf(account)).toEqual([])
  })

  it('are nobody else’s business', async () => {
    const theirs = await browser(world.other, 'Theirs')
    const [session] = await sessionsOf(theirs)
    const own = await browser(world.user, 'Own')

    expect((await own.delete(`/api/web/account/sessions/${session?.id}`)).statusCode).toBe(404)
    expect((await sessionsOf(own)).map(({ id }) => id)).not.toContain(session?.id)
    expect((await theirs.get('/api/web/account')).statusCode).toBe(200)
  })

  it('stay when the password changes, and end when an administrator resets it', async () => {
    const account = await world.signUp()
    const own = await browser(account, 'Own')
    const body = { currentPassword: TEST_PASSWORD, newPassword: 'quite another one' }
    expect((await own.put('/api/auth/password', body)).statusCode).toBe(200)
    expect((await own.get('/api/web/account')).statusCode).toBe(200)

    await world.admin.post(`/api/web/users/${account.id}/password`, { password: 'yet another one' })

    expect((await own.get('/api/web/account')).statusCode).toBe(401)
  })
})

onEveryApp('the own account', (world) => {
  it('changes its name, address and login name, and signs in with either', async () => {
    const account = await world.signUp()
    const body = { name: ' Renamed ', email: `new-${account.email}`, username: 'Reader One' }

    const answer = await account.put('/api/web/account', body)

    expect(answer.json()).toMatchObject({ name: 'Renamed', email: body.email, username: 'Reader One' })
    for (const login of [body.email, 'reader one']) {
      const signedIn = await world.anonymous.post(
        '/api/web/session',
        { login, password: TEST_PASSWORD },
        { headers: ORIGIN },
      )
      expect(signedIn.statusCode).toBe(200)
    }
  })

  it('may not take what signs somebody else in', async () => {
    const body = { name: 'x', email: 'mine@example.test', username: world.other.email.toUpperCase() }
    expect((await world.user.put('/api/web/account', body)).statusCode).toBe(409)
    expect((await world.user.put('/api/web/account', { ...body, username: '', email: 'none' })).statusCode).toBe(400)
  })

  it('is exported with its own data alone', async () => {
    const answer = await world.user.get('/api/web/account/export')

    expect(answer.headers['content-disposition']).toContain('attachment')
    expect(JSON.parse(answer.body)).toMatchObject({
      profile: { email: world.user.email },
      places: [],
      states: [],
      notes: [],
      readings: [],
      downloads: [],
    })
    expect(answer.body).not.toContain('password')
  })

  it('is deleted by who knows its password, and nothing of it opens anything afterwards', async () => {
    const account = await world.signUp()
    const key = await world.withKey(account)
    expect((await account.post('/api/web/account/delete', { password: 'wrong' })).statusCode).toBe(400)

    expect((await account.post('/api/web/account/delete', { password: TEST_PASSWORD })).statusCode).toBe(204)

    expect((await account.get('/api/web/account')).statusCode).toBe(401)
    expect((await key.get('/api/books')).statusCode).toBe(401)
  })

  it('stays where it is the last administrator’s', async () => {
    expect((await world.admin.post('/api/web/account/delete', { password: TEST_PASSWORD })).statusCode).toBe(409)
    expect((await world.admin.get('/api/web/account')).statusCode).toBe(200)
  })
})
