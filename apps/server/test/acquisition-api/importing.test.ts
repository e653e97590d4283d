import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildMp3 } from '@colophon/formats/audio/testing/build-mp3.ts'
import { buildEpub } from '@colophon/formats/testing/build-epub.ts'
import { zipSync } from 'fflate'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { scriptedClient } from '#domain/downloads/testing/scripted-client.ts'
import { setRole } from '#domain/identity/set-role.ts'
import { importDownload } from '#domain/importing/import-download.ts'
import { scanLibraryFolders } from '#domain/importing/library-scan.ts'
import { silentLogger } from '#kernel/logger.ts'
import { acquisitionClient, acquisitionLogin, byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'
import { insertWanted } from '#test/support/wanted.ts'

const scripted = scriptedClient()
const AUTHOR = 'Jane Austen'
const epub = (title: string, author = AUTHOR) => buildEpub({ title, authors: [author] })

onEveryApp(
  'importing over the acquisition surface',
  (world) => {
    const key = () => byKey(world)
    const db = () => world.db.writer
    const at = (...parts: string[]) => join(world.dataDir, 'downloads', ...parts)
    const put = (path: string, bytes: Uint8Array | string) => {
      mkdirSync(dirname(at(path)), { recursive: true })
      writeFileSync(at(path), bytes)
      return at(path)
    }
    const wanted = (title: string, mediaType: 'ebook' | 'audiobook' = 'ebook') =>
      insertWanted(world.db, { title, author: AUTHOR, mediaType })
    const row = (id: number) => db().selectFrom('downloads').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const filesOf = (bookId: number) =>
      db().selectFrom('book_files').select(['file_path', 'file_type']).where('book_id', '=', bookId).execute()

    const context = () => ({
      ...{ jobId: 'none', attempt: 1, signal: new AbortController().signal, log: silentLogger },
      progress() {},
    })
    let done = 0
    /** Does what was asked for meanwhile, as the jobs of a server would. */
    const work = async () => {
      for (; done < world.announced.length; done++) {
        const item = world.announced[done]
        const isAsked = item?.name === 'importing.import-download' || item?.name === 'downloads.completed'
        if (item && isAsked) await importDownload.run(world.deps, item.payload as { downloadId: number }, context())
      }
    }
    /** The same, for requests that wait for what comes of it. */
    const working = async <Answer>(request: Promise<Answer>): Promise<Answer> => {
      let isWaiting = true
      const answer = request.finally(() => {
        isWaiting = false
      })
      while (isWaiting) {
        await work()
        await sleep(20)
      }
      await work()
      return answer
    }

    /** A download that a client has finished, for a book or for nobody knows which. */
    const downloaded = async (path: string, bookId: number | null, more: { is_automatic?: boolean } = {}) => {
      const guid = randomBytes(20).toString('hex')
      const release = { guid, title: `Release ${guid}`, nzbUrl: `magnet:?xt=urn:btih:${guid}`, protocol: 'torrent' }
      const { id } = (await key().post('/queue/grab', { ...release, size: 1, bookId })).json<{ id: number }>()
      const finished = {
        status: 'completed' as const,
        import_path: path,
        completed_at: new Date().toISOString(),
        ...more,
      }
      await db().updateTable('downloads').set(finished).where('id', '=', id).execute()
      await importDownload.run(world.deps, { downloadId: id }, context())
      return { id, guid }
    }

    beforeAll(async () => {
      for (const folder of ['books', 'audiobooks', 'downloads']) mkdirSync(join(world.dataDir, folder))
      const client = { name: 'Box', type: 'qbittorrent', host: '127.0.0.1', port: 9, enabled: true }
      expect((await key().post('/downloadclient', client)).statusCode).toBe(201)
    })
    beforeEach(() => {
      done = world.announced.length
    })

    it('says which book a file is, by what stands in it, else by its name', async () => {
      const id = await wanted('Emma')
      const ask = (path: string) => key().get(`/queue/manual-import/lookup?path=${encodeURIComponent(path)}`)
      const book = { id, title: 'Emma' }
      const inside = await ask(put('x1.epub', epub('Emma')))
      expect([inside.statusCode, inside.json()]).toMatchObject([200, { match: 'confident', book, parsedTitle: 'Emma' }])
      const named = await ask(put(`Emma - ${AUTHOR}.djvu`, 'AT&TFORM'))
      expect(named.json()).toMatchObject({ match: 'confident', book, parsedAuthor: AUTHOR, detectedFormat: 'ebook' })
      expect((await ask(put('other.epub', epub('Nobody Knows', 'Nobody')))).json()).toMatchObject({ match: 'none' })
      put('spoken/01.mp3', buildMp3([['TALB', 'Emma']]))
      expect((await ask(at('spoken'))).json()).toMatchObject({ detectedFormat: 'audiobook' })
    })

    it('says what the files below a folder are', async () => {
      await wanted('Persuasion')
      put('many/a.epub', epub('Persuasion'))
      put('many/Sanditon/Sanditon.epub', epub('Sanditon'))
      put('many/Sanditon/Sanditon.mobi', 'x')
      put('many/cover.jpg', 'x')
      const answer = await key().get(`/queue/manual-import/scan?path=${encodeURIComponent(at('many'))}`)
      const { items, truncated } = answer.json<{ items: { name: string; match: string }[]; truncated: boolean }>()
      expect(truncated).toBe(false)
      expect(items.map(({ name, match }) => [name, match])).toEqual([
        ['Sanditon', 'none'],
        ['a.epub', 'confident'],
      ])
    })

    it.each([
      ['no path', '', 400],
      ['a relative path', 'x1.epub', 400],
      ['what is not there', () => at('nowhere.epub'), 400],
      ['what lies elsewhere', '/etc/passwd', 403],
    ])('refuses %s in words', async (_what, path, status) => {
      const given = encodeURIComponent(typeof path === 'string' ? path : path())
      for (const kind of ['lookup', 'scan']) {
        const answer = await key().get(`/queue/manual-import/${kind}?path=${given}`)
        expect([answer.statusCode, answer.json<{ error: string }>().error]).toEqual([
          status,
          expect.stringMatching(/path/),
        ])
      }
    })

    it('imports a file that somebody has chosen, in the background', async () => {
      const bookId = await wanted('Lady Susan')
      const answer = await key().post('/queue/manual-import', { path: put('ls.epub', epub('Lady Susan')), bookId })
      expect(answer.statusCode).toBe(202)
      const download = answer.json<{ id: number }>()
      expect(download).toMatchObject({
        ...{ bookId, status: 'completed', protocol: '', title: 'ls.epub', errorMessage: '' },
        guid: expect.stringMatching(/^manual-[0-9a-f-]{36}$/),
      })
      await work()
      const queue = (await key().get('/queue')).json<{ items: { id: number; status: string }[] }>()
      expect(queue.items.find(({ id }) => id === download.id)).toMatchObject({ status: 'imported' })
      expect(await filesOf(bookId)).toMatchObject([
        { file_path: join(world.dataDir, 'books', AUTHOR, 'Lady Susan', `Lady Susan - ${AUTHOR}.epub`) },
      ])
      expect(existsSync(at('ls.epub'))).toBe(true)
    })

    it('imports an archive that somebody has chosen', async () => {
      const bookId = await wanted('The Watsons')
      const path = put('watsons.zip', zipSync({ 'in/w.epub': epub('The Watsons') }))
      expect((await key().post('/queue/manual-import', { path, bookId, format: 'ebook' })).statusCode).toBe(202)
      await work()
      expect(await filesOf(bookId)).toMatchObject([{ file_type: 'epub' }])
    })

    it('refuses orders that cannot be carried out, and keeps no row of them', async () => {
      const bookId = await wanted('Refused')
      const path = put('refused.epub', epub('Refused'))
      const before = (await key().get('/queue')).json<{ items: unknown[] }>().items.length
      for (const [order, status] of [
        [{ bookId }, 400],
        [{ path }, 400],
        [{ path, bookId, format: 'vinyl' }, 400],
        [{ path: put('cover.jpg', 'x'), bookId }, 400],
        [{ path: '/etc/passwd', bookId }, 403],
        [{ path, bookId: 2_000_000 }, 404],
      ] as const) {
        const answer = await key().post('/queue/manual-import', order)
        expect([answer.statusCode, answer.json()], JSON.stringify(order)).toEqual([
          status,
          { error: expect.any(String) },
        ])
      }
      expect((await key().get('/queue')).json<{ items: unknown[] }>().items.length).toBe(before)
    })

    it('imports several at once and says of each what came of it', async () => {
      const [one, two] = [await wanted('Volume One'), await wanted('Volume Two')]
      const orders = [
        { path: put('v1.epub', epub('Volume One')), bookId: one },
        { path: put('v2.epub', epub('Volume Two')), bookId: two, format: 'ebook' },
        { path: at('gone.epub'), bookId: two },
      ]
      const answer = await key().post('/queue/manual-import/batch', orders)
      expect([answer.statusCode, answer.json()]).toMatchObject([
        202,
        {
          ...{ accepted: 2, failed: 1 },
          results: [
            { path: orders[0]?.path, accepted: true, downloadId: expect.any(Number) },
            { path: orders[1]?.path, accepted: true },
            { path: orders[2]?.path, accepted: false, error: expect.any(String) },
          ],
        },
      ])
      await work()
      expect([await filesOf(one), await filesOf(two)]).toMatchObject([[{ file_type: 'epub' }], [{ file_type: 'epub' }]])
      expect((await key().post('/queue/manual-import/batch', [])).statusCode).toBe(400)
    })

    it('gives a file to another book, and refuses one that another book has', async () => {
      const [right, wrong] = [await wanted('Right Book'), await wanted('Wrong Book')]
      await key().post('/queue/manual-import', { path: put('moved.epub', epub('Right Book')), bookId: wrong })
      await work()
      const path = (await filesOf(wrong))[0]?.file_path
      expect((await key().post('/queue/manual-import', { path, bookId: right })).statusCode).toBe(409)
      const moved = await key().post('/queue/manual-import/reassign', { path, targetBookId: right })
      expect(moved.statusCode).toBe(202)
      await work()
      expect(await filesOf(wrong)).toEqual([])
      expect((await filesOf(right)).map(({ file_path }) => file_path.split('/').at(-1))).toEqual([
        `Right Book - ${AUTHOR}.epub`,
      ])
      expect(existsSync(path ?? '')).toBe(false)
    })

    it('tries a failed import again when somebody asks, and nothing else', async () => {
      const bookId = await wanted('Retried')
      mkdirSync(at('retried'))
      const { id } = await downloaded(at('retried'), bookId)
      expect(await row(id)).toMatchObject({ status: 'importFailed', import_retry_count: 1 })
      put('retried/r.epub', epub('Retried'))
      const answer = await key().post(`/queue/${id}/retry-import`)
      expect([answer.statusCode, answer.json()]).toEqual([202, { ok: true }])
      await work()
      expect(await row(id)).toMatchObject({ status: 'imported', import_retry_count: 0, error_message: '' })
      expect((await key().post(`/queue/${id}/retry-import`)).statusCode).toBe(409)
      expect((await key().post('/queue/2000000/retry-import')).statusCode).toBe(404)
    })

    it('imports a download whose book nobody knew, once somebody says it', async () => {
      const bookId = await wanted('Matched')
      put('xyz/q.epub', epub('No Such Title', 'Nobody At All'))
      const { id } = await downloaded(at('xyz'), null)
      expect(await row(id)).toMatchObject({ status: 'importFailed', error_message: /no book matches/ })
      const match = (body: object) => key().post('/queue/manual-import/match', body)
      const answer = await working(match({ downloadId: id, bookId }))
      expect([answer.statusCode, answer.json()]).toEqual([202, { imported: true }])
      expect(await filesOf(bookId)).toHaveLength(1)
      expect((await match({ downloadId: id, bookId })).statusCode).toBe(409)
      expect((await match({ downloadId: 2_000_000, bookId })).statusCode).toBe(404)
      expect((await match({ downloadId: id })).statusCode).toBe(400)
    })

    it('asks the client again for a download whose files are gone, and says where there is none to ask', async () => {
      const bookId = await wanted('Gone')
      const { id } = await downloaded(at('never-there'), null)
      const ask = () => working(key().post('/queue/manual-import/match', { downloadId: id, bookId }))
      expect((await ask()).json()).toEqual({ imported: false, retryQueued: true })
      await db().updateTable('downloads').set({ download_client_id: null }).where('id', '=', id).execute()
      expect((await ask()).json()).toEqual({ imported: false, retryQueued: false, located: false })
    })

    it('shows what waits for somebody with what can be done, and takes it anyway where it is a book all the same', async () => {
      const bookId = await wanted('Misnamed')
      put('misnamed/m.mobi', epub('Misnamed'))
      const { id } = await downloaded(at('misnamed'), bookId)
      const message = 'm.mobi: the content is not mobi but an EPUB'
      const blocked = async () => (await world.admin.get('/api/web/imports/blocked')).json<{ downloadId: number }[]>()
      expect((await blocked()).find(({ downloadId }) => downloadId === id)).toMatchObject({
        ...{ message, bookId, bookTitle: 'Misnamed', path: at('misnamed') },
        actions: ['retry', 'accept', 'match', 'reject'],
      })
      await key().post(`/queue/${id}/retry-import`)
      await work()
      expect(await row(id), 'as it is, it never comes in').toMatchObject({ status: 'importBlocked' })

      expect((await world.admin.post(`/api/web/imports/${id}/accept`)).statusCode).toBe(204)
      await work()
      expect((await row(id)).status).toBe('imported')
      const [file] = await filesOf(bookId)
      expect(file).toMatchObject({
        file_type: 'epub',
        file_path: expect.stringMatching(/Misnamed - Jane Austen\.epub$/),
      })
      expect((await world.admin.post(`/api/web/imports/${id}/accept`)).statusCode).toBe(409)
    })

    it('suggests the book that the files say they are, where it is another one of the author', async () => {
      const [fetched, said] = [await wanted('Fetched Tale'), await wanted('Said Tale')]
      put('said/s.epub', epub('Said Tale'))
      const { id } = await downloaded(at('said'), fetched, { is_automatic: true })
      const blocked = (await world.admin.get('/api/web/imports/blocked')).json<{ downloadId: number }[]>()
      expect(blocked.find(({ downloadId }) => downloadId === id)).toMatchObject({
        ...{ message: `the file says “Said Tale” by ${AUTHOR}`, bookTitle: 'Fetched Tale' },
        ...{ suggestedBookId: said, suggestedTitle: 'Said Tale', actions: ['retry', 'accept', 'match', 'reject'] },
      })
      await working(key().post('/queue/manual-import/match', { downloadId: id, bookId: said }))
      expect([await filesOf(fetched), await filesOf(said)]).toMatchObject([[], [{ file_type: 'epub' }]])
    })

    it('takes nothing anyway that is no book however one looks at it', async () => {
      const bookId = await wanted('Poison')
      put('poison/Poison.epub', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5_000)]))
      const { id } = await downloaded(at('poison'), bookId)
      const blocked = (await world.admin.get('/api/web/imports/blocked')).json<{ downloadId: number }[]>()
      expect(blocked.find(({ downloadId }) => downloadId === id)).toMatchObject({
        actions: ['retry', 'match', 'reject'],
      })
      const answer = await world.admin.post(`/api/web/imports/${id}/accept`)
      expect([answer.statusCode, answer.json<{ error: string }>().error]).toEqual([
        409,
        expect.stringMatching(/cannot be taken as it is: Poison\.epub: The file is a program/),
      ])
      await working(key().post('/queue/manual-import/match', { downloadId: id, bookId }))
      expect((await row(id)).status).toBe('importBlocked')
      expect(await filesOf(bookId)).toEqual([])
    })

    it('rejects a download: gone from its client, never fetched again, and another one is looked for', async () => {
      const bookId = await wanted('Rejected')
      put('rejected/Rejected.epub', '<html><body>Sign in</body></html>')
      const { id, guid } = await downloaded(at('rejected'), bookId)
      expect((await world.admin.post(`/api/web/imports/${id}/reject`)).statusCode).toBe(204)
      const queue = (await key().get('/queue')).json<{ items: { id: number }[] }>()
      expect(queue.items.find((item) => item.id === id)).toMatchObject({
        ...{ status: 'failed', errorMessage: expect.stringMatching(/Rejected\.epub/) },
      })
      expect(scripted.removed).toContainEqual({ id: guid, withData: true })
      expect((await key().get('/blocklist')).json()).toContainEqual(expect.objectContaining({ guid, bookId }))
      expect(world.announced).toContainEqual(
        expect.objectContaining({ name: 'downloads.failed', payload: expect.objectContaining({ cause: 'rejected' }) }),
      )
      expect((await world.admin.post(`/api/web/imports/${id}/reject`)).statusCode).toBe(409)
      expect((await world.admin.post('/api/web/imports/2000000/reject')).statusCode).toBe(404)
      expect((await world.admin.post('/api/web/imports/x/reject')).statusCode).toBe(400)
    })

    it('rejects nothing that no client brought', async () => {
      const bookId = await wanted('By Hand')
      const path = put('by-hand.epub', '<html><body>Sign in</body></html>')
      const { id } = (await key().post('/queue/manual-import', { path, bookId })).json<{ id: number }>()
      await work()
      expect((await row(id)).status).toBe('importBlocked')
      const answer = await world.admin.post(`/api/web/imports/${id}/reject`)
      expect([answer.statusCode, answer.json<{ error: string }>().error]).toEqual([
        409,
        expect.stringMatching(/remove it from the queue instead/),
      ])
    })

    it('is for administrators; members may only ask for another try', async () => {
      await setRole(world.deps, { publicId: world.user.id, role: 'member' })
      const member = acquisitionClient(world, await acquisitionLogin(world, world.user))
      const path = encodeURIComponent(at('x1.epub'))
      for (const answer of [
        await member.get(`/queue/manual-import/lookup?path=${path}`),
        await member.get(`/queue/manual-import/scan?path=${path}`),
        await member.post('/queue/manual-import', {}),
        await member.post('/queue/manual-import/batch', []),
        await member.post('/queue/manual-import/reassign', {}),
        await member.post('/queue/manual-import/match', {}),
        await world.user.get('/api/web/imports/blocked'),
        await world.user.post('/api/web/imports/1/accept'),
        await world.user.post('/api/web/imports/1/reject'),
      ]) {
        expect(answer.statusCode).toBe(403)
      }
      expect((await member.post('/queue/2000000/retry-import')).statusCode).toBe(404)
    })

    it('looks through the library folders when asked, and says what came of it', async () => {
      expect((await key().get('/library/scan/status')).statusCode).toBe(404)
      const started = await key().post('/library/scan')
      expect([started.statusCode, started.json()]).toEqual([202, { message: 'library scan started' }])
      const asked = world.announced.filter(({ name }) => name === scanLibraryFolders.name)
      expect(asked).toHaveLength(1)

      const bookId = await wanted('Found on Disk')
      const path = join(world.dataDir, 'books', AUTHOR, 'Found on Disk', 'Found on Disk.epub')
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, epub('Found on Disk'))
      await scanLibraryFolders.run(world.deps, {}, context())
      const status = await key().get('/library/scan/status')
      expect([status.statusCode, status.json()]).toMatchObject([200, { reconciled: 1, scan_error: '' }])
      expect(await filesOf(bookId)).toMatchObject([{ file_path: path }])
    })
  },
  {},
  { openClient: scripted.open },
)
