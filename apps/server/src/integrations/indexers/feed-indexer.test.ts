import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { probeIndexer } from '#domain/releases/probe-indexer.ts'
import { silentLogger } from '#kernel/logger.ts'
import { createOutbound } from '../outbound/outbound.ts'
import { feedIndexer } from './feed-indexer.ts'
import { queryCache } from './query-cache.ts'
import { fixture, type StubAnswer, type StubServer, stubServer } from './testing/stub-server.ts'

const http = createOutbound({ userAgent: 'Colophon/test', logger: silentLogger })
let time = new Date('2026-03-01T12:00:00.000Z')
const clock = { now: () => time }
const logged: unknown[] = []
const logger = { ...silentLogger, debug: (fields: object) => void logged.push(fields) }

let stub: StubServer
let elsewhere: StubServer
beforeAll(async () => {
  stub = await stubServer()
  elsewhere = await stubServer()
})
beforeEach(() => {
  stub.asked.length = 0
  elsewhere.asked.length = 0
  logged.length = 0
})
afterAll(async () => {
  await Promise.all([stub.close(), elsewhere.close(), http.close()])
})

const open = (type: 'newznab' | 'torznab' = 'newznab', isLoopbackAllowed = false) =>
  feedIndexer(
    { id: 7, name: 'Example', type, url: `${stub.url}/api`, apiKey: 'SECRET', priority: 25 },
    { http, clock, logger, isLoopbackAllowed },
  )
const answers = (file: string, facts: StubAnswer = {}) => {
  stub.answer = () => ({ body: fixture(file), ...facts })
}
const failureOf = async (file: string, facts: StubAnswer = {}) => {
  answers(file, facts)
  const answer = await open().search({ by: { words: 'x' }, categories: [] })
  return answer.ok ? undefined : answer.failure
}

describe('a question to an indexer', () => {
  it('is put by fields, by words, or for what is newest', async () => {
    answers('newznab/search-empty.xml')
    const indexer = open()
    await indexer.search({ by: { title: 'The Time Machine', author: 'H. G. Wells' }, categories: [7020, 7030] })
    await indexer.search({ by: { words: 'wells time machine' }, categories: [3030], offset: 100 })
    await indexer.search({ by: 'newest', categories: [] })
    expect(stub.asked.map(({ url }) => Object.fromEntries(url.searchParams))).toEqual([
      {
        t: 'book',
        title: 'The Time Machine',
        author: 'H. G. Wells',
        cat: '7020,7030',
        extended: '1',
        limit: '100',
        apikey: 'SECRET',
      },
      {
        t: 'search',
        q: 'wells time machine',
        cat: '3030',
        extended: '1',
        limit: '100',
        offset: '100',
        apikey: 'SECRET',
      },
      { t: 'search', extended: '1', limit: '100', apikey: 'SECRET' },
    ])
  })

  it('tells its address without the key', async () => {
    answers('newznab/search-empty.xml')
    const { url } = await open().search({ by: 'newest', categories: [] })
    expect(url).toContain('apikey=***')
    expect(url).not.toContain('SECRET')
  })

  it('learns what the indexer can do', async () => {
    answers('newznab/caps-books.xml')
    const caps = await open().capabilities()
    expect(caps).toMatchObject({ ok: true, value: { title: 'Example Indexer', hasBookSearch: true, mostResults: 100 } })
    expect(caps.ok && caps.value.categories.slice(0, 2)).toEqual([
      { id: 3000, name: 'Audio', isChild: false },
      { id: 3010, name: 'MP3', isChild: true },
    ])
    for (const file of ['caps-no-book-search', 'caps-book-search-no']) {
      answers(`newznab/${file}.xml`)
      expect(await open().capabilities()).toMatchObject({ ok: true, value: { hasBookSearch: false } })
    }
  })
})

