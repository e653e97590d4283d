import { join } from 'node:path'
import { buildTar } from '@colophon/formats/testing/build-archives.ts'
import { beforeAll, describe, expect, it } from 'vitest'
import { readInstallationAccess } from '#domain/identity/installation-access.ts'
import { createSecretBox } from '#kernel/secret-box.ts'
import { type Account, type Client, onEveryApp, TEST_SECRET } from '#test/support/app.ts'
import { until } from '#test/support/until.ts'
import { booksOf } from '../library-api/books-world.ts'

const PASSWORD = 'catalogue pass 1'
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP8z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg==',
  'base64',
)

const basic = (name: string, password: string) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
/** Everything between these tags, without the tags. */
const inside = (xml: string, tag: string) =>
  [...xml.matchAll(new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`, 'g'))].map(([, text]) => text)
const titlesOf = (xml: string) => inside(xml, 'title').slice(1)
const hrefsOf = (xml: string, rel: string) =>
  [...xml.matchAll(/<link [^>]*>/g)]
    .map(([link]) => link)
    .filter((link) => link.includes(`rel="${rel}"`))
    .map((link) => (/href="([^"]*)"/.exec(link)?.[1] ?? '').replaceAll('&amp;', '&'))

onEveryApp('the catalogue for reading apps', (world) => {
  const make = booksOf(world)
  let folder: string
  let reader: Pick<Client, 'send' | 'get'>

  async function signIn(account: Account) {
    const username = make.unique('reader').replace(' ', '-')
    await account.put('/api/opds/credentials', { username, password: PASSWORD })
    const authorization = basic(username, PASSWORD)
    const send: Client['send'] = (method, url, options = {}) =>
      world.app.inject({ method: method ?? 'GET', url, ...options, headers: { authorization, ...options.headers } })
    const get: Client['get'] = (url, options) => send('GET', url, options)
    return { send, get }
  }

  async function shelved(
    body: object = {},
    { name = 'book.epub', bytes = 'the bytes of a book' as string | Uint8Array } = {},
  ) {
    const book = await make.book(body)
    const path = make.write(join(folder, book.id, name), bytes)
    const file = await make.file(book.id, path, { file_type: name.split('.').at(-1), file_size: bytes.length })
    return { ...book, file }
  }

  beforeAll(async () => {
    folder = (await make.library()).paths[0] as string
    reader = await signIn(world.user)
  })

  describe('who may read it', () => {
    it('asks in JSON for a password, whatever was asked for', async () => {
      for (const url of ['/opds', '/opds/v2/all', '/opds/nowhere', '/opds/covers/1']) {
        const answer = await world.anonymous.get(url)
        expect([url, answer.statusCode, answer.headers['content-type']]).toEqual([
          url,
          401,
          'application/opds-authentication+json',
        ])
        expect(answer.headers['www-authenticate']).toBe('Basic realm="Colophon OPDS", charset="UTF-8"')
        expect(answer.json()).toMatchObject({ error: 'unauthorized', authentication: [{ type: expect.any(String) }] })
      }
    })

    it('takes the sign-in for reading apps, the account, keys and sessions, and gives all the same bytes', async () => {
      await shelved()
      const key = (await world.user.post('/api/api-keys', { name: 'app' })).json<{ key: string }>().key
      const wanted = (await reader.get('/opds/recent')).body
      const ways: Record<string, string>[] = [
        { authorization: basic(world.user.email, 'long enough') },
        { authorization: basic('', key) },
        { authorization: `Bearer ${key}` },
        { authorization: `Bearer ${world.user.token}` },
        { 'x-api-key': key },
        { cookie: `biblioteka_token=${world.user.token}` },
      ]
      for (const headers of ways) {
        expect((await world.anonymous.get('/opds/recent', { headers })).body).toBe(wanted)
      }
    })

    it('takes the API key of the acquisition surface, in whichever place it stands', async () => {
      const { apiKey } = await readInstallationAccess(world.db.reader, createSecretBox(TEST_SECRET))
      const ways = (key: string) => [{ 'x-api-key': key }, { authorization: basic('', key) }]
      for (const headers of ways(apiKey)) {
        expect((await world.anonymous.get('/opds', { headers })).statusCode).toBe(200)
      }
      expect((await world.anonymous.get(`/opds?apikey=${apiKey}`)).statusCode).toBe(200)
      for (const headers of ways('wrong')) {
        expect((await world.anonymous.get('/opds', { headers })).statusCode).toBe(401)
      }
    })

    it('keeps lists of others to themselves, under every form of their id', async () => {
      const list = (await world.user.post('/api/reading-lists', { name: make.unique('Mine') })).json<{ id: string }>()
      const other = await signIn(world.other)
      for (const path of [`/opds/lists/${list.id}`, `/opds/v2/lists/${list.id}`]) {
        expect((await reader.get(path)).statusCode).toBe(200)
        expect((await other.get(path)).statusCode).toBe(404)
      }
      expect((await other.get('/opds/lists')).body).not.toContain(list.id.replaceAll('-', ''))
    })

    it('shows pictures by the token in their address, and nothing else by it', async () => {
      const { id } = await shelved({ cover_image_url: `data:image/png;base64,${PNG.toString('base64')}` })
      const feed = (await reader.get(`/opds/book/${id}`)).body
      const [cover = ''] = hrefsOf(feed, 'http://opds-spec.org/image')
      const [thumb = ''] = hrefsOf(feed, 'http://opds-spec.org/image/thumbnail')
      expect((await world.anonymous.get(cover)).headers['content-type']).toBe('image/png')
      expect((await world.anonymous.get(thumb)).headers['content-type']).toBe('image/jpeg')
      const token = /t=u\d+\.[0-9a-f]{32}/.exec(cover)?.[0] ?? ''
      for (const url of [
        `/opds?${token}`,
        `/opds/all?${token}`,
        `${hrefsOf(feed, 'http://opds-spec.org/acquisition')[0]}?${token}`,
      ]) {
        expect((await world.anonymous.get(url)).statusCode).toBe(401)
      }
      await world.user.put('/api/opds/credentials', {
        username: make.unique('new').replace(' ', '-'),
        password: PASSWORD,
      })
      expect((await world.anonymous.get(cover)).statusCode).toBe(401)
      reader = await signIn(world.user)
    })
  })

  describe('feeds', () => {
    it('list books with files alone, and people and series that have some', async () => {
      const [author, series] = [await make.author(), await make.series()]
      const bare = await make.book({ title: make.unique('Bare') })
      await make.link(bare.id, { authors: [author.id], series: [{ series_id: series.id, position: 1 }] })
      for (const path of [`/opds/authors/${author.id}`, `/opds/series/${series.id}`, `/opds/book/${bare.id}`]) {
        expect((await reader.get(path)).statusCode).toBe(404)
      }
      expect((await reader.get('/opds/authors?size=200')).body).not.toContain(author.name)
      const full = await shelved()
      await make.link(full.id, { authors: [author.id], series: [{ series_id: series.id, position: 1.5 }] })
      expect((await reader.get('/opds/authors?size=200')).body).toContain(author.name)
      expect(titlesOf((await reader.get(`/opds/series/${series.id}`)).body)).toEqual([`1.5. ${full.title}`])
      const all = titlesOf((await reader.get('/opds/all?size=200')).body)
      expect(all).toContain(full.title)
      expect(all).not.toContain(bare.title)
    })

    it('walk from page to page, each book once, and end', async () => {
      const tag = await make.tag()
      for (let n = 0; n < 5; n++) await make.link((await shelved()).id, { tags: [tag.id] })
      let next: string | undefined = `/opds/all?size=2&tag=${encodeURIComponent(tag.name)}`
      const seen: string[] = []
      while (next) {
        const { body } = await reader.get(next)
        seen.push(
          ...inside(body, 'id')
            .slice(1)
            .filter((id) => id !== undefined),
        )
        ;[next] = hrefsOf(body, 'next')
        expect(seen.length).toBeLessThan(20)
      }
      expect([seen.length, new Set(seen).size]).toEqual([5, 5])
    })

    it('hold whatever people write, as text', async () => {
      const title = `]]> <script>&"'\u0007 100%\nline ${make.unique('x')}`
      const { id } = await shelved(
        { title, description: '<img src=x onerror=alert(1)><p onclick="x()">Hello</p>' },
        { name: `"'&<>%00${'é'}.epub` },
      )
      for (const path of [`/opds/book/${id}`, `/opds/book/${id}?view=entry`]) {
        const { body } = await reader.get(path)
        expect(body).not.toMatch(/<script|onerror|onclick|\u0007|<!\[CDATA\[|<!--/)
        expect(body).toContain('&lt;script&gt;&amp;&quot;')
      }
      const { metadata } = (await reader.get(`/opds/v2/book/${id}`)).json<{
        metadata: { title: string; description: string }
      }>()
      expect(metadata.title).toMatch(/^\]\]> <script>&"' 100% line/)
      expect(metadata.description).toBe('Hello')
      const [href = ''] = hrefsOf((await reader.get(`/opds/book/${id}`)).body, 'http://opds-spec.org/acquisition')
      expect(href).toMatch(/^[\x21-\x7e]+\.epub$/)
      expect((await reader.get(href)).body).toBe('the bytes of a book')
    })

    it.each([
      '/opds/book/0',
      '/opds/book/007',
      '/opds/book/-1',
      '/opds/book/9999999999999',
      '/opds/book/1e3',
      '/opds/book/%00',
      '/opds/book/..%2f..%2fetc',
      '/opds/authors/x',
      '/opds/series/1.5',
      '/opds/download/x/y.epub',
      '/opds/covers/null',
      '/opds/libraries/0',
      '/opds/pse/1e9?page=0',
      '/opds/images?url=file:///etc/passwd',
      '/opds/images',
      '/opds/all/x/y/z',
      `/opds/search/${'x'.repeat(600)}`,
    ])('say in Atom that there is nothing at %s', async (path) => {
      const answer = await reader.get(path)
      expect([answer.statusCode, String(answer.headers['content-type']).slice(0, 20)]).toEqual([
        404,
        'application/atom+xml',
      ])
      expect(inside(answer.body, 'id')[0]).toBe('urn:colophon:opds:error')
    })

    it.each([
      '"',
      '*',
      '(',
      'a OR',
      'NEAR(',
      "';--",
      '%00',
      '%',
      '{searchTerms}',
      '日本',
      '\u{1f600}',
      'x'.repeat(2_000),
    ])('search for %s without falling over', async (text) => {
      const answer = await reader.get(`/opds/search?q=${encodeURIComponent(text)}`)
      expect(answer.statusCode).toBe(200)
    })

    it('search by words, tags and people, best first', async () => {
      // Numbers in titles sort as numbers; letters alone are easier to compare here.
      const word = make
        .unique('zephyr')
        .replace(/[ \d]/g, (sign) => (sign === ' ' ? '' : 'abcdefghij'.charAt(Number(sign))))
      const [author, tag] = [await make.author(`Mira ${word}`), await make.tag(`Tag ${word}`)]
      const exact = await shelved({ title: word })
      const longer = await shelved({ title: `Another ${word}` })
      const tagged = await shelved({ title: make.unique('Other') })
      await make.link(tagged.id, { tags: [tag.id], authors: [author.id] })
      const find = async (query: string) => titlesOf((await reader.get(`/opds/search?${query}`)).body)
      expect((await find(`q=${word}`)).slice(0, 2)).toEqual([exact.title, longer.title])
      expect(await find(`q=${encodeURIComponent(tag.name)}`)).toEqual([tagged.title])
      expect(await find(`author=${encodeURIComponent(author.name)}`)).toEqual([tagged.title])
      expect(await find(`q=&author=%7Bauthor%7D`)).toEqual([])
    })

    it('tell since when they are as they are, and answer who has them already', async () => {
      const first = await reader.get('/opds/all')
      const etag = String(first.headers.etag)
      expect((await reader.get('/opds/all', { headers: { 'if-none-match': etag } })).statusCode).toBe(304)
      expect(
        (await (await signIn(world.other)).get('/opds/all', { headers: { 'if-none-match': etag } })).statusCode,
      ).toBe(200)
      const book = await shelved()
      const added = await reader.send('HEAD', '/opds/all')
      await world.user.delete(`/api/books/${book.id}`)
      const removed = await reader.send('HEAD', '/opds/all')
      const times = [first, added, removed].map(({ headers }) => Date.parse(String(headers['last-modified'])))
      expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
    })

    it('go with HEAD and without a slash too many, and are changed by nobody', async () => {
      const wanted = await reader.get('/opds/authors')
      for (const url of ['/opds/authors/', '//opds//authors', '/opds/v1.2/authors']) {
        expect((await reader.get(url)).body).toBe(wanted.body)
      }
      const head = await reader.send('HEAD', '/opds/authors')
      expect([head.body, head.headers['content-length']]).toEqual(['', wanted.headers['content-length']])
      const posted = await reader.send('POST', '/opds/authors')
      expect([posted.statusCode, posted.headers.allow]).toEqual([405, 'GET, HEAD'])
    })

    it('have in JSON no empty list and nothing that is null', async () => {
      await shelved()
      for (const path of [
        '/opds/v2',
        '/opds/v2/all',
        '/opds/v2/authors',
        '/opds/v2/reading',
        '/opds/v2/search?query=nothing-there',
      ]) {
        const answer = await reader.get(path)
        expect(answer.headers['content-type']).toContain('application/opds+json')
        expect(answer.body).not.toMatch(/\[\]|null/)
      }
      const missing = await reader.get('/opds/v2/book/1234567')
      expect([missing.statusCode, missing.json<{ status: number }>().status]).toEqual([404, 404])
    })
  })

  describe('files', () => {
    const countOf = async (id: string) =>
      (await world.user.get(`/api/book-files/${id}`)).json<{ download_count: number }>().download_count

    it('are counted once, and only when they went out whole', async () => {
      const { id, file } = await shelved()
      const path = `/opds/download/${file.id}`
      await reader.send('HEAD', path)
      await reader.get(path, { headers: { range: 'bytes=3-5' } })
      expect(await countOf(file.id)).toBe(0)
      await reader.get(`/opds/book/${id}/file`)
      await until(async () => (await countOf(file.id)) === 1)
      const events = await world.db.reader
        .selectFrom('download_events as e')
        .innerJoin('book_files as f', 'f.id', 'e.file_id')
        .select('e.source')
        .where('f.public_id', '=', file.id)
        .execute()
      expect(events).toEqual([{ source: 'opds' }])
    })

    it('come in one part or whole, and never outside of themselves', async () => {
      const { file } = await shelved()
      const get = (range: string) => reader.get(`/opds/download/${file.id}/x.epub`, { headers: { range } })
      expect([(await get('bytes=4-8')).statusCode, (await get('bytes=4-8')).body]).toEqual([206, 'bytes'])
      expect((await get('bytes=0-1,4-5')).statusCode).toBe(200)
      const beyond = await get('bytes=999-')
      expect([beyond.statusCode, beyond.headers['content-range']]).toEqual([416, 'bytes */19'])
      expect(beyond.headers['content-type']).toContain('application/atom+xml')
    })

    it('that lie outside every library are not there', async () => {
      const { id, paths } = await make.library()
      const book = await make.book()
      const file = await make.file(book.id, make.write(join(paths[0] as string, 'x.epub'), 'x'))
      expect((await reader.get(`/opds/download/${file.id}`)).statusCode).toBe(200)
      await world.admin.delete(`/api/libraries/${id}`)
      expect((await reader.get(`/opds/download/${file.id}`)).statusCode).toBe(404)
    })

    it.each([
      ['hologram', 400],
      ['..', 400],
      ['pdf', 404],
      ['epub', 200],
      ['ebook', 200],
    ])('of the format %s: %i', async (format, status) => {
      const { id } = await shelved()
      expect((await reader.get(`/opds/book/${id}/file?format=${encodeURIComponent(format)}`)).statusCode).toBe(status)
    })
  })

  describe('comics', () => {
    it('are read page by page, which is told to the other ways of reading', async () => {
      const pages = buildTar({ '1.png': PNG, '2.png': PNG, '10.png': PNG })
      const { id, file } = await shelved({}, { name: 'comic.cbt', bytes: pages })
      const page = (query: string) => reader.get(`/opds/pse/${file.id}?${query}`)
      const first = await page('page=1&width=300')
      expect([first.statusCode, first.headers['content-type']]).toEqual([200, 'image/jpeg'])
      expect(first.rawPayload.subarray(0, 2).toString('hex')).toBe('ffd8')
      for (const query of ['page=3', 'page=-1', 'page=x', '']) expect((await page(query)).statusCode).toBe(404)
      expect((await reader.get('/opds/reading')).body).toContain(`/opds/book/${id.replaceAll('-', '')}`)
      const progress = await world.db.reader
        .selectFrom('reading_events as e')
        .innerJoin('books as b', 'b.id', 'e.book_id')
        .select(['e.source', 'e.locator'])
        .where('b.public_id', '=', id)
        .execute()
      expect(progress).toEqual([{ source: 'opds', locator: 'page:2' }])
    })
  })
})

onEveryApp(
  'the catalogue for reading apps below a prefix',
  (world) => {
    it('writes the prefix into every address', async () => {
      const { body } = await world.user.get('/shelf/opds')
      const hrefs = [...body.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)
      expect(hrefs.length).toBeGreaterThan(5)
      expect(hrefs.filter((href) => !href?.startsWith('/shelf/opds'))).toEqual([])
      expect((await world.user.get('/opds')).statusCode).toBe(404)
      const { id } = (await world.anonymous.get('/shelf/opds/auth')).json<{ id: string }>()
      expect(id).toBe('https://books.example.test/shelf/opds/auth')
    })
  },
  { urlBase: '/shelf', publicUrl: 'https://books.example.test/shelf' },
)
