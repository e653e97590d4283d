import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { releasesApproved } from '#domain/releases/events.ts'
import { fetchReleaseFile, indexerOfLink } from '#domain/releases/release-links.ts'
import { reviewPending } from '#domain/releases/review-pending.ts'
import { syncRss } from '#domain/releases/rss-sync.ts'
import { searchWanted } from '#domain/releases/search-wanted.ts'
import { sweepWanted } from '#domain/releases/sweep-wanted.ts'
import { WantedBooks } from '#domain/releases/wanted-store.ts'
import { silentLogger } from '#kernel/logger.ts'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp, TEST_INSTALLATION_KEY } from '#test/support/app.ts'
import { type FeedServer, feedServer } from '#test/support/feeds.ts'
import { insertWanted } from '#test/support/wanted.ts'

const context = () => ({
  ...{ jobId: '1', attempt: 1, signal: new AbortController().signal, log: silentLogger },
  progress() {},
})
const EMMA = 'Jane Austen - Emma (1815) [EPUB]'
const HOUR = 3_600_000

onEveryApp('searching for what is wanted', (world) => {
  let feed: FeedServer
  let emma: number
  beforeAll(async () => {
    feed = await feedServer()
    const added = await byKey(world).post('/indexer', {
      ...{ name: 'Feed', url: `${feed.url}/api`, apiKey: 'feed-key', categories: [7020], priority: 5 },
      ...{ enabled: true, supportsSearch: true },
    })
    expect(added.statusCode).toBe(201)
    const now = new Date().toISOString()
    await world.db.writer
      .insertInto('download_clients')
      .values({
        ...{ name: 'SABnzbd', type: 'sabnzbd', host: '127.0.0.1', port: 9, is_tls: false, url_base: '' },
        ...{ api_key_sealed: '', username: '', password_sealed: '', category: 'books', category_audiobook: '' },
        ...{ path_remap: '', priority: 0, is_enabled: true, health_status: null, health_message: null },
        ...{ health_at: null, created_at: now, updated_at: now },
      })
      .execute()
    emma = await insertWanted(world.db, { title: 'Emma' })
  })
  afterAll(() => feed.close())
  beforeEach(async () => {
    world.announced.length = 0
    feed.items = [{ title: EMMA }]
    await delay(0)
  })

  const delay = (usenet_delay: number) => world.db.writer.updateTable('delay_profiles').set({ usenet_delay }).execute()
  const search = (bookId: number, trigger = 'wanted') =>
    searchWanted.run(world.deps, { bookId, slot: null, trigger }, context())
  const approved = () =>
    world.announced.filter((one) => one.kind === 'event' && one.name === releasesApproved.eventName)
  const get = async (url: string) => (await byKey(world).get(url)).json()
  const reports = async (bookId: number) =>
    (
      await world.anonymous.get(`/api/web/acquisition/books/${bookId}/searches`, {
        headers: { 'x-api-key': TEST_INSTALLATION_KEY },
      })
    ).json<{
      searches: { outcome: string; nextSearchAt: string; releases: { title: string; reasons: object[] }[] }[]
    }>()

  it('hands on what may be grabbed, without the key of its indexer', async () => {
    await search(emma)
    expect(approved()).toMatchObject([
      { payload: { bookId: emma, slot: 'ebook', trigger: 'wanted', candidates: [{ title: EMMA, format: 'epub' }] } },
    ])
    expect(JSON.stringify(approved())).not.toContain('feed-key')
    expect((await reports(emma)).searches).toMatchObject([{ outcome: 'grabbing', releases: [{ title: EMMA }] }])
  })

  it('searches nothing while grabbing by itself is switched off, but for whoever asks', async () => {
    await byKey(world).put('/setting/autoGrab.enabled', { value: 'false' })
    const asked = feed.searches()
    await search(emma)
    expect(feed.searches()).toBe(asked)
    await search(emma, 'manual')
    expect(feed.searches()).toBeGreaterThan(asked)
    await byKey(world).delete('/setting/autoGrab.enabled')
  })

  it('holds what is too young, once, and hands it on when its time has come', async () => {
    await delay(600)
    feed.items = [{ title: EMMA, publishedAt: new Date(Date.now() - HOUR) }]
    await search(emma)
    await search(emma)
    const [held, ...others] = (await get('/pending')) as { reason: string; releaseJson: string }[]
    expect([held?.reason, others]).toEqual([expect.stringContaining('usenet delay not met'), []])
    expect(held?.releaseJson).not.toContain('feed-key')
    expect(approved()).toEqual([])

    await reviewPending.run(world.deps, {}, context())
    expect(approved()).toEqual([])
    const later = { now: () => new Date(Date.now() + 10 * HOUR) }
    await reviewPending.run({ ...world.deps, clock: later }, {}, context())
    expect(approved()).toMatchObject([{ payload: { bookId: emma, trigger: 'pending' } }])
  })

  it('says once a day why it took nothing, to whoever asks', async () => {
    const bookId = await insertWanted(world.db, { title: 'Persuasion' })
    feed.items = [{ title: 'Jane Austen - Persuasion [M4B]', sizeBytes: 200 << 20 }]
    await search(bookId)
    await search(bookId)
    const told = (await get(`/history?bookId=${bookId}&eventType=releaseRejected`)) as {
      total: number
      items: { data: string }[]
    }
    expect([told.total, JSON.parse(told.items[0]?.data ?? '{}')]).toMatchObject([
      1,
      { releases: 1, reasons: { 'format.other-slot': 1 } },
    ])
    expect(await get(`/history?bookId=${bookId}`)).toMatchObject({ total: 0 })
    const { searches } = await reports(bookId)
    expect(searches).toMatchObject([{ outcome: 'rejected', releases: [{ reasons: [{ code: 'format.other-slot' }] }] }])
  })

  it('searches a book later and later while nothing is found', async () => {
    const bookId = await insertWanted(world.db, { title: 'Sanditon' })
    feed.items = []
    const pauses: number[] = []
    for (let run = 0; run < 3; run++) {
      await search(bookId, 'sweep')
      const [report] = (await reports(bookId)).searches
      pauses.push(Math.round((Date.parse(report?.nextSearchAt ?? '') - Date.now()) / HOUR))
    }
    expect(pauses).toEqual([12, 24, 48])
  })

  it('asks for books whose turn it is, those never searched first, and for none twice', async () => {
    const bookId = await insertWanted(world.db, { title: 'Lady Susan' })
    const sweep = async () => {
      world.announced.length = 0
      await sweepWanted.run(world.deps, {}, context())
      return world.announced.flatMap((one) => (one.kind === 'job' ? [one.payload] : []))
    }
    expect(await sweep()).toEqual([{ bookId, slot: 'ebook', trigger: 'sweep' }])
    await search(bookId, 'sweep')
    expect(await sweep()).toEqual([])
  })

  it('hands on nothing while a download of the slot is on its way, and says so', async () => {
    const bookId = await insertWanted(world.db, { title: 'Mansfield Park' })
    feed.items = [{ title: 'Jane Austen - Mansfield Park [EPUB]' }]
    const now = new Date().toISOString()
    await world.db.writer
      .insertInto('downloads')
      .values({
        ...{ guid: 'underway', book_id: bookId, slot: 'ebook', title: 'Mansfield Park', url: '', size_bytes: 1 },
        ...{ edition_id: null, indexer_id: null, download_client_id: null, protocol: 'usenet', quality: 'mobi' },
        ...{ indexer_flags: '', sabnzbd_nzo_id: null, torrent_id: null, client_category: null, status: 'downloading' },
        ...{ is_in_flight: true, is_automatic: true, error_message: '', not_before: null, import_path: null },
        ...{ live_json: null, release_json: null, owner_user_id: null, added_at: now, grabbed_at: now },
        ...{ completed_at: null, imported_at: null, updated_at: now },
      })
      .execute()
    await search(bookId)
    expect(approved()).toEqual([])
    expect((await reports(bookId)).searches).toMatchObject([{ releases: [{ reasons: [{ code: 'queue.underway' }] }] }])
  })

  it('finds what is wanted among the newest releases, and reads each of them once', async () => {
    const bookId = await insertWanted(world.db, { title: 'Northanger Abbey' })
    feed.items = [{ title: 'Jane Austen - Northanger Abbey [EPUB]' }, { title: 'Somebody Else - Another Thing [EPUB]' }]
    const deps = { ...world.deps, wantedBooks: new WantedBooks() }
    await syncRss.run(deps, {}, context())
    expect(approved()).toMatchObject([{ payload: { bookId, trigger: 'rss' } }])

    const asked = feed.searches()
    await syncRss.run(deps, {}, context())
    expect(feed.searches()).toBe(asked)
    const later = { now: () => new Date(Date.now() + HOUR) }
    await syncRss.run({ ...deps, clock: later }, {}, context())
    expect([feed.searches(), approved().length]).toEqual([asked + 1, 1])
  })

  it('shows a person every release with all reasons, and grabs nothing', async () => {
    const pack = 'Jane Austen - Emma - Complete Collection Books 1-6 [PDF]'
    feed.items = [{ title: EMMA }, { title: pack, sizeBytes: 20 }]
    const answer = await world.anonymous.post(
      `/api/web/acquisition/books/${emma}/search`,
      {},
      { headers: { 'x-api-key': TEST_INSTALLATION_KEY } },
    )
    const { releases } = answer.json<{ releases: { title: string; reasons: { code: string }[] }[] }>()
    expect(releases).toMatchObject([
      { title: EMMA, match: 'exact', format: 'epub', isApproved: true, reasons: [] },
      { title: pack, match: 'none', isApproved: false },
    ])
    expect(releases[1]?.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['match.pack', 'size.limit']))
    expect(answer.body).not.toContain('feed-key')
    expect(approved()).toEqual([])
  })

  it('puts the key back where a link leads to its indexer, and nowhere else', async () => {
    const own = `${feed.url}/get/x?id=7`
    expect(await indexerOfLink(world.db.reader, { url: own })).toEqual(expect.any(Number))
    expect(await indexerOfLink(world.db.reader, { url: 'https://elsewhere.example/x' })).toBeNull()
    const answer = await fetchReleaseFile(world.deps, { url: own })
    expect(answer.ok).toBe(false)
    expect(feed.asked.at(-1)?.url.searchParams.get('apikey')).toBe('feed-key')
    const other = await feedServer()
    await fetchReleaseFile(world.deps, { url: `${other.url}/get/x?id=7` })
    expect(other.asked.at(-1)?.url.searchParams.has('apikey')).toBe(false)
    await other.close()
  })
})
