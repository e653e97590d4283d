import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { partialMd5 } from '@colophon/formats/partial-md5.ts'
import { buildTar } from '@colophon/formats/testing/build-archives.ts'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'
import type { LightMyRequestResponse } from 'fastify'
import { beforeAll, describe, expect, it } from 'vitest'
import { workKey } from '#domain/catalog/match-keys.ts'
import { createScopes } from '#domain/catalog/owner-scope.ts'
import { refreshDerived } from '#domain/catalog/refresh-derived.ts'
import { noteDigests } from '#domain/devices/note-digests.ts'
import { silentLogger } from '#kernel/logger.ts'
import { type Account, DEFAULTS, onEveryApp, TEST_INSTALLATION_KEY, TEST_PASSWORD } from '#test/support/app.ts'
import { dashed, KoboReader, said } from '../kobo/kobo-reader.ts'
import { booksOf } from '../library-api/books-world.ts'

const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAEElEQVR4nGP8z8AARAwQCgAf7gP9i18U1AAAAABJRU5ErkJggg=='
const basic = (name: string, password: string) => `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const plain = (id: string) => id.replaceAll('-', '')
const nobodys = md5('an id that nobody has')

interface Shelved {
  id: string
  key: number
  title: string
  epub: string
  comic: string
  digest: string
}

const http = { acquisition: { ...DEFAULTS.acquisition, areAccountsApart: true } }

onEveryApp(
  'accounts that are kept apart, on devices',
  (world) => {
    const make = booksOf(world)
    const names = { stranger: '', friend: '', strangeSeries: '', series: '', word: make.unique('Lantern') }
    const ids = { stranger: '', friend: '', strangeSeries: '', series: '', library: '', list: '' }
    let [theirs, mine, free]: Shelved[] = []
    let library: { id: string; paths: string[] }
    const need = (book: Shelved | undefined) => {
      if (!book) throw new Error('the books are there only while tests run')
      return book
    }

    const keyOf = async (table: 'books' | 'users', publicId: string) => {
      const row = world.db.writer.selectFrom(table).select('id').where('public_id', '=', publicId)
      return (await row.executeTakeFirstOrThrow()).id
    }

    async function shelved(owner: Account | null, body: object) {
      const title = make.unique(names.word)
      const cover = { cover_image_url: `data:image/png;base64,${PNG}` }
      const { id } = await make.book({ title, library_id: library.id, ...cover, ...body })
      const bytes = buildEpub({ title, chapters: [`<p>One of ${title}. Two of it.</p>`] })
      const folder = library.paths[0] as string
      const path = make.write(join(folder, id, 'story.epub'), bytes)
      const epub = await make.file(id, path, { file_size: bytes.length })
      const pages = buildTar({ '1.png': Buffer.from(PNG, 'base64') })
      const comic = await make.file(id, make.write(join(folder, id, 'comic.cbt'), pages), { file_type: 'cbt' })
      const writer = world.db.writer
      const digest = partialMd5(path)
      await writer.updateTable('book_files').set({ partial_md5: digest }).where('public_id', '=', epub.id).execute()
      const key = await keyOf('books', id)
      const owner_user_id = owner && (await keyOf('users', owner.id))
      await writer.updateTable('books').set({ owner_user_id }).where('id', '=', key).execute()
      return { id, key, title, epub: epub.id, comic: comic.id, digest }
    }

    beforeAll(async () => {
      library = await make.library()
      const people = [await make.author(), await make.author()] as const
      const rows = [await make.series(), await make.series()] as const
      Object.assign(names, { stranger: people[0].name, friend: people[1].name })
      Object.assign(names, { strangeSeries: rows[0].name, series: rows[1].name })
      Object.assign(ids, { stranger: people[0].id, friend: people[1].id, library: library.id })
      Object.assign(ids, { strangeSeries: rows[0].id, series: rows[1].id })
      theirs = await shelved(world.other, { language: 'fr' })
      mine = await shelved(world.user, { language: 'en' })
      free = await shelved(null, { language: 'en' })
      const inSeries = (at: number) => ({ series_id: rows[1].id, position: at })
      const link = (book: Shelved, body: { authors: string[]; series: object[] }) =>
        Promise.all([
          world.admin.put(`/api/books/${book.id}/authors`, { author_ids: body.authors }),
          world.admin.put(`/api/books/${book.id}/series`, { entries: body.series }),
        ])
      const strange = { series_id: rows[0].id, position: 1 }
      await link(theirs, { authors: [people[0].id, people[1].id], series: [strange, inSeries(1)] })
      // As a scan knows works.
      const keyed = (book: Shelved) => {
        const key = workKey({ title: book.title, creators: [{ name: names.friend, sort: null, role: 'author' }] })
        return { key: key ?? '', book_id: book.key }
      }
      await world.db.writer
        .insertInto('match_keys')
        .values([theirs, mine].map((book) => keyed(need(book))))
        .execute()
      await link(mine, { authors: [people[1].id], series: [inSeries(2)] })
      const list = await world.user.post('/api/reading-lists', { name: make.unique('List') })
      ids.list = list.json<{ id: string }>().id
      for (const { id } of [theirs, mine]) {
        await world.user.post(`/api/reading-lists/${ids.list}/books`, { book_id: id })
        await world.user.put(`/api/books/${id}/progress`, { fraction: 0.2, source: 'web' })
      }
    })

    const account = ({ email }: Account) => basic(email, TEST_PASSWORD)
    const installation = basic('', TEST_INSTALLATION_KEY)
    const asked = (authorization: string, url: string) => world.anonymous.get(url, { headers: { authorization } })
    const bare = ({ statusCode, body }: LightMyRequestResponse) => ({
      statusCode,
      body: body.replace(/\d{4}-\d{2}-\d{2}T[\d:]+Z/g, ''),
    })

    describe('in the catalogue for reading apps', () => {
      const single: [string, () => string][] = [
        ['a book', () => `/opds/book/${need(theirs).id}`],
        ['a book by its number', () => `/opds/book/${need(theirs).key}`],
        ['a book by its dashed id', () => `/opds/book/${dashed(need(theirs).id)}`],
        ['its entry', () => `/opds/book/${need(theirs).id}?view=entry`],
        ['its best file', () => `/opds/book/${need(theirs).id}/file`],
        ['a file', () => `/opds/download/${need(theirs).epub}`],
        ['a named file', () => `/opds/download/${need(theirs).epub}/story.epub`],
        ['a file as kepub', () => `/opds/download/${need(theirs).epub}/story.kepub.epub?format=kepub`],
        ['a cover', () => `/opds/covers/${need(theirs).id}`],
        ['a small cover', () => `/opds/covers/${need(theirs).id}/thumb`],
        ['a cover by its old address', () => `/opds/images?url=cover:${need(theirs).id}`],
        ['a page of a comic', () => `/opds/pse/${need(theirs).comic}?page=0`],
        ['somebody with no book to see', () => `/opds/authors/${ids.stranger}`],
        ['a series with no book to see', () => `/opds/series/${ids.strangeSeries}`],
        ['a book in OPDS 2', () => `/opds/v2/book/${need(theirs).id}`],
        ['somebody in OPDS 2', () => `/opds/v2/authors/${ids.stranger}`],
        ['a series in OPDS 2', () => `/opds/v2/series/${ids.strangeSeries}`],
      ]
      it.each(single)('%s of somebody else is answered like an unknown one', async (_, address) => {
        const url = address()
        expect((await asked(account(world.other), url)).statusCode).toBe(200)
        expect((await asked(installation, url)).statusCode).toBe(200)
        const refused = await asked(account(world.user), url)
        expect(refused.statusCode).toBe(404)
        const unknown = /[0-9a-f-]{32,36}/.test(url) ? url.replace(/[0-9a-f-]{32,36}/, nobodys) : '/opds/book/999999'
        expect(bare(refused)).toEqual(bare(await asked(account(world.user), unknown)))
      })

      const lists: [string, () => string, (() => string | undefined)?][] = [
        ['all books', () => '/opds/all'],
        ['the newest', () => '/opds/recent'],
        ['a search by words', () => `/opds/search?q=${encodeURIComponent(names.word)}`],
        ['a search by title', () => `/opds/search?title=${encodeURIComponent(names.word)}`],
        ['a search by person', () => `/opds/search?author=${encodeURIComponent(names.friend)}`],
        ['a person', () => `/opds/authors/${ids.friend}`],
        ['a series', () => `/opds/series/${ids.series}`],
        ['a reading list', () => `/opds/lists/${ids.list}`, () => account(world.admin)],
        ['what is being read', () => '/opds/reading'],
        ['a library', () => `/opds/libraries/${ids.library}`],
        ['all books in OPDS 2', () => '/opds/v2/all'],
        ['a person in OPDS 2', () => `/opds/v2/authors/${ids.friend}`],
        ['a series in OPDS 2', () => `/opds/v2/series/${ids.series}`],
        ['a library in OPDS 2', () => `/opds/v2/libraries/${ids.library}`],
        ['the shelves of the root', () => '/opds/v2'],
      ]
      it.each(lists)('%s: own books and those of nobody', async (what, address) => {
        const { body } = await asked(account(world.user), address())
        expect(body).toContain(plain(need(mine).id))
        expect(body).not.toContain(plain(need(theirs).id))
        expect(body).not.toContain(need(theirs).title)
        // Lists and places are a reader's own: the key has none of them.
        if (/list|being read/.test(what)) return
        expect((await asked(installation, address())).body).toContain(plain(need(theirs).id))
      })

      it('what belongs to nobody is there for everybody', async () => {
        for (const person of [world.user, world.other]) {
          expect((await asked(account(person), '/opds/all')).body).toContain(plain(need(free).id))
          expect((await asked(account(person), `/opds/book/${need(free).id}`)).statusCode).toBe(200)
        }
      })

      it('people and series are listed with the books that are seen of them', async () => {
        for (const [path, strange, shared] of [
          ['/opds/authors', names.stranger, names.friend],
          ['/opds/series', names.strangeSeries, names.series],
        ] as const) {
          const [seen, all] = [await asked(account(world.user), path), await asked(installation, path)]
          expect(seen.body).not.toContain(strange)
          expect(all.body).toContain(strange)
          expect([aboutOf(seen.body, shared), aboutOf(all.body, shared)]).toEqual(['1 book', '2 books'])
        }
      })

      it('counts and choices are of what is seen', async () => {
        const countsOf = (xml: string) => [...xml.matchAll(/thr:count="(\d+)"/g)].map(([, n]) => Number(n))
        expect(countsOf((await asked(account(world.user), '/opds')).body)).toEqual([2, 1, 1])
        expect(countsOf((await asked(installation, '/opds')).body)).toEqual([3, 2, 2])
        expect((await asked(account(world.user), '/opds/all')).body).not.toContain('French')
        expect((await asked(installation, '/opds/all')).body).toContain('French')
        expect((await asked(account(world.user), '/opds/all?lang=fr')).body).not.toContain('<entry>')
      })

      it('the token in the addresses of pictures opens those of its account alone', async () => {
        const feed = (await asked(account(world.user), `/opds/book/${need(mine).id}`)).body
        const own = (/\/opds\/covers\/[^"]*/.exec(feed)?.[0] ?? '').replaceAll('&amp;', '&')
        expect(own).toContain('t=u')
        expect((await world.anonymous.get(own)).statusCode).toBe(200)
        const foreign = own.replace(plain(need(mine).id), plain(need(theirs).id))
        expect((await world.anonymous.get(foreign)).statusCode).toBe(404)
      })
    })

    describe('on a Kobo', () => {
      const reader = async (person: Account) => {
        const { token } = (await person.post('/api/kobo/tokens', { name: 'Clara' })).json<{ token: string }>()
        return new KoboReader(world, token)
      }
      const fresh = (books: (Shelved | undefined)[]) =>
        books.map((book) => `NewEntitlement ${dashed(need(book).id)}`).sort()

      it('own books and those of nobody arrive', async () => {
        expect(said(await (await reader(world.user)).sync()).sort()).toEqual(fresh([mine, free]))
        expect(said(await (await reader(world.other)).sync()).sort()).toEqual(fresh([theirs, free]))
        expect(said(await (await reader(world.admin)).sync()).sort()).toEqual(fresh([theirs, mine, free]))
      })

      it('whoever comes to administrate gets the others too, and loses them afterwards', async () => {
        const person = await world.signUp()
        const kobo = await reader(person)
        const become = (role: 'admin' | 'reader') =>
          world.db.writer.updateTable('users').set({ role }).where('public_id', '=', person.id).execute()
        const feed = async () => (await asked(account(person), '/opds/all')).body
        expect(said(await kobo.sync())).toEqual(fresh([free]))
        await become('admin')
        expect(said(await kobo.sync()).sort()).toEqual(fresh([theirs, mine]))
        expect(await feed()).toContain(plain(need(theirs).id))
        await become('reader')
        const gone = [theirs, mine].map((book) => `ChangedEntitlement ${dashed(need(book).id)}`)
        expect(said(await kobo.sync()).sort()).toEqual(gone.sort())
        expect(await feed()).not.toContain(plain(need(theirs).id))
      })

      const requests: ['GET' | 'PUT', (id: string) => string][] = [
        ['GET', (id) => `/v1/library/${id}/metadata`],
        ['GET', (id) => `/v1/library/${id}/state`],
        ['PUT', (id) => `/v1/library/${id}/state`],
        ['GET', (id) => `/download/${id}/kepub`],
        ['GET', (id) => `/download/${id}/epub/story.epub`],
        ['GET', (id) => `/covers/${id}/100/150/80/false/image.jpg`],
        ['GET', (id) => `/${id}-7/100/150/false/image.jpg`],
        ['GET', (id) => `/v1/books/${id}/thumbnail/100/150/false/image.jpg`],
      ]
      it.each(requests)('%s of a book of somebody else is answered like an unknown one (%#)', async (method, path) => {
        const at = '2026-03-14T08:00:00Z'
        const state = { LastModified: at, CurrentBookmark: { LastModified: at, ProgressPercent: 10 } }
        const more = method === 'PUT' ? { payload: { ReadingStates: [state] } } : {}
        const [stranger, owner] = [await reader(world.user), await reader(world.other)]
        expect((await owner.send(method, path(dashed(need(theirs).id)), more)).statusCode).toBe(200)
        const refused = await stranger.send(method, path(dashed(need(theirs).id)), more)
        expect([refused.statusCode, refused.body]).toEqual([404, '{}'])
        const unknown = await stranger.send(method, path(dashed(nobodys)), more)
        expect(bare(refused)).toEqual(bare(unknown))
      })

      it('taking off, rating and collecting a book of somebody else does nothing', async () => {
        const kobo = await reader(world.user)
        const id = dashed(need(theirs).id)
        const removed = await kobo.send('DELETE', `/v1/library/${id}`)
        expect(bare(removed)).toEqual(bare(await kobo.send('DELETE', `/v1/library/${dashed(nobodys)}`)))
        await kobo.send('POST', `/v1/products/${id}/rating/5`)
        const rated = world.db.writer.selectFrom('reading_states').selectAll().where('book_id', '=', need(theirs).key)
        const own = rated.where('user_id', '=', await keyOf('users', world.user.id))
        expect((await own.execute()).every(({ rating }) => rating === null)).toBe(true)
        const Items = [theirs, mine].map((book) => ({
          RevisionId: dashed(need(book).id),
          Type: 'ProductRevisionTagItem',
        }))
        const payload = { Name: make.unique('Shelf'), Items }
        const list = (await kobo.send('POST', '/v1/library/tags', { payload })).json<string>()
        const onList = await world.db.writer
          .selectFrom('reading_list_books as e')
          .innerJoin('reading_lists as l', 'l.id', 'e.list_id')
          .select('e.book_id')
          .where('l.name', '=', payload.Name)
          .execute()
        expect([list.length, onList.map(({ book_id }) => book_id)]).toEqual([36, [need(mine).key]])
      })

      it('highlights of a book of somebody else are neither taken nor told', async () => {
        const kobo = await reader(world.user)
        const { AccessToken: bearer } = (await kobo.send('POST', '/v1/auth/device', { payload: {} })).json<{
          AccessToken: string
        }>()
        const headers = { authorization: `Bearer ${bearer}` }
        const updatedAnnotations = [{ id: 'one', type: 'highlight', highlightedText: 'A passage' }]
        for (const [book, count] of [
          [theirs, 0],
          [mine, 1],
        ] as const) {
          const at = `/api/v3/content/${dashed(need(book).id)}/annotations`
          await world.anonymous.send('PATCH', at, { payload: { updatedAnnotations }, headers })
          const kept = world.db.writer.selectFrom('kobo_annotations').select('id').where('book_id', '=', need(book).key)
          expect(await kept.execute()).toHaveLength(count)
        }
      })

      it('the page of a reader counts and lists what can come', async () => {
        await reader(world.user)
        const [shown] = (await world.user.withCookie.get('/api/web/kobo-readers')).json<
          { id: string; eligible: number }[]
        >()
        expect(shown?.eligible).toBe(2)
        const standings = (book: Shelved | undefined) => `/api/web/books/${need(book).id}/kobo`
        expect((await world.user.withCookie.get(standings(theirs))).json()).toEqual([])
        expect((await world.user.withCookie.get(standings(mine))).json()).not.toEqual([])
      })
    })

    describe('on a KOReader', () => {
      async function koreader(person: Account) {
        const username = make.unique('reader').replace(' ', '-')
        await person.put('/api/kosync/credentials', { username, password: 'correct horse' })
        const headers = { 'x-auth-user': username, 'x-auth-key': md5('correct horse') }
        const push = (document: string, more = {}) =>
          world.anonymous.put(
            '/syncs/progress',
            { document, progress: '/body/DocFragment[1]/body/p[1]/text()[1].0', percentage: 0.3, ...more },
            { headers },
          )
        const pull = (document: string) => world.anonymous.get(`/syncs/progress/${document}`, { headers })
        return { push, pull }
      }
      const bookOf = async (person: Account, document: string) => {
        const row = await world.db.writer
          .selectFrom('kosync_documents')
          .select('book_id')
          .where('document', '=', document)
          .where('user_id', '=', await keyOf('users', person.id))
          .executeTakeFirstOrThrow()
        return row.book_id
      }
      const note = async () => {
        const { deps } = world
        const files = await world.db.writer.selectFrom('book_files').select('id').execute()
        const { signal } = new AbortController()
        const context = { jobId: '', attempt: 1, log: silentLogger, signal, progress: () => {} }
        const scopes = createScopes({ areApart: true })
        return noteDigests.run({ ...deps, scopes }, { fileIds: files.map(({ id }) => id) }, context)
      }

      it('a digest of a foreign file finds no book, whether it was known before or comes to be known', async () => {
        const digest = need(theirs).digest
        const [stranger, owner] = [await koreader(world.user), await koreader(world.other)]
        for (const one of [stranger, owner]) expect((await one.push(digest)).statusCode).toBe(200)
        await note()
        expect(await bookOf(world.other, digest)).toBe(need(theirs).key)
        expect(await bookOf(world.user, digest)).toBeNull()
        await stranger.push(digest)
        expect(await bookOf(world.user, digest)).toBeNull()
        expect((await stranger.pull(digest)).json()).toMatchObject({ percentage: 0.3 })
        const own = need(mine).digest
        await stranger.push(own)
        expect(await bookOf(world.user, own)).toBe(need(mine).key)
      })

      it('a title and an author find no foreign book', async () => {
        const metadata = { title: need(theirs).title, authors: names.friend }
        for (const [person, key] of [
          [world.user, null],
          [world.other, need(theirs).key],
        ] as const) {
          const document = md5(`known by its title to ${person.id}`)
          await (await koreader(person)).push(document, { metadata })
          expect(await bookOf(person, document)).toBe(key)
        }
      })

      it('a document that was given to a book goes on alone when the book is not seen any more', async () => {
        const document = md5('a name of its own')
        const kobo = await koreader(world.user)
        const metadata = { title: need(mine).title, authors: names.friend }
        await kobo.push(document, { metadata })
        expect(await bookOf(world.user, document)).toBe(need(mine).key)
        await kobo.push(md5('another name of it'), { metadata, percentage: 0.6 })
        expect((await kobo.pull(document)).json()).toMatchObject({ percentage: 0.6 })
        const give = async (owner: Account) => {
          const owner_user_id = await keyOf('users', owner.id)
          await world.db.writer.updateTable('books').set({ owner_user_id }).where('id', '=', need(mine).key).execute()
          await world.deps.transaction((trx) => refreshDerived(trx, world.db.dialect, [need(mine).key]))
        }
        await give(world.other)
        expect((await kobo.pull(document)).json()).toMatchObject({ percentage: 0.3 })
        await give(world.user)
      })
    })

    it('the books of somebody who left are those of nobody', async () => {
      const leaving = await world.signUp()
      const left = await shelved(leaving, {})
      const feed = async () => (await asked(account(world.user), '/opds/all')).body
      expect(await feed()).not.toContain(plain(left.id))
      expect((await world.admin.delete(`/api/web/users/${leaving.id}`)).statusCode).toBe(204)
      expect(await feed()).toContain(plain(left.id))
    })
  },
  http,
)

/** What stands below a name in a list of names. */
const aboutOf = (xml: string, name: string) =>
  new RegExp(`<title>${name}</title>(?:(?!</entry>)[\\s\\S])*?<content[^>]*>([^<]*)<`).exec(xml)?.[1]