describe('what an indexer offers', () => {
  const search = async (file: string, type: 'newznab' | 'torznab' = 'newznab') => {
    answers(file)
    const answer = await open(type).search({ by: { words: 'x' }, categories: [] })
    if (!answer.ok) throw new Error(answer.failure.text)
    return answer.value
  }

  it('is read with everything that Usenet indexers tell', async () => {
    const { releases, total } = await search('newznab/book-search.xml')
    expect(total).toBe(20)
    expect(releases).toHaveLength(20)
    expect(releases[0]).toMatchObject({
      guid: 'https://indexer.example/details/0123456789abcdef0123456789ab1000',
      title: 'H.G.Wells-The.Time.Machine.1895.RETAiL.ePub.eBook-GROUP',
      indexerId: 7,
      indexerName: 'Example',
      indexerPriority: 25,
      protocol: 'usenet',
      downloadUrl: 'https://indexer.example/api?id=0123456789abcdef0123456789ab1000&t=get',
      infoUrl: 'https://indexer.example/details/0123456789abcdef0123456789ab1000#comments',
      sizeBytes: 312_000,
      publishedText: 'Fri, 01 Mar 2024 12:00:00 +0000',
      publishedAt: '2024-03-01T11:58:00.000Z',
      categories: [7000, 7020],
      category: 'Books > EBook',
      author: 'H. G. Wells',
      bookTitle: 'The Time Machine',
      grabs: 41,
      files: 3,
      newsgroup: 'alt.binaries.e-book',
      isProtected: false,
    })
    const named = (part: string) => releases.find(({ title }) => title.includes(part))
    expect(named('(scan)')?.isProtected).toBe(true)
    expect(named('Zeitmaschine')?.language).toBe('German')
    expect(named('Other Stories')).toMatchObject({
      title: 'H. G. Wells - The Time Machine & Other Stories (epub)',
      publishedAt: '2024-03-02T12:00:00.000Z',
    })
    expect(named('Illustrated”')?.publishedAt).toBe('2024-03-03T10:00:00.000Z')
    expect(named('(lit)')?.sizeBytes).toBe(0)
    expect(named('yEnc')?.guid).toMatch(/^[0-9a-f]{40}$/)
    expect(JSON.stringify(releases)).not.toMatch(/apikey/i)
  })

  it('is read with everything that trackers tell', async () => {
    const { releases } = await search('torznab/book-search.xml', 'torznab')
    const named = (part: string) => releases.find(({ title }) => title.includes(part))
    expect(named('Freeleech')).toMatchObject({
      protocol: 'torrent',
      seeders: 102,
      leechers: 2,
      downloadVolumeFactor: 0,
      minimumRatio: 1,
      minimumSeedSeconds: 172_800,
      flags: ['freeleech'],
    })
    expect(named('50% Free')?.flags).toEqual(['halfleech'])
    expect(named('[VIP]')?.flags).toEqual(['freeleech', 'vip'])
    expect(named('(dead)')?.seeders).toBe(0)
    const unknown = named('no seeders')
    expect([unknown?.seeders, unknown?.downloadVolumeFactor]).toEqual([undefined, undefined])
    expect(named('magnet only')).toMatchObject({ infoHash: '08'.repeat(20), protocol: 'torrent' })
  })

  it('is read from magnets, upper-case hashes, relative links and feeds without attributes', async () => {
    expect((await search('torznab/recorded-public-tracker.xml', 'torznab')).releases[0]).toMatchObject({
      infoHash: '9fb267cff5ae5603f07a347676ec3bf3e35f75e1',
      publishedAt: '2015-04-12T03:34:00.000Z',
      sizeBytes: 388_895_872,
    })
    expect((await search('prowlarr/torznab-book.xml', 'torznab')).releases[0]).toMatchObject({
      infoHash: 'd4f933b4e6575d665bbc1971ce6da60e5443332c',
      downloadUrl: 'http://prowlarr:9696/2/download?file=The+Time+Machine&link=ZW5jcnlwdGVk',
    })
    expect((await search('newznab/relative-urls.xml')).releases[0]?.downloadUrl).toBe(
      `${stub.url}/getnzb/123.nzb&i=123&r=123`,
    )
    expect((await search('newznab/no-namespace.xml')).releases[0]).toMatchObject({
      sizeBytes: 123_456,
      protocol: 'usenet',
    })
  })

  it('has no date in the future, and no link that cannot be fetched', async () => {
    const item = (link: string) =>
      `<item><title>A &amp;lt;b&amp;gt;</title><pubDate>Fri, 01 Mar 2030 12:00:00 GMT</pubDate><link>${link}</link></item>`
    const feed = `<rss><channel>${item('https://x.example/1')}${item('file:///etc/passwd')}${item('')}</channel></rss>`
    stub.answer = () => ({ body: feed })
    const answer = await open().search({ by: 'newest', categories: [] })
    expect(answer.ok && answer.value.releases).toMatchObject([
      { title: 'A <b>', publishedAt: '2026-03-01T12:00:00.000Z', downloadUrl: 'https://x.example/1' },
    ])
    expect(answer.ok && answer.value.releases).toHaveLength(1)
  })

  it('is read without fetching or expanding anything that it declares', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY x SYSTEM "${elsewhere.url}/x">]>
      <rss><channel><item><title>T &x; &a;</title><guid>g</guid><link>https://x.example/1</link></item></channel></rss>`
    stub.answer = () => ({ body: bomb })
    const answer = await open().search({ by: 'newest', categories: [] })
    expect(answer.ok && answer.value.releases[0]?.title).toBe('T')
    const deep = `<rss>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</rss>`
    stub.answer = () => ({ body: deep })
    expect((await open().search({ by: 'newest', categories: [] })).ok).toBe(true)
    expect(elsewhere.asked).toEqual([])
  })
})

