import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { capturePage } from '#domain/library/capture.ts'
import { onEveryApp } from '#test/support/app.ts'

// An address of the internet that needs no name server; nothing is called, because no job runs here.
const url = 'https://8.8.8.8:9/page'

onEveryApp(
  'asking for a page to be captured',
  (world) => {
    const root = mkdtempSync(join(tmpdir(), 'colophon-capture-'))
    afterAll(() => rmSync(root, { recursive: true, force: true }))
    let libraryId = ''
    beforeAll(async () => {
      const made = await world.admin.post('/api/libraries', { name: 'Pages', paths: [root] })
      libraryId = made.json<{ id: string }>().id
    })
    const ask = (body: object) => world.user.post('/api/books/capture', body)
    const jobs = () => world.announced.filter((item) => item.kind === 'job' && item.name === capturePage.name)
    const entries = async () => {
      const { entries } = (await world.admin.get('/api/audit-logs?limit=200')).json<{ entries: { action: string }[] }>()
      return entries.filter(({ action }) => action === 'book.captured')
    }

    it('writes the job down and answers at once', async () => {
      const response = await ask({ url: ` ${url} `, library_id: libraryId, title: ' T ', author: '', language: null })
      expect(response.statusCode).toBe(202)
      expect(response.json()).toEqual({ message: 'URL accepted for capture', url, library_id: libraryId })
      expect(jobs()).toMatchObject([
        {
          payload: {
            url,
            libraryId,
            overrides: { title: 'T', author: null, description: null, language: null, publisher: null },
          },
        },
      ])
      expect(await entries()).toMatchObject([
        {
          user_id: world.user.id,
          entity_type: 'book_capture',
          entity_id: url,
          metadata: { url, library_id: libraryId },
        },
      ])
    })

    it.each([
      ...['ftp://example.com/a', 'file:///etc/passwd', 'javascript:alert(1)', 'not a url', '', 'http://localhost/x'],
      ...['http://127.0.0.1:9999/a', 'http://10.0.0.1/', 'http://169.254.169.254/latest', 'http://0.0.0.0/'],
      ...['http://[::1]/', 'http://[fd00::1]/', 'http://[::ffff:10.0.0.1]/', 'http://2130706433/'],
      ...['http://user:secret@8.8.8.8/', 'https://no-such-name.invalid/', `https://8.8.8.8/${'a'.repeat(5_000)}`],
    ])('refuses %s, and nothing follows', async (address) => {
      const before = [jobs().length, (await entries()).length]
      const response = await ask({ url: address, library_id: libraryId })
      expect(response.statusCode).toBe(400)
      expect(response.json()).toEqual({ error: expect.any(String) })
      expect([jobs().length, (await entries()).length]).toEqual(before)
    })

    it('refuses what is missing, and a library that is not there', async () => {
      expect((await ask({ library_id: libraryId })).statusCode).toBe(400)
      expect((await ask({ url })).statusCode).toBe(400)
      expect((await ask({ url, library_id: ' ' })).statusCode).toBe(400)
      expect((await ask({ url, library_id: 'unknown' })).statusCode).toBe(404)
      expect((await world.anonymous.post('/api/books/capture', { url, library_id: libraryId })).statusCode).toBe(401)
    })

    it('takes a key, and is open to a page of a listed origin', async () => {
      const key = await world.withKey(world.user)
      const headers = { origin: 'https://extension.example' }
      const response = await key.post('/api/books/capture', { url, library_id: libraryId }, { headers })
      expect(response.statusCode).toBe(202)
      expect(response.headers['access-control-allow-origin']).toBe('https://extension.example')
      expect((await world.anonymous.send('OPTIONS', '/api/books/capture', { headers })).statusCode).toBe(204)
    })
  },
  { corsOrigins: ['https://extension.example'] },
)
