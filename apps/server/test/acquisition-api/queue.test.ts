import { randomBytes } from 'node:crypto'
import { beforeAll, beforeEach, expect, it } from 'vitest'
import { countClientFailures } from '#domain/downloads/client-failures.ts'
import { checkClients } from '#domain/downloads/client-health.ts'
import { grabBest } from '#domain/downloads/grab-best.ts'
import { type PollDeps, pollDownloads } from '#domain/downloads/poll-downloads.ts'
import { searchAgain } from '#domain/downloads/search-again.ts'
import { dropStalled } from '#domain/downloads/stalled-downloads.ts'
import { itemOf, scriptedClient } from '#domain/downloads/testing/scripted-client.ts'
import { setRole } from '#domain/identity/set-role.ts'
import type { JobContext } from '#jobs/define-job.ts'
import { silentLogger } from '#kernel/logger.ts'
import { acquisitionClient, acquisitionLogin, byKey } from '#test/support/acquisition.ts'
import { onEveryApp } from '#test/support/app.ts'

const scripted = scriptedClient()

onEveryApp(
  'the queue',
  (world) => {
    const key = () => byKey(world)
    const db = () => world.db.writer
    const failures = countClientFailures()
    const context: JobContext = {
      jobId: 'none',
      attempt: 1,
      signal: new AbortController().signal,
      log: silentLogger,
      progress() {},
    }
    const deps = () => ({ ...world.deps, openClient: scripted.open, failures }) satisfies PollDeps
    const poll = () => pollDownloads.run(deps(), {}, context)
    const row = (id: number) => db().selectFrom('downloads').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    const happened = (name: string) =>
      world.announced.filter((item) => item.kind === 'event' && item.name === name).map((item) => item.payload)
    const release = (more: object = {}) => {
      const hash = randomBytes(20).toString('hex')
      const title = `Book ${hash.slice(0, 6)} [EPUB]`
      return { guid: hash, title, nzbUrl: `magnet:?xt=urn:btih:${hash}`, size: 1_000, protocol: 'torrent', ...more }
    }
    const grabOne = async (more: object = {}) => {
      const response = await key().post('/queue/grab', release(more))
      expect(response.statusCode).toBe(202)
      return response.json<{ id: number; guid: string; torrentId: string }>()
    }
    let bookId: number

    beforeAll(async () => {
      const client = { name: 'Box', type: 'qbittorrent', host: '127.0.0.1', port: 9, enabled: true, password: 'geheim' }
      expect((await key().post('/downloadclient', client)).statusCode).toBe(201)
      const at = '2026-01-01T00:00:00.000Z'
      const stamps = { created_at: at, updated_at: at }
      const author = await db()
        .insertInto('authors')
        .values({
          public_id: 'a1',
          name: 'Ann',
          name_key: 'ann',
          author_name: 'Ann',
          sort_name: 'Ann',
          sort_key: 'ann',
          description: null,
          image_url: null,
          disambiguation: null,
          is_library_visible: false,
          quality_profile_id: null,
          metadata_profile_id: null,
          root_folder_id: null,
          audiobook_root_folder_id: null,
          locked_fields_json: null,
          owner_user_id: null,
          foreign_id: 'OL1A',
          metadata_provider: 'openlibrary',
          last_metadata_refresh_at: null,
          ...stamps,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const book = await db()
        .insertInto('books')
        .values({
          public_id: 'b1',
          title: 'Wanted',
          sort_title: 'wanted',
          genres_json: [],
          sort_author: '',
          sort_series: '',
          author_id: author.id,
          is_library_visible: false,
          status: 'wanted',
          media_type: 'ebook',
          dedup_key: 'wanted',
          foreign_id: 'OL1W',
          metadata_provider: 'openlibrary',
          ...stamps,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      bookId = book.id
    })
    beforeEach(async () => {
      scripted.mode = 'works'
      await db().deleteFrom('downloads').execute()
      world.announced.length = 0
    })

    it('keeps the password of a client where nobody reads it', async () => {
      const { password_sealed } = await db().selectFrom('download_clients').selectAll().executeTakeFirstOrThrow()
      expect(password_sealed).not.toContain('geheim')
      expect((await key().get('/downloadclient')).json()).toMatchObject([{ password: 'geheim' }])
      expect(world.log.join('')).not.toContain('geheim')
    })

    it('shows what was grabbed, how far it is and for which book', async () => {
      const { id } = await grabOne({ bookId })
      const { items } = (await key().get('/queue')).json<{ items: object[] }>()
      expect(items).toMatchObject([
        { id, percentage: '25.0', timeLeft: '1:02:05', speed: '2.0 MB/s', quality: 'epub', status: 'downloading' },
      ])
      expect(items[0]).toMatchObject({ book: { id: bookId, title: 'Wanted', authorName: 'Ann' } })
      expect(happened('downloads.grabbed')).toEqual([{ downloadId: id }])
    })

    it('names a client that does not answer in time, and goes on without it', async () => {
      await grabOne()
      scripted.mode = 'hangs'
      const began = performance.now()
      const { items, partial, staleClients } = (await key().get('/queue')).json()
      expect(performance.now() - began).toBeLessThan(2_500)
      expect(partial).toBe(true)
      expect(staleClients).toMatchObject([{ name: 'Box' }])
      expect('percentage' in items[0]).toBe(false)
    })

    it('refuses a release that is on its way, and one torrent under two names', async () => {
      const first = release()
      expect((await key().post('/queue/grab', first)).statusCode).toBe(202)
      const again = await key().post('/queue/grab', first)
      expect([again.statusCode, again.json<{ error: string }>().error]).toEqual([
        409,
        expect.stringMatching(/^already grabbed/),
      ])
      const twin = await key().post('/queue/grab', { ...first, guid: 'another' })
      expect(twin.statusCode).toBe(409)
      expect(
        (await db().selectFrom('downloads').select('status').orderBy('id').execute()).map((r) => r.status),
      ).toEqual(['downloading', 'failed'])
    })

    it('keeps a refused release as a failure, which may be grabbed once more', async () => {
      const wanted = release({ bookId })
      scripted.mode = 'refuses'
      expect((await key().post('/queue/grab', wanted)).statusCode).toBe(502)
      const failed = await db().selectFrom('downloads').selectAll().executeTakeFirstOrThrow()
      expect(failed).toMatchObject({ status: 'failed', is_in_flight: false })
      expect(happened('downloads.failed')).toMatchObject([{ downloadId: failed.id, cause: 'refused' }])
      expect(await db().selectFrom('blocklist').select('guid').where('guid', '=', wanted.guid).execute()).toEqual([])
      scripted.mode = 'works'
      expect((await key().post('/queue/grab', wanted)).json()).toMatchObject({ id: failed.id, errorMessage: '' })
    })

    it('follows a download to its end, once, whatever is asked twice', async () => {
      const { id, torrentId } = await grabOne()
      await poll()
      expect((await row(id)).live_json).toMatchObject({ percentage: 25, sizeLeft: 750 })
      scripted.items.set(torrentId, itemOf(torrentId, { state: 'completed', progress: 1, path: '/d/book' }))
      await Promise.all([poll(), poll()])
      expect(await row(id)).toMatchObject({ status: 'completed', import_path: '/d/book' })
      expect(happened('downloads.completed')).toContainEqual({ downloadId: id })
    })

    it('leaves downloads alone while their client is away, and tells after three times', async () => {
      const { id } = await grabOne()
      await db().updateTable('download_clients').set({ health_status: 'ok' }).execute()
      scripted.mode = 'is away'
      await poll()
      await poll()
      expect(happened('downloads.client-health-changed')).toEqual([])
      await poll()
      await poll()
      expect(happened('downloads.client-health-changed')).toMatchObject([{ status: 'error' }])
      expect((await row(id)).status).toBe('downloading')
    })

    it('finds something in a look at clients only where one does otherwise than before', async () => {
      await db().updateTable('download_clients').set({ health_status: 'checking' }).execute()
      const look = async () => checkClients.foundNothing?.(await checkClients.run(deps(), { clientId: null }, context))
      const looks = [await look(), await look()]
      scripted.mode = 'is away'
      looks.push(await look(), await look())
      expect(looks).toEqual([false, true, false, true])
    })

    it('fails what the client reports, blocks it, and looks for another one three times a day', async () => {
      for (let round = 0; round < 4; round++) {
        const { id, torrentId, guid } = await grabOne({ bookId })
        scripted.items.set(torrentId, itemOf(torrentId, { state: 'failed', error: 'bad pieces' }))
        await poll()
        expect(await row(id)).toMatchObject({ status: 'failed', error_message: 'bad pieces' })
        expect(await db().selectFrom('blocklist').select('reason').where('guid', '=', guid).execute()).toEqual([
          { reason: 'bad pieces' },
        ])
        const { searched } = (await searchAgain.run(world.deps, { downloadId: id, trigger: 'reported' }, context)) as {
          searched: boolean
        }
        expect(searched).toBe(round < 3)
      }
    })

    it('takes what a person removed from the client for not wanted', async () => {
      const { id, torrentId, guid } = await grabOne()
      await db().updateTable('downloads').set({ grabbed_at: '2026-01-01T00:00:00.000Z' }).execute()
      scripted.items.delete(torrentId)
      await poll()
      expect(await row(id)).toMatchObject({ status: 'failed', error_message: 'removed from the download client' })
      expect(await db().selectFrom('blocklist').select('id').where('guid', '=', guid).execute()).toEqual([])
    })

    it('finds what was handed over when the server was killed', async () => {
      const { id, torrentId } = await grabOne()
      const before = { status: 'grabbed' as const, grabbed_at: null, updated_at: '2026-01-01T00:00:00.000Z' }
      await db().updateTable('downloads').set(before).execute()
      await poll()
      expect(await row(id)).toMatchObject({ status: 'downloading', torrent_id: torrentId })
      await db().updateTable('downloads').set(before).execute()
      scripted.items.delete(torrentId)
      await poll()
      expect((await row(id)).status).toBe('failed')
    })

    it('gives up what is stalled, with its data', async () => {
      const { id, torrentId, guid } = await grabOne()
      const at = new Date().toISOString()
      const live = { percentage: 1, sizeLeft: 750, movedAt: '2026-01-01T00:00:00.000Z', at }
      await db().updateTable('downloads').set({ live_json: live }).execute()
      await dropStalled.run(deps(), {}, context)
      expect((await row(id)).error_message).toMatch(/^stalled/)
      expect(scripted.removed).toContainEqual({ id: torrentId, withData: true })
      expect(happened('downloads.failed')).toMatchObject([{ cause: 'stalled', isStalled: true }])
      expect(await db().selectFrom('blocklist').select('guid').where('guid', '=', guid).execute()).toHaveLength(1)
    })

    it('never brings two by itself for one slot, and tries the next where the first is refused', async () => {
      const candidate = () => {
        const { nzbUrl, size, ...rest } = release()
        return {
          ...rest,
          url: nzbUrl,
          indexerId: null,
          sizeBytes: size,
          protocol: 'torrent' as const,
          score: 1,
          formatScore: 0,
          matchLevel: 'strong',
        }
      }
      const best = (candidates: ReturnType<typeof candidate>[]) =>
        grabBest.run(deps(), { bookId, slot: 'ebook', trigger: 'wanted', candidates }, context)
      scripted.mode = 'refuses'
      await best([candidate(), candidate(), candidate(), candidate()])
      expect(await db().selectFrom('downloads').select('status').execute()).toEqual(Array(3).fill({ status: 'failed' }))
      scripted.mode = 'works'
      await best([candidate()])
      await best([candidate()])
      const inFlight = await db().selectFrom('downloads').select('id').where('is_in_flight', '=', true).execute()
      expect(inFlight).toHaveLength(1)
    })

    it('lets a failed import begin anew, and nothing else', async () => {
      const { id } = await grabOne()
      expect((await key().post(`/queue/${id}/retry-import`)).statusCode).toBe(409)
      const failed = { status: 'importBlocked' as const, error_message: 'no files', import_retry_count: 5 }
      await db().updateTable('downloads').set(failed).execute()
      expect((await key().post(`/queue/${id}/retry-import`)).statusCode).toBe(202)
      expect(await row(id)).toMatchObject({ status: 'importFailed', error_message: '', import_retry_count: 0 })
    })

    it('lets go of a download although its client is away, and wants its book again', async () => {
      const { id } = await grabOne({ bookId })
      await db().updateTable('books').set({ status: 'downloading' }).where('id', '=', bookId).execute()
      scripted.mode = 'is away'
      expect((await key().delete(`/queue/${id}`)).statusCode).toBe(204)
      expect((await key().get('/queue')).json()).toEqual({ items: [] })
      const { status } = await db()
        .selectFrom('books')
        .select('status')
        .where('id', '=', bookId)
        .executeTakeFirstOrThrow()
      expect(status).toBe('wanted')
    })

    it('shows people enabled clients without addresses and secrets, where accounts are together', async () => {
      await setRole(world.deps, { publicId: world.user.id, role: 'member' })
      const user = acquisitionClient(world, await acquisitionLogin(world, world.user))
      const [client] = (await user.get('/downloadclient')).json<Record<string, unknown>[]>()
      expect(client).toMatchObject({ name: 'Box', host: '', password: '', username: '', apiKey: '', urlBase: '' })
      expect((await user.get(`/downloadclient/${client?.id}`)).statusCode).toBe(403)
    })
  },
  {},
  { openClient: scripted.open },
)
