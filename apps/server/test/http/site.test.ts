import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { onEveryApp } from '#test/support/app.ts'

const SCRIPT = "document.documentElement.dataset.theme = 'dark'"
const webRoot = mkdtempSync(join(tmpdir(), 'colophon-site-'))
mkdirSync(join(webRoot, 'assets'))
const page = (body: string) => `<!doctype html><html><head><script>${SCRIPT}</script></head><body>${body}</body></html>`
writeFileSync(join(webRoot, 'index.html'), page('the library'))
writeFileSync(join(webRoot, 'read.html'), page('the reader'))
writeFileSync(join(webRoot, 'icon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
writeFileSync(join(webRoot, 'assets', 'index-abc.js'), `export const x = '${'x'.repeat(5000)}'`)
afterAll(() => rmSync(webRoot, { recursive: true, force: true }))

const hash = `'sha256-${createHash('sha256').update(SCRIPT).digest('base64')}'`

onEveryApp(
  'the web app',
  (world) => {
    it('is one page for every address that is no file and no interface', async () => {
      const first = await world.anonymous.get('/')
      expect(first.headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        'content-security-policy': expect.stringContaining(`script-src 'self' ${hash};`),
      })
      for (const path of ['/index.html', '/books', '/some/deep/page/', '/?oidc_login=1']) {
        const response = await world.anonymous.get(path)
        expect([response.statusCode, response.body]).toEqual([200, first.body])
      }
      const { etag } = first.headers
      const again = await world.anonymous.get('/', { headers: { 'if-none-match': String(etag) } })
      expect([again.statusCode, again.body]).toEqual([304, ''])
    })

    it('has a page for the reader with a policy under which books can neither run nor call anybody', async () => {
      for (const path of ['/read/abc', '/read.html']) {
        const { body, headers } = await world.anonymous.get(path)
        expect(body).toContain('the reader')
        const policy = String(headers['content-security-policy'])
        expect(policy).toContain(`script-src 'self' ${hash};`)
        expect(policy).toContain("frame-src 'self' blob:")
        expect(policy).toContain("connect-src 'self' blob:")
        expect(policy).toContain("form-action 'none'")
      }
      expect((await world.anonymous.get('/reading')).body).toContain('the library')
    })

    it('keeps built files for ever, packed once where that is taken', async () => {
      const url = '/assets/index-abc.js'
      const plain = await world.anonymous.get(url)
      expect(plain.headers).toMatchObject({
        'content-type': 'text/javascript; charset=utf-8',
        'cache-control': 'public, max-age=31536000, immutable',
      })
      const packed = await world.anonymous.get(url, { headers: { 'accept-encoding': 'gzip, br' } })
      expect(packed.headers['content-encoding']).toBe('gzip')
      expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 10)
      expect((await world.anonymous.get('/assets/gone.js')).statusCode).toBe(404)
    })

    it.each([
      '/../../../../etc/passwd',
      '/assets/../../../../etc/passwd',
      '/assets/%2e%2e/%2e%2e/etc/passwd',
      '/..%2f..%2fetc/passwd',
    ])('serves nothing from outside its folder (%s)', async (url) => {
      expect((await world.anonymous.get(url)).body).not.toContain('root:')
    })

    it.each(['/api', '/api/', '/api/unknown', '/opds/unknown', '/kobo/x/unknown', '/swagger/unknown', '/asynqmon'])(
      'never answers for the interface at %s',
      async (url) => {
        const response = await world.anonymous.get(url)
        expect(response.body).not.toContain('the library')
        expect(response.statusCode).toBeGreaterThanOrEqual(300)
      },
    )

    it('takes no writes', async () => {
      expect((await world.anonymous.post('/somewhere', {})).statusCode).toBe(404)
    })
  },
  { webRoot },
)

onEveryApp(
  'a URL base',
  (world) => {
    it('moves everything below it', async () => {
      expect((await world.anonymous.get('/books/api/health')).statusCode).toBe(200)
      expect((await world.anonymous.get('/books/')).body).toContain('<base href="/books/">')
      expect((await world.anonymous.get('/books/swagger/doc.json')).json()).toMatchObject({
        servers: [{ url: '/books' }],
      })
      expect((await world.anonymous.get('/books/swagger')).headers.location).toBe('/books/swagger/')
    })

    it('is completed when its slash is missing', async () => {
      const response = await world.anonymous.get('/books?x=1')
      expect([response.statusCode, response.headers.location]).toEqual([301, '/books/'])
    })

    it.each(['/', '/api/health', '/bookshelf/', '/other/books/'])('leaves nothing at %s', async (url) => {
      expect((await world.anonymous.get(url)).statusCode).toBe(404)
    })
  },
  { webRoot, urlBase: '/books' },
)
