import { expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'
import { insertLibrary } from '#test/support/library.ts'

interface Problems {
  items: { path: string; shownPath: string; libraryName: string; isIgnored: boolean; id: string }[]
  total: number
  codes: { code: string; count: number }[]
}

onEveryApp('the pages of administrators', (world) => {
  const problems = async (query = '') => (await world.admin.get(`/api/web/problems${query}`)).json<Problems>()

  async function insertProblems() {
    const first = await insertLibrary(world.db, '/books/first')
    const second = await insertLibrary(world.db, '/books/second')
    const row = (libraryId: number, path: string, code: string, at: string) => ({
      public_id: world.db.dialect.newPublicId(),
      library_id: libraryId,
      path,
      code,
      message: `cannot be read: ${code}`,
      first_seen_at: at,
      last_seen_at: at,
    })
    await world.db.writer
      .insertInto('scan_problems')
      .values([
        row(first.id, '/books/first/a_1.epub', 'damaged', '2026-03-01T00:00:00.000Z'),
        row(second.id, '/books/second/b.pdf', 'encrypted', '2026-03-03T00:00:00.000Z'),
        row(second.id, '/books/second/c.epub', 'damaged', '2026-03-02T00:00:00.000Z'),
      ])
      .execute()
    return { first, second }
  }

  it('list problems of all libraries, the one seen last first, and narrow them', async () => {
    const { second } = await insertProblems()

    const all = await problems()
    expect(all.items.map(({ shownPath, libraryName }) => [shownPath, libraryName])).toEqual([
      ['b.pdf', '/books/second'],
      ['c.epub', '/books/second'],
      ['a_1.epub', '/books/first'],
    ])
    expect(all.codes).toEqual([
      { code: 'damaged', count: 2 },
      { code: 'encrypted', count: 1 },
    ])
    expect(
      (await problems(`?library=${second.publicId}&code=damaged`)).items.map(({ shownPath }) => shownPath),
    ).toEqual(['c.epub'])
    expect((await problems('?search=a_1')).total).toBe(1)

    await world.admin.post(`/api/web/problems/${all.items[0]?.id}/ignore`, { isIgnored: true })
    expect((await problems()).total).toBe(2)
    expect((await problems('?ignored=true')).items.map(({ shownPath }) => shownPath)).toEqual(['b.pdf'])
    expect((await world.admin.get('/api/web/admin/concerns')).json()).toMatchObject({ problems: 2, failedJobs: 0 })
  })

  it('tell who did what, by area and by day', async () => {
    await world.user.put('/api/auth/me', { name: 'Ulla' })
    const read = async (query: string) =>
      (await world.admin.get(`/api/web/audit${query}`)).json<{
        items: { action: string; user: object }[]
        total: number
      }>()

    const [latest] = (await read('?area=user')).items
    expect(latest).toMatchObject({ action: 'user.profile_updated', user: { id: world.user.id, name: 'Ulla' } })
    expect((await read('?area=library')).total).toBe(0)
    expect((await read(`?user=${world.user.id}&area=user`)).items.every(({ user }) => 'id' in user)).toBe(true)
    const today = new Date().toISOString().slice(0, 10)
    expect((await read(`?since=${today}&until=${today}`)).total).toBeGreaterThan(0)
    expect((await read('?until=2020-01-01')).total).toBe(0)
    expect((await world.admin.get('/api/web/audit?since=yesterday')).statusCode).toBe(400)
  })

  it('show how the server is doing, and change how much it logs', async () => {
    expect((await world.admin.put('/api/web/system/log-level', { level: 'warn' })).statusCode).toBe(204)

    const system = (await world.admin.get('/api/web/system')).json()

    expect(system).toMatchObject({ logLevel: 'warn', jobs: { waiting: 0, active: 0 } })
    expect(system.lastScans).toContainEqual({ libraryName: '/books/first', scan: null })
    expect((await world.admin.put('/api/web/system/log-level', { level: 'silent' })).statusCode).toBe(400)
  })

  it('make a file of diagnostics without addresses of people or passwords in addresses', async () => {
    const job = {
      public_id: world.db.dialect.newPublicId(),
      name: 'library.scan',
      queue: 'default',
      priority: 0,
      payload_json: { secret: 'in the payload' },
      state: 'failed' as const,
      run_at: '2026-03-01T00:00:00.000Z',
      attempts_max: 6,
      error: 'ada@example.test could not reach https://ada:hunter2@books.example',
      created_at: '2026-03-01T00:00:00.000Z',
    }
    await world.db.writer.insertInto('jobs').values(job).execute()

    const answer = await world.admin.get('/api/web/system/diagnostics')

    expect(answer.headers['content-disposition']).toContain('attachment')
    expect(JSON.parse(answer.body).failedJobs).toEqual([expect.objectContaining({ name: 'library.scan' })])
    for (const secret of ['hunter2', 'ada@example.test', 'in the payload']) expect(answer.body).not.toContain(secret)
  })
})