describe('an indexer that gives no answer', () => {
  it.each([
    ['newznab/error-100-credentials.xml', {}, { kind: 'credentials', text: 'Incorrect user credentials (error 100)' }],
    ['newznab/error-bom.xml', {}, { kind: 'credentials' }],
    ['newznab/error-202-function.xml', {}, { kind: 'parameter' }],
    ['newznab/error-500-limit.xml', {}, { kind: 'limit', retryAfterSeconds: 485 * 60 }],
    [
      'newznab/error-429-prowlarr.xml',
      { status: 429, headers: { 'retry-after': '3600' } },
      { kind: 'limit', retryAfterSeconds: 3600 },
    ],
    ['newznab/error-910-disabled.xml', { status: 503 }, { kind: 'disabled' }],
    ['newznab/error-code-only.xml', {}, { kind: 'disabled', text: 'error 910' }],
    ['prowlarr/newznab-disabled.xml', { status: 410 }, { kind: 'disabled' }],
    ['newznab/error-html-challenge.html', { status: 403, type: 'text/html' }, { kind: 'credentials' }],
    [
      'newznab/error-html-challenge.html',
      { type: 'text/html; charset=utf-8' },
      { kind: 'unreachable', text: 'not an XML feed (got text/html)' },
    ],
    ['newznab/error-truncated.xml', {}, { kind: 'unreachable' }],
  ] as const)('says with %s what is the matter', async (file, facts, failure) => {
    expect(await failureOf(file, facts)).toMatchObject(failure)
  })

  it('is told apart from one that has nothing', async () => {
    answers('newznab/search-empty.xml')
    expect(await open().search({ by: 'newest', categories: [] })).toMatchObject({ ok: true, value: { releases: [] } })
  })

  it('leaves the key out of the log', async () => {
    stub.answer = () => ({ type: 'text/html', body: '<html>SECRET is wrong</html>' })
    await open().search({ by: 'newest', categories: [] })
    expect(JSON.stringify(logged)).toContain('*** is wrong')
    expect(JSON.stringify(logged)).not.toContain('SECRET')
  })

  it('may not send us to this machine, nor to the addresses of clouds', async () => {
    for (const location of [`${elsewhere.url}/inside`, 'http://169.254.169.254/latest', 'file:///etc/passwd']) {
      stub.answer = () => ({ status: 302, headers: { location } })
      expect(await open().search({ by: 'newest', categories: [] })).toMatchObject({
        ok: false,
        failure: { kind: 'refused' },
      })
    }
    expect(elsewhere.asked).toEqual([])
  })

  it('may send us on within its own host, but not for ever', async () => {
    stub.answer = ({ pathname }) =>
      pathname === '/api'
        ? { status: 302, headers: { location: '/other' } }
        : { body: fixture('newznab/search-empty.xml') }
    expect(await open().search({ by: 'newest', categories: [] })).toMatchObject({ ok: true })
    stub.answer = () => ({ status: 302, headers: { location: '/api' } })
    expect(await open().search({ by: 'newest', categories: [] })).toMatchObject({
      ok: false,
      failure: { kind: 'unreachable' },
    })
    expect(stub.asked).toHaveLength(2 + 6)
  })

  it('is unreachable where nobody answers', async () => {
    const settings = {
      id: 1,
      name: 'x',
      type: 'newznab',
      url: 'http://127.0.0.1:1/api',
      apiKey: '',
      priority: 1,
    } as const
    const answer = await feedIndexer(settings, { http, clock, logger }).capabilities()
    expect(answer).toMatchObject({ ok: false, failure: { kind: 'unreachable', text: '127.0.0.1:1 cannot be reached' } })
  })

  it('throws where whoever asked has given up', async () => {
    await expect(open().search({ by: 'newest', categories: [] }, AbortSignal.abort())).rejects.toThrow()
  })
})

