import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { grabBest } from '#domain/downloads/grab-best.ts'
import { scriptedClient } from '#domain/downloads/testing/scripted-client.ts'
import { bookImported } from '#domain/importing/events.ts'
import { runImport } from '#domain/importing/import-download.ts'
import { announceImport } from '#domain/notifications/announce.ts'
import { releasesApproved } from '#domain/releases/events.ts'
import { syncRss } from '#domain/releases/rss-sync.ts'
import { searchWanted } from '#domain/releases/search-wanted.ts'
import { sweepUpgrades } from '#domain/releases/sweep-upgrades.ts'
import { sweepWanted } from '#domain/releases/sweep-wanted.ts'
import { exampleRelease } from '#domain/releases/testing/examples.ts'
import { WantedBooks } from '#domain/releases/wanted-store.ts'
import { silentLogger } from '#kernel/logger.ts'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp, TEST_INSTALLATION_KEY } from '#test/support/app.ts'
import { type FeedServer, feedServer } from '#test/support/feeds.ts'
import { insertWanted } from '#test/support/wanted.ts'
import { azw3, epub, filesBelow, quietly } from '../importing/import-world.ts'

const scripted = scriptedClient()
const context = () => ({
  ...{ jobId: '1', attempt: 1, signal: new AbortController().signal, log: silentLogger },
  progress() {},
})
const NZB = '<nzb><file subject="x"><segments><segment number="1">a@b</segment></segments></file></nzb>'
const HOUR = 3_600_000
const DAY = 24 * HOUR
const after = (ms: number) => ({ now: () => new Date(Date.now() + ms) })

