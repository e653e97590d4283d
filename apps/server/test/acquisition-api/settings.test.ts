import { expect, it } from 'vitest'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'

onEveryApp('settings of the acquisition API', (world) => {
  const key = () => byKey(world)
  const set = (name: string, value: unknown) => key().put(`/setting/${encodeURIComponent(name)}`, { value })

  it('are rows of text that come back by key', async () => {
    expect((await set('zzz.last', 'Ünï 📚\n')).json()).toMatchObject({ key: 'zzz.last', value: 'Ünï 📚\n' })
    await set('aaa first/50%', '')
    const keys = (await key().get('/setting')).json<{ key: string }[]>().map((row) => row.key)
    expect([keys.at(0), keys.at(-1)]).toEqual(['aaa first/50%', 'zzz.last'])
    expect((await key().delete('/setting/zzz.last')).statusCode).toBe(204)
    expect((await key().get('/setting/zzz.last')).json()).toEqual({ error: 'setting not found' })
  })

  it.each([
    ['search.interval', '1h30m', '59m'],
    ['author.default_monitor_latest_count', '3', '1.5'],
    ['hardcover.enhanced_series_enabled', 'TRUE', 'yes'],
    ['naming.audiobook_file_template', '{Title} {Part:2}', '{Title}'],
    ['import.drop_folder', '/tmp', '/tmp/there-is-no-such-folder'],
    ['calibre.binary_path', process.execPath, '/tmp'],
    ['calibre.push_path_remap', '/books:/mnt/books, /a:/b', '/books'],
    ['abs.base_url', 'http://127.0.0.1:13378', 'http://169.254.169.254/'],
  ])('%s takes %s and not %s', async (name, good, bad) => {
    expect((await set(name, good)).statusCode).toBe(200)
    const refused = await set(name, bad)
    expect(refused.statusCode).toBe(400)
    expect((await key().get(`/setting/${name}`)).json()).toMatchObject({ value: good })
    expect((await set(name, '')).statusCode).toBe(200)
  })

  it('that are secret are shown to nobody, and few can be written', async () => {
    for (const name of [
      'auth.mode',
      'auth.api_key',
      'abs.api_key',
      'library.server.smtp',
      'smtp.password',
      'a_secret_b',
    ]) {
      expect([name, (await set(name, 'x')).statusCode]).toEqual([name, 403])
      expect((await key().delete(`/setting/${name}`)).statusCode).toBe(403)
      expect((await key().get(`/setting/${name}`)).statusCode).toBe(404)
    }
    for (const name of ['googlebooks.apiKey', 'hardcover.api_token']) {
      expect((await set(name, 'token 1')).json()).toMatchObject({ key: name, value: '' })
      expect((await key().get(`/setting/${name}`)).statusCode).toBe(404)
    }
    const names = (await key().get('/setting')).json<{ key: string }[]>().map((row) => row.key)
    expect(names.filter((name) => /^auth\.|api|library\.server/.test(name))).toEqual([])
  })

  it('say why a feature is off', async () => {
    const why = async () =>
      (await key().get('/system/status')).json<{ enhancedHardcoverDisabledReason?: string }>()
        .enhancedHardcoverDisabledReason
    await key().delete('/setting/hardcover.api_token')
    expect(await why()).toBe('missing_token')
    await set('hardcover.api_token', 'Bearer abc')
    await set('hardcover.enhanced_series_enabled', 'false')
    expect(await why()).toBe('admin_disabled')
    await set('hardcover.enhanced_series_enabled', 'True')
    expect(await why()).toBeUndefined()
  })

  it('take bodies as clients send them', async () => {
    const send = (payload: string, type = 'text/plain') =>
      key().send('PUT', '/setting/body', { payload, headers: { 'content-type': type } })
    expect((await send('{"value":"first","more":1} {"value":"second"}')).json()).toMatchObject({ value: 'first' })
    expect((await send('{"half":')).json()).toEqual({ error: 'invalid request body' })
    for (const wrong of ['', '{"value":7}', '[]', `{"value":${'['.repeat(100_000)}`])
      expect((await send(wrong)).statusCode).toBe(400)
    expect((await send(`{"value":"${'x'.repeat(1_100_000)}"}`)).statusCode).toBe(400)
  })

  it('hold the log level until the next start', async () => {
    expect((await key().put('/system/loglevel', { level: 'warn' })).json()).toEqual({ level: 'WARN' })
    expect((await key().put('/system/loglevel', { level: 'loud' })).json()).toEqual({ level: 'INFO' })
    expect((await key().put('/system/loglevel', { level: '' })).statusCode).toBe(400)
    expect((await key().put('/system/loglevel', { level: 'debug' })).statusCode).toBe(200)
    expect((await key().get('/system/loglevel')).json()).toEqual({ level: 'DEBUG' })
  })
})