describe('the file of a release', () => {
  const file = (link: string, isLoopbackAllowed = false) => open('torznab', isLoopbackAllowed).fetchFile(link)

  it('is fetched with the key, at the host of the indexer alone', async () => {
    answers('files/time-machine.torrent', { type: 'application/x-bittorrent' })
    expect(await file(`${stub.url}/download.php?id=1`)).toMatchObject({
      ok: true,
      value: { kind: 'torrent', infoHash: 'd4f933b4e6575d665bbc1971ce6da60e5443332c', infoHashV2: undefined },
    })
    expect(stub.asked[0]?.url.searchParams.get('apikey')).toBe('SECRET')
    expect(stub.asked[0]?.headers.accept).toBe('application/x-bittorrent, application/x-nzb, */*')
    elsewhere.answer = () => ({ body: fixture('files/time-machine.nzb') })
    expect(await file(`${elsewhere.url}/get/1`)).toMatchObject({ ok: false, failure: { kind: 'refused' } })
    expect(await file(`${elsewhere.url}/get/1`, true)).toMatchObject({ ok: true, value: { kind: 'nzb' } })
    expect(elsewhere.asked.map(({ url }) => url.search)).toEqual([''])
  })

  it('may be a magnet link, also one to which the indexer redirects', async () => {
    const location = `magnet:?xt=urn:btih:${'08'.repeat(20).toUpperCase()}&dn=x`
    stub.answer = () => ({ status: 302, headers: { location } })
    for (const link of [`${stub.url}/download.php?id=8`, location]) {
      expect(await file(link)).toEqual({
        ok: true,
        value: { kind: 'magnet', uri: location, infoHash: '08'.repeat(20) },
      })
    }
  })

  it.each(['torznab/download-html.html', 'files/empty.nzb', 'files/not-an-nzb.nzb'])(
    'is none where %s comes',
    async (name) => {
      answers(name, { type: 'text/html' })
      expect(await file(`${stub.url}/download.php?id=2`)).toMatchObject({
        ok: false,
        failure: { kind: 'gone', text: 'neither an NZB nor a torrent (got text/html)' },
      })
    },
  )

  it('is gone where the indexer says so', async () => {
    stub.answer = () => ({ status: 404, body: '<error code="300" description="No such item"/>' })
    expect(await file(`${stub.url}/x`)).toMatchObject({ ok: false, failure: { kind: 'gone' } })
  })
})

describe('equal questions of a moment', () => {
  it('reach the indexer once, together or one after the other', async () => {
    answers('newznab/search-empty.xml')
    const indexer = queryCache(clock).around(open())
    const query = { by: { words: 'x' }, categories: [1] }
    await Promise.all([indexer.search(query), indexer.search(query)])
    await indexer.search({ ...query })
    expect(stub.asked).toHaveLength(1)
    await indexer.search({ ...query, offset: 100 })
    expect(stub.asked).toHaveLength(2)
    time = new Date(time.getTime() + 91_000)
    await indexer.search(query)
    expect(stub.asked).toHaveLength(3)
  })

  it('are put again after a failure, and one who gives up takes nobody else along', async () => {
    const indexer = queryCache(clock).around(open())
    const query = { by: { words: 'y' }, categories: [] }
    stub.answer = () => ({ status: 500 })
    expect((await indexer.search(query)).ok).toBe(false)
    answers('newznab/search-empty.xml')
    const gaveUp = indexer.search(query, AbortSignal.abort())
    const waits = indexer.search(query)
    await expect(gaveUp).rejects.toThrow()
    expect((await waits).ok).toBe(true)
  })
})

describe('the test of an indexer', () => {
  it('tells what it can do and whether it finds anything', async () => {
    const search = (body: Uint8Array) => (url: URL) =>
      url.searchParams.get('t') === 'caps' ? { body: fixture('newznab/caps-books.xml') } : { body }
    stub.answer = search(fixture('newznab/book-search.xml'))
    expect(await probeIndexer(open(), [7020])).toMatchObject({
      ok: true,
      categories: 10,
      bookSearch: true,
      searchResults: 20,
      message: 'ok',
    })
    stub.answer = search(fixture('newznab/search-empty.xml'))
    expect(await probeIndexer(open(), [7020])).toMatchObject({ ok: true, message: expect.stringMatching(/no results/) })
    stub.answer = search(fixture('newznab/error-100-credentials.xml'))
    expect(await probeIndexer(open(), [7020])).toMatchObject({
      ok: true,
      searchError: expect.stringMatching(/credentials/),
    })
  })

  it('tells the status of one that refuses', async () => {
    stub.answer = () => ({ status: 401 })
    expect(await probeIndexer(open(), [])).toMatchObject({ ok: false, status: 401, error: expect.any(String) })
  })
})
