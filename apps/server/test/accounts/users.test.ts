import { expect, it } from 'vitest'
import { onEveryApp, TEST_PASSWORD } from '#test/support/app.ts'

const ORIGIN = { host: 'colophon.test', origin: 'http://colophon.test' }

interface Listed {
  items: { id: string; email: string; role: string; isDisabled: boolean; hasPassword: boolean; linkExpiresAt: string }[]
  total: number
}

onEveryApp('users', (world) => {
  const list = async (query = '') => (await world.admin.get(`/api/web/users${query}`)).json<Listed>()
  const signIn = (login: string, password: string) =>
    world.anonymous.post('/api/web/session', { login, password }, { headers: ORIGIN })

  it('are listed oldest first, and found by parts of names and addresses', async () => {
    const all = await list()
    expect(all.items[0]).toMatchObject({ id: world.admin.id, role: 'admin', isDisabled: false, hasPassword: true })
    expect(all.total).toBe(all.items.length)
    expect((await list('?search=ULLA')).items.map(({ id }) => id)).toEqual([world.user.id])
    expect((await list('?search=%25')).items).toEqual([])
    expect((await list('?role=admin')).total).toBe(1)
  })

  it('are invited by a link that works once', async () => {
    const body = { name: 'Ines', email: 'ines@example.test', role: 'member' }
    const { id, link } = (await world.admin.post('/api/web/users', body)).json()
    expect((await list('?search=ines')).items).toMatchObject([{ id, role: 'member', hasPassword: false }])
    const look = () => world.anonymous.post('/api/web/password-link/look', { secret: link.secret })
    expect((await look()).json()).toEqual({ name: 'Ines', email: 'ines@example.test' })
    const use = (password: string) =>
      world.anonymous.post('/api/web/password-link', { secret: link.secret, password }, { headers: ORIGIN })

    expect((await use('short')).statusCode).toBe(400)
    expect((await use('a good password')).statusCode).toBe(200)

    expect((await use('another password')).statusCode).toBe(404)
    expect((await look()).statusCode).toBe(404)
    expect((await signIn('ines@example.test', 'a good password')).statusCode).toBe(200)
  })

  it('get a password from an administrator at once, where that is wanted', async () => {
    const body = { name: 'Paul', email: 'paul@example.test', role: 'reader', password: 'for the first day' }
    expect((await world.admin.post('/api/web/users', body)).json()).toMatchObject({ link: null })
    expect((await signIn('paul@example.test', 'for the first day')).statusCode).toBe(200)
    expect((await world.admin.post('/api/web/users', body)).statusCode).toBe(409)
    expect((await world.admin.post('/api/web/users', { ...body, email: 'x' })).statusCode).toBe(400)
  })

  it('are let in no more while they are switched off, and keep what they have', async () => {
    const account = await world.signUp()
    const key = await world.withKey(account)
    const turn = (isDisabled: boolean) =>
      world.admin.put(`/api/web/users/${account.id}`, { role: 'reader', isDisabled })

    expect((await turn(true)).statusCode).toBe(204)

    expect((await account.get('/api/auth/me')).statusCode).toBe(404)
    expect((await account.get('/api/books')).statusCode).toBe(401)
    expect((await key.get('/api/books')).statusCode).toBe(401)
    expect((await signIn(account.email, TEST_PASSWORD)).statusCode).toBe(409)
    expect((await signIn(account.email, 'a wrong one')).statusCode).toBe(401)

    await turn(false)
    expect((await key.get('/api/books')).statusCode).toBe(200)
  })

  it('are deleted with their keys, and told of in the audit log', async () => {
    const account = await world.signUp('Gone')
    const key = await world.withKey(account)

    expect((await world.admin.delete(`/api/web/users/${account.id}`)).statusCode).toBe(204)

    expect((await key.get('/api/books')).statusCode).toBe(401)
    expect((await world.admin.delete(`/api/web/users/${account.id}`)).statusCode).toBe(404)
    const { entries } = (await world.admin.get('/api/audit-logs?limit=200')).json()
    expect(entries).toContainEqual(
      expect.objectContaining({ action: 'user.deleted', entity_id: account.id, user_id: world.admin.id }),
    )
  })

  it('do not change their own role here, nor switch themselves off', async () => {
    for (const answer of [
      await world.admin.put(`/api/web/users/${world.admin.id}`, { role: 'reader', isDisabled: false }),
      await world.admin.delete(`/api/web/users/${world.admin.id}`),
    ]) {
      expect(answer.statusCode).toBe(400)
    }
  })

  it('always have an administrator: the database itself refuses to lose the last one', async () => {
    const { writer } = world.db
    const last = writer.updateTable('users').where('public_id', '=', world.admin.id)
    await expect(last.set({ role: 'reader' }).execute()).rejects.toThrow('the last administrator has to stay')
    await expect(last.set({ is_disabled: true }).execute()).rejects.toThrow('the last administrator has to stay')
    const remove = writer.deleteFrom('users').where('public_id', '=', world.admin.id)
    await expect(remove.execute()).rejects.toThrow('the last administrator has to stay')

    const second = await world.signUp()
    await world.admin.put(`/api/web/users/${second.id}`, { role: 'admin', isDisabled: false })
    const turn = (by: typeof world.admin, of: typeof world.admin) =>
      by.put(`/api/web/users/${of.id}`, { role: 'admin', isDisabled: true })
    expect((await turn(world.admin, second)).statusCode).toBe(204)
    expect((await turn(second, world.admin)).statusCode).toBe(401)
    await world.admin.delete(`/api/web/users/${second.id}`)
  })
})

onEveryApp(
  'tries of passwords',
  (world) => {
    it('are slowed down wherever a password or a secret is asked for', async () => {
      const statuses = async (tries: Promise<{ statusCode: number }>[]) =>
        (await Promise.all(tries)).map(({ statusCode }) => statusCode)
      const many = Array.from({ length: 25 })
      const looks = many.map(() => world.anonymous.post('/api/web/password-link/look', { secret: 'guess' }))
      expect(await statuses(looks)).toContain(429)
      const farewells = many.map(() => world.user.post('/api/web/account/delete', { password: 'guess' }))
      expect(await statuses(farewells)).toContain(429)
    })
  },
  { isRateLimitDisabled: false },
)
