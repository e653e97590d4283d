import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'
import { createBookPool } from '@colophon/formats/workers/pool.ts'
import { expect, it } from 'vitest'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { noteDigests } from '#domain/devices/note-digests.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { type Account, onEveryApp } from '#test/support/app.ts'
import { booksOf } from '../library-api/books-world.ts'

const KOREADER = 'application/vnd.koreader.v1+json'
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const at = (paragraph: number) => `/body/DocFragment[1]/body/p[${paragraph}]/text()[1].0`

onEveryApp('progress sync of KOReader', (world) => {
  const make = booksOf(world)

  async function signIn(account: Account) {
    const username = make.unique('reader').replace(' ', '-')
    await account.put('/api/kosync/credentials', { username, password: 'correct horse' })
    const headers = { accept: KOREADER, 'x-auth-user': username, 'x-auth-key': md5('correct horse') }
    return {
      username,
      headers,
      push: (document: string, progress: string, percentage: number, more = {}) =>
        world.anonymous.put(
          '/syncs/progress',
          { document, progress, percentage, device: 'Kobo', ...more },
          { headers },
        ),
      pull: (document: string) => world.anonymous.get(`/syncs/progress/${document}`, { headers }),
    }
  }

  /** A book with an EPUB on disk, whose digests are known. */
  async function book() {
    const { id: libraryId, paths } = await make.library()
    const path = make.write(
      join(paths[0] as string, `${make.unique('Book')}.epub`),
      buildEpub({ title: make.unique('T'), chapters: ['<p>One. Two.</p><p>Three. Four.</p>'] }),
    )
    const { id } = await make.book({ library_id: libraryId })
    const file = await world.admin.post(`/api/books/${id}/files`, {
      file_type: 'epub',
      file_name: 'x.epub',
      file_path: path,
    })
    const pool = createBookPool({ size: 1 })
    const digest = await pool.partialMd5(path)
    await pool.close()
    const { writer, reader, dialect } = world.db
    await writer
      .updateTable('book_files')
      .set({ partial_md5: digest })
      .where('public_id', '=', file.json().id)
      .execute()
    const transaction: Parameters<typeof noteDigests.run>[0]['transaction'] = (work) =>
      writer.transaction().execute((trx) => work(trx, () => {}))
    const scopes = createScopes({ areApart: false })
    const deps = { db: reader, dialect, transaction, scopes, clock: systemClock }
    const context = {
      jobId: '',
      attempt: 1,
      log: silentLogger,
      signal: new AbortController().signal,
      progress: () => {},
    }
    const note = () => noteDigests.run(deps, { fileIds: null }, context)
    return { id: id as string, digest, note }
  }

  it('takes what was said and gives it back, at every address that people type', async () => {
    const reader = await signIn(world.user)
    const pushed = await reader.push(md5('a'), at(1), 0.3187, { device_id: 'abc' })
    expect(pushed.statusCode).toBe(200)
    expect(pushed.headers['content-type']).toContain(KOREADER)
    for (const prefix of ['', '/api', '/kosync', '/koreader', '//kosync/']) {
      const pulled = await world.anonymous.get(`${prefix}/syncs/progress/${md5('a')}`, reader)
      expect(pulled.json()).toEqual(pushed.json())
      expect(pulled.headers).not.toHaveProperty('content-security-policy')
    }
    expect(pushed.json()).toMatchObject({ progress: at(1), percentage: 0.3187, device: 'Kobo', device_id: 'abc' })
    expect(String(pushed.json().timestamp)).toMatch(/^\d{10}$/)
  })

  it('says nothing in the words of each dialect', async () => {
    const reader = await signIn(world.user)
    const official = await reader.pull(md5('nothing'))
    expect([official.statusCode, official.json()]).toEqual([200, {}])
    const { accept, ...headers } = reader.headers
    const old = await world.anonymous.get(`/api/syncs/progress/${md5('nothing')}`, { headers })
    expect([accept, old.statusCode, Object.keys(old.json())]).toEqual([KOREADER, 404, ['error']])
  })

  it('knows nobody by a session, a wrong key or the key of somebody else', async () => {
    const [mine, other] = [await signIn(world.user), await signIn(world.other)]
    const attempts = [
      { authorization: `Bearer ${world.user.token}` },
      { cookie: `biblioteka_token=${world.user.token}` },
      { ...mine.headers, 'x-auth-key': md5('wrong') },
      { ...mine.headers, 'x-auth-user': other.username, 'x-auth-key': md5('x') },
      {},
    ]
    for (const headers of attempts) {
      const answer = await world.anonymous.get('/users/auth', { headers })
      expect([answer.statusCode, answer.json().code]).toEqual([401, 2001])
    }
    await mine.push(md5('private'), at(1), 0.5)
    expect((await other.pull(md5('private'))).json()).toEqual({})
  })

  it('forgets a sign-in that was changed or taken away at once', async () => {
    const reader = await signIn(world.user)
    expect((await reader.pull(md5('x'))).statusCode).toBe(200)
    await world.user.put('/api/kosync/credentials', { username: reader.username, password: 'another password' })
    expect((await reader.pull(md5('x'))).statusCode).toBe(401)
    const again = await signIn(world.user)
    await world.user.delete('/api/kosync/credentials')
    expect((await again.pull(md5('x'))).statusCode).toBe(401)
    expect((await world.user.get('/api/kosync/credentials')).statusCode).toBe(404)
  })

  it('refuses what is no report, in a status that KOReader understands', async () => {
    const reader = await signIn(world.user)
    const codes = async (...bodies: object[]) =>
      Promise.all(
        bodies.map(async (body) => (await world.anonymous.put('/syncs/progress', body, reader)).json().code as number),
      )
    const good = { document: md5('x'), progress: at(1), percentage: 0.1 }
    expect(await codes({ ...good, document: 'a/b' }, { ...good, document: '' }, { ...good, document: 'a:b' })).toEqual([
      2004, 2004, 2004,
    ])
    expect(await codes({ ...good, percentage: 1.5 }, { ...good, progress: '' }, { ...good, device: 7 })).toEqual([
      2003, 2003, 2003,
    ])
    const broken = await world.anonymous.send('PUT', '/syncs/progress', { ...reader, payload: '{"document"' })
    expect([broken.statusCode, broken.json().code]).toEqual([403, 2003])
  })

  it('finds the book by its digest, and a place of the web app in the words of KOReader', async () => {
    const reader = await signIn(world.user)
    const { id, digest, note } = await book()
    await note()
    await reader.push(digest, at(2), 0.4)
    const told = (await world.user.get(`/api/books/${id}/progress`)).json()
    expect(told).toMatchObject({ fraction: 0.4, locator: at(2), source: 'kosync', device: 'Kobo' })
    await world.user.put(`/api/books/${id}/progress`, {
      fraction: 0.7,
      locator: 'epubcfi(/6/2!/4/4/1:7)',
      source: 'web',
    })
    expect((await reader.pull(digest)).json()).toMatchObject({
      progress: '/body/DocFragment[1]/body/p[2]/text()[1].7',
      percentage: 0.7,
      device: 'Colophon',
      device_id: 'colophon-web',
    })
  })

  it('keeps a report for a book that comes later', async () => {
    const reader = await signIn(world.user)
    const { id, digest, note } = await book()
    await reader.push(digest, at(1), 0.2)
    expect((await world.user.get(`/api/books/${id}/progress`)).json()).toBeNull()
    await note()
    expect((await world.user.get(`/api/books/${id}/progress`)).json()).toMatchObject({
      fraction: 0.2,
      source: 'kosync',
    })
  })

  it('does not let a cover that was opened by mistake take the place of the page', async () => {
    const reader = await signIn(world.user)
    const { id, digest, note } = await book()
    await note()
    await world.user.put(`/api/books/${id}/progress`, {
      fraction: 0.5,
      locator: 'epubcfi(/6/2!/4/4/1:0)',
      source: 'web',
    })
    await reader.push(digest, at(1), 0.002)
    expect((await world.user.get(`/api/books/${id}/progress`)).json()).toMatchObject({ fraction: 0.5, source: 'web' })
  })

  it('answers unknown paths itself, never with a page', async () => {
    for (const path of ['/users/foo', '/syncs/x', '/kosync', '/koreader/anything']) {
      const answer = await world.anonymous.get(path, { headers: { accept: 'text/html' } })
      expect([path, answer.statusCode, answer.json().code]).toEqual([path, 404, 404])
    }
  })
})
