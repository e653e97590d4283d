import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'

onEveryApp('setting up the acquisition side', (world) => {
  const key = () => byKey(world)
  const quality = (changes: object = {}) => ({
    name: 'Mine',
    upgradeAllowed: true,
    cutoff: 'epub',
    items: [
      { quality: ' PDF ', allowed: false },
      { quality: 'epub', allowed: true },
    ],
    ...changes,
  })

  it('keeps quality profiles under one name each, and replaces them as a whole', async () => {
    const made = (await key().post('/qualityprofile', quality())).json<{ id: number; items: unknown }>()
    expect(made.items).toEqual([
      { quality: 'pdf', allowed: false },
      { quality: 'epub', allowed: true },
    ])
    expect((await key().post('/qualityprofile', quality({ name: 'MINE' }))).statusCode).toBe(409)
    expect((await key().post('/qualityprofile', quality({ name: 'Other', cutoff: 'pdf' }))).statusCode).toBe(400)
    const items = [{ quality: 'epub', allowed: true }]
    const replaced = await key().put(`/qualityprofile/${made.id}`, { name: 'Mine', cutoff: 'epub', items })
    expect(replaced.json()).toMatchObject({ upgradeAllowed: false, items })
    expect((await key().delete(`/qualityprofile/${made.id}`)).statusCode).toBe(204)
    expect((await key().delete(`/qualityprofile/${made.id}`)).json()).toEqual({ error: 'quality profile not found' })
  })

  it('names the authors who use a quality profile that shall go', async () => {
    const { id } = (await key().post('/qualityprofile', quality({ name: 'Used' }))).json<{ id: number }>()
    await world.admin.post('/api/authors', { name: 'Bram Oakhurst' })
    await world.db.writer.updateTable('authors').set({ quality_profile_id: id }).execute()
    const refused = await key().delete(`/qualityprofile/${id}`)
    expect(refused.statusCode).toBe(409)
    expect(refused.json()).toMatchObject({ authorCount: 1, authorNames: ['Bram Oakhurst'] })
  })

  it('keeps the metadata profile that others fall back to', async () => {
    expect((await key().delete('/metadataprofile/1')).statusCode).toBe(409)
    const made = (await key().post('/metadataprofile', { name: 'German', unknownLanguageBehavior: 'odd' })).json<{
      id: number
    }>()
    expect(made).toMatchObject({ allowedLanguages: 'eng', unknownLanguageBehavior: 'pass' })
    expect((await key().put(`/metadataprofile/${made.id}`, { name: 'All' })).json()).toMatchObject({
      allowedLanguages: '',
    })
    expect((await key().delete(`/metadataprofile/${made.id}`)).statusCode).toBe(204)
  })

  it('takes a folder as root folder once, however it is spelt, and leaves it to its libraries afterwards', async () => {
    const path = join(world.dataDir, 'books')
    mkdirSync(path)
    const made = (await key().post('/rootfolder', { path: `${path}/` })).json<{ id: number; freeSpace: number }>()
    expect(made).toMatchObject({ path })
    expect(made.freeSpace).toBeGreaterThan(0)
    expect((await key().post('/rootfolder', { path: `${path}/../books` })).statusCode).toBe(409)
    for (const wrong of ['', 'books', '/', `${path}/missing`])
      expect([wrong, (await key().post('/rootfolder', { path: wrong })).statusCode]).toEqual([wrong, 400])
    const library = (await world.admin.post('/api/libraries', { name: 'Both', paths: [path] })).json<{ id: string }>()
    expect((await key().delete(`/rootfolder/${made.id}`)).statusCode).toBe(204)
    expect((await world.admin.get(`/api/libraries/${library.id}`)).json()).toMatchObject({ paths: [path] })
    expect((await key().delete(`/rootfolder/${made.id}`)).statusCode).toBe(404)
    expect((await key().post('/rootfolder', { path })).json()).toMatchObject({ id: made.id })
  })

  it('makes series by hand, two of one title too, and keeps their names apart in the library', async () => {
    const one = (await key().post('/series', { title: ' Twin ' })).json<{ id: number; foreignSeriesId: string }>()
    const other = (await key().post('/series', { title: 'Twin' })).json<{ id: number }>()
    expect(one.foreignSeriesId).toBe(`manual:series:${one.id}`)
    const names = (await world.admin.get('/api/series')).body
    expect(names).toContain('"Twin"')
    expect(names).toContain('"Twin (2)"')
    expect((await key().put(`/series/${other.id}`, { title: 'Single' })).json()).toMatchObject({ title: 'Single' })
    expect((await key().post('/series', { title: 'é'.repeat(251) })).statusCode).toBe(400)
    expect((await key().send('POST', `/series/${one.id}/fill`)).json()).toEqual({ queued: 0 })
    expect((await key().get('/series/hardcover/search')).json()).toMatchObject({ reason: 'missing_token' })
  })

  it('refuses pictures and webhooks inside the own network, and says how webhooks can be allowed', async () => {
    for (const url of ['http://127.0.0.1/a.png', 'http://192.168.1.1/a.png', 'file:///etc/passwd', 'cover:abc', '']) {
      const refused = await key().get(`/images?url=${encodeURIComponent(url)}`)
      expect([url, refused.statusCode]).toEqual([url, 400])
      expect(refused.headers['content-type']).toContain('text/plain')
    }
    expect((await key().get('/images?url=cover:987654321')).statusCode).toBe(404)
    const add = (url: string) => key().post('/notification', { name: 'x', url })
    const { error } = (await add('http://192.168.1.5/x')).json<{ error: string }>()
    expect(error).toMatch(/^url not allowed: .*BINDERY_NOTIFICATIONS_ALLOW_PRIVATE/)
    expect((await add('http://169.254.169.254/')).json<{ error: string }>().error).not.toContain('ALLOW_PRIVATE')
    const mail = { name: 'Mail', type: 'email' }
    expect((await key().post('/notification', { ...mail, url: 'nobody' })).statusCode).toBe(400)
    const made = (await key().post('/notification', { ...mail, url: 'mailto:ada@example.test' })).json<{ id: number }>()
    const untold = await key().post(`/notification/${made.id}/test`)
    expect([untold.statusCode, untold.json()]).toEqual([400, { error: 'no mail server is set' }])
  })

  it('shows what was logged, and exports it in lines that nobody can forge', async () => {
    const entry = { level: 40, component: 'auth', fields_json: { user: 'a\nb' } }
    const at = new Date().toISOString()
    await world.db.writer
      .insertInto('log_entries')
      .values([
        { ...entry, at, message: 'first 100% sure\n2026-01-01T00:00:00Z ERROR [auth] forged' },
        { ...entry, at, level: 20, component: 'http', message: 'second' },
      ])
      .execute()
    const found = async (query: string) =>
      (await key().get(`/system/logs?${query}`)).json<{ message: string }[]>().map(({ message }) => message.slice(0, 6))
    expect(await found('')).toEqual(['second', 'first '])
    expect(await found('level=warn')).toEqual(['first '])
    expect(await found('component=http')).toEqual(['second'])
    expect(await found('q=100%25')).toEqual(['first '])
    expect(await found('q=FIRST_100')).toEqual([])
    expect(await found('limit=1&offset=1')).toEqual(['first '])
    const lines = (await key().get('/system/logs/export')).body.trimEnd().split('\n')
    expect(lines.filter((line) => !line.startsWith('#'))).toHaveLength(2)
    expect(lines.at(-1)).toBe('# 2 entries')
    expect(lines.some((line) => line.startsWith('2026-01-01'))).toBe(false)
  })

  it('keeps the mail server with its password sealed', async () => {
    const smtp = { host: 'mail.example.test', from: 'Books <books@example.test>', username: 'mailer', password: 'hush' }
    expect((await world.admin.put('/api/config/smtp', smtp)).statusCode).toBe(200)
    const shown = await world.admin.get('/api/config/smtp')
    expect(shown.json()).toMatchObject({ host: 'mail.example.test', port: '587', password_set: true, tls: 'starttls' })
    const stored = await world.db.reader.selectFrom('settings').select(['key', 'value']).execute()
    expect(JSON.stringify(stored)).not.toContain('hush')
    expect(
      (await world.admin.put('/api/config/smtp', { ...smtp, password: undefined, username: 'other' })).statusCode,
    ).toBe(400)
    expect((await key().get('/setting')).body).not.toContain('smtp')
  })
})