onEveryApp(
  'better files for books that have one',
  (world) => {
    let feed: FeedServer
    let profileId = 0
    const key = () => byKey(world)
    const set = (name: string, value: string) => key().put(`/setting/${name}`, { value })
    beforeAll(async () => {
      feed = await feedServer()
      const answer = feed.answer
      feed.answer = (url) => (url.pathname.startsWith('/get/') ? { type: 'application/x-nzb', body: NZB } : answer(url))
      await key().post('/indexer', {
        ...{ name: 'Feed', url: `${feed.url}/api`, apiKey: 'feed-key', categories: [7020], priority: 5 },
        ...{ enabled: true, supportsSearch: true },
      })
      await key().post('/downloadclient', { name: 'Box', type: 'nzbget', host: '127.0.0.1', port: 9, enabled: true })
      const items = ['pdf', 'epub', 'azw3'].map((quality) => ({ quality, allowed: true }))
      const profile = { name: 'Kindle', upgradeAllowed: true, cutoff: 'azw3', items }
      profileId = (await key().post('/qualityprofile', profile)).json<{ id: number }>().id
      for (const folder of [world.deps.folders.library, world.deps.folders.downloads]) mkdirSync(folder ?? '')
    })
    afterAll(() => feed.close())
    beforeEach(async () => {
      world.announced.length = 0
      feed.items = []
      await set('upgrade.enabled', 'true')
      await world.db.writer.updateTable('indexers').set({ rss_seen_json: null, health_json: null }).execute()
    })

    /** A book that an import has brought as an EPUB, of an author whose books are to be azw3. */
    async function held(title: string, facts: { profile?: number | null } = {}): Promise<number> {
      const bookId = await insertWanted(world.db, { title, author: `Author of ${title}` })
      const { library, downloads } = world.deps.folders
      const at = new Date().toISOString()
      const source = join(downloads ?? '', `${title}.epub`)
      writeFileSync(source, epub(title, `Author of ${title}`))
      const { id } = await world.db.writer
        .insertInto('downloads')
        .values({
          ...{ guid: `first ${title}`, book_id: bookId, slot: 'ebook', title, url: '', size_bytes: 1, quality: '' },
          ...{ protocol: 'usenet', indexer_flags: '', status: 'completed', is_in_flight: true, is_automatic: true },
          ...{ error_message: '', import_path: source, added_at: at, updated_at: at },
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      await runImport(world.deps, id, quietly())
      expect(Object.keys(filesBelow(library ?? '')).some((name) => name.includes(`${title} - `))).toBe(true)
      const { profile = profileId } = facts
      await world.db.writer
        .updateTable('authors')
        .set({ quality_profile_id: profile, updated_at: new Date().toISOString() })
        .where('author_name', '=', `Author of ${title}`)
        .execute()
      return bookId
    }
    const offer = (title: string, format: string) => `Author of ${title} - ${title} [${format}]`
    const approved = () =>
      world.announced.flatMap((one) =>
        one.kind === 'event' && one.name === releasesApproved.eventName ? [one.payload] : [],
      )
    const rss = (wantedBooks = new WantedBooks()) => syncRss.run({ ...world.deps, wantedBooks }, {}, context())
    const reports = async (bookId: number) =>
      (
        await world.anonymous.get(`/api/web/acquisition/books/${bookId}/searches`, {
          headers: { 'x-api-key': TEST_INSTALLATION_KEY },
        })
      ).json<{ searches: { outcome: string; releases: { reasons: { code: string }[] }[] }[]; upgrades: object[] }>()
    const history = async (bookId: number, eventType: string) =>
      (await key().get(`/history?bookId=${bookId}&eventType=${eventType}`)).json<{ items: { data: string }[] }>().items

    it('are grabbed from the newest releases, replace the old ones, and are told of', async () => {
      const bookId = await held('Emma')
      await world.db.writer
        .insertInto('notifications')
        .values([true, false].map((isOnUpgrade) => notification(isOnUpgrade)))
        .execute()
      feed.items = [{ title: offer('Emma', 'AZW3') }, { title: offer('Emma', 'PDF') }]
      await rss()
      expect(approved()).toMatchObject([
        { bookId, trigger: 'rss', outdone: { format: 'epub', formatScore: 0 }, candidates: [{ format: 'azw3' }] },
      ])

      const [grabbing] = approved() as Parameters<typeof grabBest.run>[1][]
      if (!grabbing) throw new Error('nothing was approved')
      const grabbed = await grabBest.run({ ...world.deps, openClient: scripted.open }, grabbing, context())
      expect(grabbed).toEqual({ downloadId: expect.any(Number) })
      const [noted] = await history(bookId, 'upgradeGrabbed')
      expect(JSON.parse(noted?.data ?? '{}')).toMatchObject({ fromFormat: 'epub', toFormat: 'azw3' })
      expect(await history(bookId, 'grabbed')).toHaveLength(1)

      const source = join(world.deps.folders.downloads ?? '', 'better')
      mkdirSync(source)
      writeFileSync(join(source, 'b.azw3'), azw3('Emma', 'Author of Emma'))
      const row = await world.db.reader
        .selectFrom('downloads')
        .select('id')
        .where('book_id', '=', bookId)
        .orderBy('id', 'desc')
        .executeTakeFirstOrThrow()
      const done = { status: 'completed' as const, import_path: source }
      await world.db.writer.updateTable('downloads').set(done).where('id', '=', row.id).execute()
      world.announced.length = 0
      await runImport(world.deps, row.id, quietly())

      const { bookFiles } = (await key().get(`/book/${bookId}`)).json<{ bookFiles: { path: string }[] }>()
      expect(bookFiles.map(({ path }) => path.split('.').at(-1))).toEqual(['azw3'])
      expect(existsSync(bookFiles[0]?.path ?? '')).toBe(true)
      const bin = Object.keys(filesBelow(join(world.deps.folders.library ?? '', '.recycle')))
      expect(bin.filter((name) => name.endsWith('Emma - Author of Emma.epub'))).toHaveLength(1)
      expect(await history(bookId, 'fileReplaced')).toHaveLength(1)

      const [arrived] = world.announced.flatMap((one) =>
        one.kind === 'event' && one.name === bookImported.eventName ? [one.payload] : [],
      ) as Parameters<typeof announceImport.run>[1][]
      if (!arrived) throw new Error('nothing was announced')
      await announceImport.run(world.deps, arrived, context())
      const told = await world.db.reader.selectFrom('notification_outbox').selectAll().orderBy('id').execute()
      // Whoever does not ask for upgrades hears that the book was imported.
      expect(told.map(({ event_json }) => event_json)).toMatchObject([
        { eventType: 'upgrade', title: 'Book Upgraded', message: 'Emma (ebook)', from: 'epub', to: 'azw3' },
        { eventType: 'bookImported', message: 'Emma (ebook)' },
      ])
      expect((await reports(bookId)).upgrades).toMatchObject([{ standing: 'good-enough', format: 'azw3' }])
    })

    it('are not taken where they are no better, nor where they are not asked for', async () => {
      const [same, content] = [await held('Same'), await held('Content', { profile: 1 })]
      feed.items = ['Same', 'Content'].flatMap((title) => [
        { title: offer(title, 'EPUB') },
        { title: offer(title, 'PDF') },
      ])
      await rss()
      expect(approved()).toEqual([])
      expect((await reports(same)).upgrades).toMatchObject([{ standing: 'sought', profile: 'Kindle', cutoff: 'azw3' }])
      expect((await reports(content)).upgrades).toMatchObject([{ standing: 'good-enough', profile: 'Any' }])
    })

    it('are looked for as soon as the profile asks for them, and no longer than that', async () => {
      const bookId = await held('Later', { profile: null })
      const books = new WantedBooks()
      const seen = async () => {
        const index = await books.index(world.db.reader)
        const title = offer('Later', 'AZW3')
        return index.booksFor(exampleRelease({ title })).map((match) => match.bookId)
      }
      const author = (id: number | null) =>
        world.db.writer
          .updateTable('authors')
          .set({ quality_profile_id: id, updated_at: new Date().toISOString() })
          .where('author_name', '=', 'Author of Later')
          .execute()
      expect(await seen()).toEqual([])
      expect((await reports(bookId)).upgrades).toMatchObject([{ standing: 'no-profile' }])
      await author(profileId)
      expect(await seen()).toEqual([bookId])
      await set('upgrade.enabled', 'false')
      expect(await seen()).toEqual([])
      expect((await reports(bookId)).upgrades).toMatchObject([{ standing: 'off' }])
    })

    it('are searched once a week, after what is missing, and somebody is told why none was taken', async () => {
      const bookId = await held('Weekly')
      const asked = async (clock = world.deps.clock) => {
        world.announced.length = 0
        await sweepUpgrades.run({ ...world.deps, clock }, {}, context())
        return world.announced.flatMap((one) => (one.kind === 'job' ? [one] : []))
      }
      const own = async (clock = world.deps.clock) =>
        (await asked(clock)).filter(({ payload }) => (payload as { bookId: number }).bookId === bookId)
      expect(await own()).toMatchObject([{ payload: { bookId, slot: 'ebook', trigger: 'upgrade' }, priority: -10 }])
      feed.items = [{ title: offer('Weekly', 'EPUB') }]
      const search = () => searchWanted.run(world.deps, { bookId, slot: 'ebook', trigger: 'upgrade' }, context())
      expect(await search()).toMatchObject({ searched: ['ebook'], outcomes: ['rejected'] })
      expect((await reports(bookId)).searches).toMatchObject([
        { releases: [{ reasons: [{ code: 'upgrade.not-better' }] }] },
      ])
      expect(await own()).toEqual([])
      expect(await own(after(6 * DAY))).toEqual([])
      expect(await own(after(7 * DAY + HOUR))).toHaveLength(1)

      await set('upgrade.enabled', 'false')
      expect(await asked()).toEqual([])
      expect(await search()).toMatchObject({ searched: [] })
    })

    it('are searched by hand although nothing is replaced by itself', async () => {
      await set('upgrade.enabled', 'false')
      const bookId = await held('Asked for')
      feed.items = [{ title: offer('Asked for', 'AZW3') }]
      await searchWanted.run(world.deps, { bookId, slot: null, trigger: 'manual' }, context())
      expect(approved()).toMatchObject([{ bookId, outdone: { format: 'epub' } }])
    })

    it('keep nobody from searching the book at once where its file is gone', async () => {
      const bookId = await held('Lost')
      await searchWanted.run(world.deps, { bookId, slot: 'ebook', trigger: 'upgrade' }, context())
      await key().delete(`/book/${bookId}/file`)
      world.announced.length = 0
      await sweepWanted.run(world.deps, {}, context())
      expect(world.announced).toMatchObject([{ payload: { bookId, trigger: 'sweep' } }])
    })

    it('are marked as no better for a person who looks at all offers', async () => {
      const bookId = await held('Looked at')
      feed.items = [{ title: offer('Looked at', 'AZW3') }, { title: offer('Looked at', 'PDF') }]
      const answer = await world.anonymous.post(
        `/api/web/acquisition/books/${bookId}/search`,
        {},
        { headers: { 'x-api-key': TEST_INSTALLATION_KEY } },
      )
      const { releases } = answer.json<{ releases: { format: string; reasons: { code: string }[] }[] }>()
      expect(releases.map(({ format, reasons }) => [format, reasons.map(({ code }) => code)])).toEqual([
        ['azw3', ['owned.imported']],
        ['pdf', ['owned.imported', 'upgrade.not-better']],
      ])
    })
  },
  {},
  { openClient: scripted.open },
)

const notification = (isOnUpgrade: boolean) => ({
  ...{ name: isOnUpgrade ? 'All' : 'Imports', type: 'webhook', url: 'http://hook.example/', method: '', topic: '' },
  ...{ headers_sealed: '', is_on_grab: false, is_on_import: true, is_on_upgrade: isOnUpgrade, is_on_failure: false },
  ...{ is_on_health: false, is_enabled: true, created_at: '2026-01-01', updated_at: '2026-01-01' },
})
