import { createHash } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { partialMd5 } from '@colophon/formats/partial-md5.ts'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'
import { expect, it } from 'vitest'
import { createServer } from '#http/server.ts'
import { onEveryApp } from '#test/support/app.ts'
import { until } from '#test/support/until.ts'
import { dashed, KoboReader, ofKind, said, shelvesOf } from './kobo-reader.ts'

onEveryApp('sync of Kobo readers', (world) => {
  const shelves = shelvesOf(world)
  const { make } = shelves

  it('brings every book once, whichever cursor the firmware sends, and then nothing', async () => {
    const books = await shelves.books(25)
    const list = await shelves.list(
      world.user,
      books.map(({ id }) => id),
    )
    for (const repeats of [false, true]) {
      const kobo = await shelves.reader(world.user, [list], { page_size: 10 }, { repeats })
      const first = await kobo.sync()
      expect(first.pages).toBe(3)
      expect(said(first).sort()).toEqual(books.map(({ id }) => `NewEntitlement ${dashed(id)}`).sort())
      expect(await kobo.sync()).toHaveLength(0)
      expect(await kobo.sync()).toHaveLength(0)
    }
  })

  it('offers again what did not arrive, and nothing that did', async () => {
    const books = await shelves.books(25)
    const list = await shelves.list(
      world.user,
      books.map(({ id }) => id),
    )
    const kobo = await shelves.reader(world.user, [list], { page_size: 10 })
    const one = await kobo.page(undefined)
    const lost = await kobo.page(one.cursor)
    const again = await kobo.page(one.cursor)
    expect(said(again.elements)).toEqual(said(lost.elements))
    kobo.cursor = one.cursor
    const rest = await kobo.sync()
    const arrived = new Set(said(one.elements))
    expect(said(rest)).toHaveLength(15)
    expect(said(rest).some((element) => arrived.has(element))).toBe(false)
    await kobo.sync()
    for (const cursor of [one.cursor, again.cursor, 'garbage', 'COLO1.e30', 'KOMGA.eyJ4IjoxfQ']) {
      expect((await kobo.page(cursor)).elements).toHaveLength(0)
    }
  })

  it('gives two requests at once two pages, not one twice', async () => {
    const books = await shelves.books(15)
    const list = await shelves.list(
      world.user,
      books.map(({ id }) => id),
    )
    const kobo = await shelves.reader(world.user, [list], { page_size: 10 }, { repeats: true })
    const fresh = new KoboReader(world, kobo.token)
    const pages = await Promise.all([fresh.page(undefined), fresh.page(undefined)])
    const all = pages.flatMap(({ elements }) => said(elements))
    expect(new Set(all).size).toBe(all.length)
    expect(all).toHaveLength(15)
  })

  it('gives each request a page of its own, though several processes answer', async () => {
    const books = await shelves.books(32)
    const list = await shelves.list(
      world.user,
      books.map(({ id }) => id),
    )
    const kobo = await shelves.reader(world.user, [list], { page_size: 10 })
    const servers = await Promise.all([1, 2, 3, 4].map(() => createServer(world.deps)))
    for (let round = 0; round < 5; round++) {
      const fresh = servers.map((app) => new KoboReader({ app }, kobo.token, { deviceId: `reader-${round}` }))
      const pages = await Promise.all(fresh.map((reader) => reader.page(undefined)))
      const all = pages.flatMap(({ elements }) => said(elements))
      expect(all.sort()).toEqual(books.map(({ id }) => `NewEntitlement ${dashed(id)}`).sort())
      expect(pages.filter(({ hasMore }) => !hasMore)).toHaveLength(1)
    }
    await Promise.all(servers.map((app) => app.close()))
  })

  it('gives a page once more that a reader did not wait for, to one that repeats its cursor', async () => {
    const books = await shelves.books(15)
    const list = await shelves.list(
      world.user,
      books.map(({ id }) => id),
    )
    const kobo = await shelves.reader(world.user, [list], { page_size: 10 }, { repeats: true })
    const server = await createServer(world.deps)
    const { port } = new URL(await server.listen({ port: 0, host: '127.0.0.1' }))
    const sessions = () =>
      world.deps.db
        .selectFrom('kobo_sessions as s')
        .innerJoin('kobo_devices as d', 'd.id', 's.device_id')
        .select(['s.answered_at', 's.pages_json'])
        .where('d.device_key', '=', kobo.deviceId)
        .execute()
    const path = `/kobo/${kobo.token}/v1/library/sync`
    const call = request({ host: '127.0.0.1', port, path, headers: { 'x-kobo-deviceid': kobo.deviceId } })
    // The network goes while the page is made.
    server.server.once('request', (asked) => asked.socket.destroy())
    call.on('error', () => undefined).end()
    await until(sessions, ([session]) => session?.answered_at === null && session.pages_json.length > 0)
    await server.close()
    const first = await kobo.sync()
    expect(said(first).sort()).toEqual(books.map(({ id }) => `NewEntitlement ${dashed(id)}`).sort())
  })

  it('tells an edit, a removal and a return, each once and as what it is', async () => {
    const [one, two] = await shelves.books(2)
    if (!one || !two) throw new Error('two books are needed')
    const list = await shelves.list(world.user, [one.id, two.id])
    const kobo = await shelves.reader(world.user, [list])
    await kobo.sync()
    await kobo.download(one.id)
    await kobo.sync()
    await world.admin.put(`/api/books/${one.id}`, { title: 'Another title' })
    expect(said(await kobo.sync())).toEqual([`ChangedProductMetadata ${dashed(one.id)}`])
    await world.user.delete(`/api/reading-lists/${list}/books/${one.id}`)
    const [removal] = await kobo.sync()
    expect(removal).toMatchObject({ kind: 'ChangedEntitlement', body: { BookEntitlement: { IsRemoved: true } } })
    await world.user.post(`/api/reading-lists/${list}/books`, { book_id: one.id })
    expect(said(await kobo.sync())).toEqual([`NewEntitlement ${dashed(one.id)}`])
    await world.admin.delete(`/api/books/${two.id}`)
    expect(said(await kobo.sync())).toEqual([`ChangedEntitlement ${dashed(two.id)}`])
    expect(await kobo.sync()).toHaveLength(0)
    const ignored = await kobo.read(two.id, 40)
    expect(ignored.json()).toMatchObject({ UpdateResults: [{ CurrentBookmarkResult: { Result: 'Ignored' } }] })
  })

  it('says an author by another name, though the book itself was not touched', async () => {
    const [book] = await shelves.books(1)
    if (!book) throw new Error('a book is needed')
    const author = await make.author()
    await make.link(book.id, { authors: [author.id] })
    const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [book.id])])
    await kobo.sync()
    await kobo.sync()
    const name = make.unique('Renamed')
    await world.admin.put(`/api/authors/${author.id}`, { name })
    const told = await kobo.sync()
    expect(said(told)).toEqual([`ChangedProductMetadata ${dashed(book.id)}`])
    expect(told[0]?.body).toMatchObject({ BookMetadata: { Contributors: [name] } })
  })

  it('keeps what was removed on a reader off it, until somebody asks for it or lists it anew', async () => {
    const [book] = await shelves.books(1)
    if (!book) throw new Error('a book is needed')
    const list = await shelves.list(world.user, [book.id])
    const kobo = await shelves.reader(world.user, [list])
    await kobo.sync()
    const removed = await kobo.send('DELETE', `/v1/library/${dashed(book.id)}`, {
      headers: { 'content-type': 'application/json', 'content-length': '0' },
    })
    expect([removed.statusCode, removed.body]).toEqual([204, ''])
    expect(await kobo.sync()).toHaveLength(0)
    const asked = await world.user.post(`/api/kobo/tokens/${kobo.tokenId}/resend`, { book_ids: [book.id] })
    expect(asked.statusCode).toBe(204)
    expect(said(await kobo.sync())).toEqual([`NewEntitlement ${dashed(book.id)}`])
    await kobo.sync()
    await kobo.send('DELETE', `/v1/library/${dashed(book.id)}`)
    await world.user.delete(`/api/reading-lists/${list}/books/${book.id}`)
    await world.user.post(`/api/reading-lists/${list}/books`, { book_id: book.id })
    expect(said(await kobo.sync())).toEqual([`NewEntitlement ${dashed(book.id)}`])
  })

  it('takes a book off the lists that are sent where removing on the reader means that', async () => {
    const [book] = await shelves.books(1)
    if (!book) throw new Error('a book is needed')
    const list = await shelves.list(world.user, [book.id])
    const kobo = await shelves.reader(world.user, [list], { delete_means: 'remove_from_list' })
    await kobo.sync()
    await kobo.send('DELETE', `/v1/library/${dashed(book.id)}`)
    expect((await world.user.get(`/api/reading-lists/${list}`)).json()).toMatchObject({ book_count: 0 })
  })

  it('shows lists as collections where they were chosen, and makes lists of collections', async () => {
    const books = await shelves.books(3)
    const [a, b, c] = books.map(({ id }) => id) as [string, string, string]
    const list = await shelves.list(world.user, [a, b, c])
    const kobo = await shelves.reader(world.user, [list], { collection_ids: [list] })
    const other = new KoboReader(world, kobo.token)
    const first = await kobo.sync()
    expect(first.at(-1)?.kind).toBe('NewTag')
    await other.sync()
    const name = make.unique('Beach')
    const item = (id: string) => ({ RevisionId: dashed(id), Type: 'ProductRevisionTagItem' })
    const made = await kobo.send('POST', '/v1/library/tags', { payload: { Name: name, Items: [item(a)] } })
    expect(made.statusCode).toBe(201)
    const id = made.json<string>()
    expect(await kobo.sync()).toHaveLength(0)
    expect(said(await other.sync())).toEqual([`NewTag ${id}`])
    await kobo.send('POST', `/v1/library/tags/${id}/Items`, {
      payload: { Items: [item(b), item('f'.repeat(32)), { Type: 'x' }] },
    })
    const [change] = await other.sync()
    expect(change?.body).toMatchObject({ Tag: { Name: name, Items: [item(a), item(b)] } })
    await kobo.send('DELETE', `/v1/library/tags/${id}`)
    expect(said(await other.sync())).toEqual([`DeletedTag ${id}`])
    expect(ofKind(await kobo.sync(), 'DeletedTag')).toHaveLength(0)
    const lists = (await world.user.get('/api/reading-lists')).json<{ name: string }[]>()
    expect(lists.some((one) => one.name === name)).toBe(true)
  })

  it('puts a collection right that is not there, or may not be called so', async () => {
    const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [])])
    await kobo.sync()
    const unknown = dashed('0123456789abcdef'.repeat(2))
    expect((await kobo.send('PUT', `/v1/library/tags/${unknown}`, { payload: { Name: 'x' } })).statusCode).toBe(200)
    expect(said(await kobo.sync())).toEqual([`DeletedTag ${unknown}`])
    expect(await kobo.sync()).toHaveLength(0)
  })

  it('converts a book for a reader, whole, with a name that it understands, and the same for ever', async () => {
    const book = await shelves.book()
    const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [book.id])])
    const [offer] = await kobo.sync()
    expect(offer?.body).toMatchObject({ BookMetadata: { DownloadUrls: [{ Format: 'KEPUB' }] } })
    const answer = await kobo.download(book.id)
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toBe('application/epub+zip')
    expect(answer.headers['content-disposition']).toContain(`${book.title}.kepub.epub`)
    expect(Number(answer.headers['content-length'])).toBe(answer.rawPayload.length)
    const again = await kobo.download(book.id)
    expect(again.rawPayload.equals(answer.rawPayload)).toBe(true)
    expect(again.headers.etag).toBe(answer.headers.etag)
    const part = await kobo.send('GET', `/download/${dashed(book.id)}/KEPUB`, { headers: { range: 'bytes=10-19' } })
    expect([part.statusCode, part.rawPayload.equals(answer.rawPayload.subarray(10, 20))]).toEqual([206, true])
    const plain = await kobo.download(book.id, 'epub')
    expect(plain.rawPayload.equals(Buffer.from(book.bytes))).toBe(true)
  })

  it('tells a reader its place again as soon as it has fetched the book once more', async () => {
    const book = await shelves.book()
    const owner = await world.signUp()
    const kobo = await shelves.reader(owner, [await shelves.list(owner, [book.id])])
    await kobo.sync()
    await kobo.sync()
    await kobo.read(book.id, 40)
    await kobo.sync()
    for (let again = 0; again < 3; again++) {
      await kobo.download(book.id)
      expect(said(await kobo.sync())).toEqual([`ChangedReadingState ${dashed(book.id)}`])
      expect(await kobo.sync()).toHaveLength(0)
    }
  })

  it('sends a book that cannot be converted as it is, and says so from then on', async () => {
    const damaged = buildEpub({ title: 'Damaged', files: { 'META-INF/container.xml': '<container/>' } })
    const book = await shelves.book({ bytes: damaged })
    const list = await shelves.list(world.user, [book.id])
    const kobo = await shelves.reader(world.user, [list])
    await kobo.sync()
    const answer = await kobo.download(book.id)
    expect(answer.rawPayload.equals(Buffer.from(damaged))).toBe(true)
    const later = await shelves.reader(world.user, [list])
    const [offer] = await later.sync()
    expect(offer?.body).toMatchObject({ BookMetadata: { DownloadUrls: [{ Format: 'EPUB3' }] } })
    expect(await kobo.sync()).toHaveLength(0)
  })

  it('converts anew when the file has become another, and forgets nothing of the old one', async () => {
    const book = await shelves.book()
    const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [book.id])])
    await kobo.sync()
    const before = (await kobo.download(book.id)).rawPayload
    writeFileSync(book.path, buildEpub({ title: 'Second edition', chapters: ['<p>All new.</p>'] }))
    const after = (await kobo.download(book.id)).rawPayload
    expect(after.equals(before)).toBe(false)
    const digests = await world.db.reader
      .selectFrom('document_digests as d')
      .innerJoin('book_files as f', 'f.id', 'd.file_id')
      .select('d.digest')
      .where('f.public_id', '=', book.fileId)
      .where('d.variant', '=', 'kepub')
      .execute()
    expect(digests).toHaveLength(2)
  })

  it('opens nothing to a token that is unknown, revoked, or of an account that is switched off', async () => {
    const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [])])
    const paths = ['', '/v1/initialization', '/v1/library/sync', '/download/x/kepub', '/oauth/token', '/v1/anything']
    await world.user.delete(`/api/kobo/tokens/${kobo.tokenId}`)
    for (const token of [kobo.token, 'short', '..%2f..%2fetc', '0'.repeat(64)]) {
      for (const path of paths) {
        const answer = await new KoboReader(world, token).send('GET', path)
        expect([path, answer.statusCode, answer.body]).toEqual([path, 401, '{}'])
      }
    }
    const account = await world.signUp()
    const theirs = await shelves.reader(account, [])
    expect((await theirs.send('GET', '/v1/initialization')).statusCode).toBe(200)
    await world.db.writer.updateTable('users').set({ is_disabled: true }).where('public_id', '=', account.id).execute()
    expect((await theirs.send('GET', '/v1/initialization')).statusCode).toBe(401)
    for (const header of [
      { authorization: `Bearer ${theirs.token}` },
      { cookie: `biblioteka_token=${theirs.token}` },
    ]) {
      expect((await world.anonymous.get('/api/auth/me', { headers: header })).statusCode).toBe(401)
    }
  })

  it('lets nobody reach for the readers, lists and collections of somebody else', async () => {
    const book = await shelves.book()
    const list = await shelves.list(world.user, [book.id])
    const kobo = await shelves.reader(world.user, [list], { collection_ids: [list] })
    const at = `/api/kobo/tokens/${kobo.tokenId}`
    const { other } = world
    const answers = [
      await other.send('PATCH', at, { payload: { name: 'x' } }),
      await other.delete(at),
      await other.get(`${at}/ledger`),
      await other.post(`${at}/resend`, { all: true }),
      await other.get(`/api/web/kobo-readers/${kobo.tokenId}/books?standing=held`),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 404, 404, 404])
    const theirs = await shelves.reader(other, [])
    const stolen = await other.send('PATCH', `/api/kobo/tokens/${theirs.tokenId}`, {
      payload: { settings: { scope: 'lists', list_ids: [list] } },
    })
    expect(stolen.statusCode).toBe(400)
    expect(
      (await theirs.send('PUT', `/v1/library/tags/${dashed(list)}`, { payload: { Name: 'Stolen' } })).statusCode,
    ).toBe(200)
    await theirs.send('DELETE', `/v1/library/tags/${dashed(list)}`)
    const kept = (await world.user.get(`/api/reading-lists/${list}`)).json<{ name: string }>()
    expect(kept.name).not.toBe('Stolen')
  })

  it('keeps the states of readers apart by account', async () => {
    const book = await shelves.book()
    const mine = await shelves.reader(world.user, [await shelves.list(world.user, [book.id])])
    const theirs = await shelves.reader(world.other, [await shelves.list(world.other, [book.id])])
    await mine.sync()
    await theirs.sync()
    await mine.read(book.id, 55, { span: 'kobo.3.1' })
    expect(ofKind(await theirs.sync(), 'ChangedReadingState')).toHaveLength(0)
    expect((await theirs.state(book.id)).StatusInfo.Status).toBe('ReadyToRead')
  })

  it('lets the latest reading win, in whatever order a reader that was offline delivers it, and however much at once', async () => {
    const books = await shelves.books(12)
    const list = await shelves.list(
      world.user,
      books.map(({ id }) => id),
    )
    const kobo = await shelves.reader(world.user, [list])
    await kobo.sync()
    // That the last page arrived is known from here on; until then the reports of a book wait for each other anyway.
    await kobo.sync()
    const hoursAgo = (hours: number) => `${new Date(Date.now() - hours * 3_600_000).toISOString().slice(0, 19)}Z`
    for (const [n, { id }] of books.entries()) {
      const percents = n % 2 === 0 ? [30, 10, 20, 5] : [5, 20, 30, 10]
      const answers = await Promise.all(
        percents.map((percent) => kobo.read(id, percent, { span: 'kobo.1.1', at: hoursAgo(40 - percent) })),
      )
      expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
    }
    for (const { id } of books) {
      expect((await kobo.state(id)).CurrentBookmark.ProgressPercent).toBe(30)
      const place = await world.user.get(`/api/books/${id}/progress`)
      expect(place.json<{ fraction: number }>().fraction).toBeCloseTo(0.3)
    }
    expect(await kobo.sync()).toHaveLength(0)
  })

  it('bears whatever a device, or somebody who plays one, sends as a state', async () => {
    const book = await shelves.book()
    const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [book.id])])
    await kobo.sync()
    const path = `/v1/library/${dashed(book.id)}/state`
    for (const payload of [
      '',
      '{',
      'null',
      '[]',
      '{"ReadingStates":{}}',
      `{"ReadingStates":"${'x'.repeat(2_000_000)}"}`,
    ]) {
      const answer = await kobo.send('PUT', path, { payload, headers: { 'content-type': 'application/json' } })
      expect([payload.slice(0, 20), answer.statusCode, answer.json()]).toEqual([
        payload.slice(0, 20),
        400,
        { RequestResult: 'BadRequest' },
      ])
    }
    const odd: unknown[] = [
      null,
      7,
      'text',
      [],
      { CurrentBookmark: 'x', Statistics: [1], StatusInfo: 3 },
      { CurrentBookmark: { ProgressPercent: -5, Location: { Source: '../../etc/passwd', Value: 'kobo.1.1' } } },
      { CurrentBookmark: { ProgressPercent: 1e9 }, LastModified: 'yesterday' },
      { CurrentBookmark: { ProgressPercent: '50' }, LastModified: 'x'.repeat(5_000) },
      { StatusInfo: { Status: 'Burnt' } },
      { CurrentBookmark: { ProgressPercent: 30, Deep: JSON.parse(`${'['.repeat(500)}${']'.repeat(500)}`) } },
      { CurrentBookmark: { ProgressPercent: 31, Extra: 'x'.repeat(100_000) } },
      { CurrentBookmark: { ProgressPercent: 32, Extra: 'a\u0000b' } },
      { __proto__: { StatusInfo: { Status: 'Finished' } }, constructor: 'x' },
    ]
    const answer = await kobo.tell(book.id, odd)
    expect(answer.statusCode).toBe(200)
    expect(answer.json<{ UpdateResults: unknown[] }>().UpdateResults).toHaveLength(odd.length)
    const state = await kobo.state(book.id)
    expect(state.StatusInfo.Status).not.toBe('Burnt')
    const many = await kobo.tell(book.id, new Array(5_000).fill({ StatusInfo: { Status: 'Reading' } }))
    expect(many.json<{ UpdateResults: unknown[] }>().UpdateResults.length).toBeLessThanOrEqual(500)
  })

  it('leads nowhere by ids, formats and sizes that are none', async () => {
    const book = await shelves.book()
    const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [book.id])])
    const ids = ['..%2f..%2f..%2fetc%2fpasswd', '0', '007', '-1', '1e3', "'%20or%201=1", 'f'.repeat(32), '9'.repeat(15)]
    for (const id of ids) {
      for (const path of [
        `/v1/library/${id}/state`,
        `/v1/library/${id}/metadata`,
        `/download/${id}/kepub`,
        `/covers/${id}/100/150/80/false/image.jpg`,
      ]) {
        const answer = await kobo.send('GET', path)
        expect([path, answer.statusCode, answer.body]).toEqual([path, 404, '{}'])
      }
      expect((await kobo.send('DELETE', `/v1/library/${id}`)).statusCode).toBe(204)
    }
    for (const format of ['..%2f..%2fetc%2fpasswd', 'exe', '%00', 'pdf']) {
      expect((await kobo.download(book.id, format)).statusCode).toBe(404)
    }
    for (const size of ['0/0', '99999999999/1', 'a/b', '-5/-5']) {
      const cover = await kobo.send('GET', `/covers/${dashed(book.id)}/${size}/999/maybe/image.jpg`)
      expect([size, cover.statusCode, cover.headers['content-type']]).toEqual([size, 200, 'image/jpeg'])
    }
    const away = await kobo.send('GET', '/oauth/authorize?redirect_uri=https%3A%2F%2Fevil.example')
    expect(away.statusCode).toBe(400)
  })

  it('believes no stranger what the address of the server is', async () => {
    const book = await shelves.book()
    const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [book.id])])
    const answer = await kobo.send('GET', '/v1/initialization', {
      headers: { host: 'books.test', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' },
    })
    expect(answer.json<{ Resources: { library_sync: string } }>().Resources.library_sync).toBe(
      `http://books.test/kobo/${kobo.token}/v1/library/sync`,
    )
    const odd = await kobo.send('GET', '/v1/initialization', { headers: { host: 'evil.example/x?' } })
    expect(odd.body).not.toContain('evil.example')
  })

  it('says nothing of a token in the log', async () => {
    const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [])])
    await kobo.sync()
    await kobo.send('GET', '/v1/anything/else')
    await kobo.send('GET', '/v1/library/x/state')
    expect(world.log.join('').includes(kobo.token)).toBe(false)
  })

  it('shows its owner what a reader holds, what it will get, and why a book is not there', async () => {
    const [held, gone] = await shelves.books(2)
    const paper = await shelves.book({ bytes: Buffer.from('%PDF-1.4'), extension: 'pdf' })
    const bare = await make.book()
    if (!held || !gone) throw new Error('two books are needed')
    const owner = await world.signUp()
    const list = await shelves.list(owner, [held.id, gone.id, paper.id, bare.id])
    const made = await owner.post('/api/web/kobo-readers', { name: 'Clara' })
    expect(made.statusCode).toBe(201)
    const { token, reader, configuration } = made.json<{
      token: string
      configuration: string
      reader: { id: string }
    }>()
    expect(configuration).toContain(`/kobo/${token}`)
    await owner.send('PATCH', `/api/web/kobo-readers/${reader.id}`, {
      payload: { settings: { scope: 'lists', listIds: [list] } },
    })
    const kobo = new KoboReader(world, token)
    await kobo.sync()
    await kobo.sync()
    await kobo.download(held.id)
    await kobo.send('DELETE', `/v1/library/${dashed(gone.id)}`)
    type Readers = { devices: { downloaded: number }[]; eligible: number }[]
    // What was downloaded is noted when the last byte is out.
    const readers = await until(
      async () => (await owner.get('/api/web/kobo-readers')).json<Readers>(),
      ([one]) => one?.devices[0]?.downloaded === 1,
    )
    expect(readers).toMatchObject([
      {
        eligible: 2,
        isTooMany: false,
        devices: [{ model: 'Kobo Clara BW', held: 1, downloaded: 1, waiting: 0, removed: 1 }],
      },
    ])
    const standing = async (id: string) =>
      (await owner.get(`/api/web/books/${id}/kobo`)).json<{ book: { standing: string; reason: string | null } }[]>()[0]
        ?.book
    expect(await standing(held.id)).toMatchObject({ standing: 'downloaded', reason: null, format: 'KEPUB' })
    expect(await standing(gone.id)).toMatchObject({ standing: 'removed', reason: 'removed-on-reader' })
    expect(await standing(paper.id)).toMatchObject({ standing: 'never', reason: 'format-not-sent' })
    expect(await standing(bare.id)).toMatchObject({ standing: 'never', reason: 'no-file' })
    const elsewhere = await shelves.book()
    expect(await standing(elsewhere.id)).toMatchObject({ standing: 'never', reason: 'not-on-a-list' })
    const removed = await owner.get(`/api/web/kobo-readers/${reader.id}/books?standing=removed`)
    expect(removed.json()).toMatchObject({ items: [{ id: gone.id }], next: null })
    await owner.post(`/api/web/kobo-readers/${reader.id}/resend`, { bookIds: [gone.id] })
    expect(said(await kobo.sync())).toEqual([`NewEntitlement ${dashed(gone.id)}`])
    expect((await owner.delete(`/api/web/kobo-readers/${reader.id}`)).statusCode).toBe(204)
    expect((await kobo.send('GET', '/v1/library/sync')).statusCode).toBe(401)
  })

  it('keeps highlights of a reader as notes of the book, and answers no stranger with an empty set', async () => {
    const book = await shelves.book()
    const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [book.id])], { annotations: true })
    const { AccessToken: bearer } = (await kobo.send('POST', '/v1/auth/device', { payload: {} })).json<{
      AccessToken: string
    }>()
    const at = `/api/v3/content/${dashed(book.id)}/annotations`
    const headers = { authorization: `Bearer ${bearer}` }
    const text = make.unique('A passage')
    const patch = (payload: object) => world.anonymous.send('PATCH', at, { payload, headers })
    const told = await patch({
      updatedAnnotations: [{ id: 'one', type: 'highlight', highlightedText: text }],
      deletedAnnotationIds: [],
    })
    expect([told.statusCode, told.headers.etag]).toEqual([200, expect.stringMatching(/^W\/"/)])
    const notes = async () =>
      (await world.user.get(`/api/books/${book.id}/annotations`)).json<{ text: string }[]>().map((note) => note.text)
    expect(await notes()).toEqual([text])
    const set = await world.anonymous.get(at, { headers })
    expect(set.json()).toMatchObject({ annotations: [{ id: 'one' }] })
    const check = (etag: string) =>
      world.anonymous.post('/api/v3/content/checkforchanges', [{ ContentId: dashed(book.id), etag }], { headers })
    expect((await check(String(told.headers.etag))).json()).toEqual([])
    expect((await check('W/"other"')).json()).toEqual([dashed(book.id)])
    for (const wrong of [{}, { authorization: 'Bearer x' }, { authorization: `Bearer ${world.user.token}` }]) {
      expect((await world.anonymous.get(at, { headers: wrong })).statusCode).toBe(401)
    }
    await patch({
      updatedAnnotations: [{ id: 'x'.repeat(999) }, null, 7, { id: 'two', pad: 'x'.repeat(20_000) }],
      deletedAnnotationIds: ['one', 'none', 5],
    })
    expect(await notes()).toEqual([])
    for (const nowhere of ['..%2f..', 'abc', 'f'.repeat(32)]) {
      const answer = await world.anonymous.send('PATCH', `/api/v3/content/${nowhere}/annotations`, {
        payload: {},
        headers,
      })
      expect([answer.statusCode, answer.body]).toEqual([200, '{}'])
    }
  })
})

onEveryApp('one place in a book over Kobo, KOReader and the browser', (world) => {
  const shelves = shelvesOf(world)
  const md5 = (bytes: string | Uint8Array) => createHash('md5').update(bytes).digest('hex')

  function digestOf(bytes: Uint8Array): string {
    return partialMd5(shelves.make.write(join(shelves.make.folder(), 'served.epub'), bytes))
  }

  it('follows a reader from one to the other and back, sentence by sentence', async () => {
    const owner = await world.signUp()
    const sentences = (chapter: number) =>
      Array.from({ length: 30 }, (_, at) => `<p>Paragraph ${at + 1} of ${chapter}. It goes on.</p>`).join('')
    const book = await shelves.book({ chapters: [sentences(1), sentences(2), sentences(3)] })
    const list = await shelves.list(owner, [book.id])
    const kobo = await shelves.reader(owner, [list])
    await kobo.sync()
    const kepub = (await kobo.download(book.id)).rawPayload
    await kobo.sync()

    const username = shelves.make.unique('reader').replace(' ', '-')
    await owner.put('/api/kosync/credentials', { username, password: 'correct horse' })
    const headers = {
      accept: 'application/vnd.koreader.v1+json',
      'x-auth-user': username,
      'x-auth-key': md5('correct horse'),
    }
    const pull = async (document: string) =>
      (await world.anonymous.get(`/syncs/progress/${document}`, { headers })).json<{
        progress: string
        device: string
      }>()
    const push = (document: string, progress: string, percentage: number) =>
      world.anonymous.put('/syncs/progress', { document, progress, percentage, device: 'KO' }, { headers })

    // The Kobo begins; KOReader, with the converted file, opens at the same sentence.
    await kobo.read(book.id, 40, { source: 'OEBPS/chapter-2.xhtml', span: 'kobo.5.2', at: '2026-01-02T03:04:05Z' })
    const converted = await pull(digestOf(kepub))
    expect(converted.device).toBe('Colophon')
    expect(converted.progress).toMatch(/DocFragment\[\d\].*p\[5\]/)
    expect((await owner.get(`/api/books/${book.id}/progress`)).json()).toMatchObject({ fraction: 0.4 })

    // KOReader reads on; the Kobo hears of it once, and nothing comes back to either.
    await push(digestOf(kepub), '/body/DocFragment[4]/body/div[1]/div[1]/p[7]/span[1]/text()[1].0', 0.75)
    const told = ofKind(await kobo.sync(), 'ChangedReadingState')
    expect(told).toHaveLength(1)
    expect(told[0]?.body).toMatchObject({
      ReadingState: { CurrentBookmark: { ProgressPercent: 75, Location: { Value: 'kobo.7.1' } } },
    })
    for (let n = 0; n < 3; n++) {
      expect(await kobo.sync()).toHaveLength(0)
      expect((await pull(digestOf(kepub))).progress).toContain('p[7]')
    }

    // A Kobo that was in a drawer comes too late, and a cover that was opened by mistake is not believed.
    await kobo.read(book.id, 90, { source: 'OEBPS/chapter-3.xhtml', span: 'kobo.29.1', at: '2026-01-03T00:00:00Z' })
    await push(digestOf(kepub), '/body/DocFragment[1]/body', 0.001)
    expect((await owner.get(`/api/books/${book.id}/progress`)).json()).toMatchObject({ fraction: 0.75 })

    // The browser goes back on purpose; the Kobo follows.
    await owner.put(`/api/books/${book.id}/progress`, { fraction: 0.2, source: 'web' })
    const followed = ofKind(await kobo.sync(), 'ChangedReadingState')
    expect(followed[0]?.body).toMatchObject({ ReadingState: { CurrentBookmark: { ProgressPercent: 20 } } })

    // The Kobo finishes it, and nobody takes that back by looking something up.
    await kobo.read(book.id, 0, {
      status: 'Finished',
      span: 'kobo.1.1',
      at: new Date(Date.now() + 2_000).toISOString(),
    })
    expect((await kobo.state(book.id)).CurrentBookmark).toMatchObject({ ProgressPercent: 100 })
    await push(digestOf(kepub), '/body/DocFragment[2]/body', 0.3)
    expect((await kobo.state(book.id)).StatusInfo.Status).toBe('Finished')
    expect(await kobo.sync().then((all) => ofKind(all, 'NewEntitlement'))).toHaveLength(0)
  })
})
