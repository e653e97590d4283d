import { afterAll, beforeAll, expect, it } from 'vitest'
import { indexerGateway } from '#integrations/indexers/gateway.ts'
import { createOutbound } from '#integrations/outbound/outbound.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { byKey } from '#test/support/acquisition.ts'
import { onEveryApp, TEST_INSTALLATION_KEY } from '#test/support/app.ts'
import { wayToTheShelf } from '#test/support/chain.ts'
import { type FeedServer, feedServer } from '#test/support/feeds.ts'
import { insertWanted } from '#test/support/wanted.ts'

const byInstallation = { headers: { 'x-api-key': TEST_INSTALLATION_KEY } }

onEveryApp('indexers', (world) => {
  let feed: FeedServer
  beforeAll(async () => {
    feed = await feedServer()
    feed.items = [{ title: 'Jane Austen - Emma (1815) [EPUB]' }]
  })
  afterAll(() => feed.close())

  const key = () => byKey(world)
  const add = async (fields: object = {}) =>
    (
      await key().post('/indexer', {
        ...{ name: 'Feed', url: `${feed.url}/${Math.random()}/api`, apiKey: 'feed-key', enabled: true },
        ...{ supportsSearch: true, categories: [7020], ...fields },
      })
    ).json<{ id: number; url: string }>()
  const remove = (id: number) => key().delete(`/indexer/${id}`)

  it('keep their key sealed in the database, and tell it to administrators', async () => {
    const { id } = await add()
    const row = await world.db.reader.selectFrom('indexers').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
    expect(JSON.stringify(row)).not.toContain('feed-key')
    expect((await key().get(`/indexer/${id}`)).json()).toMatchObject({ apiKey: 'feed-key' })
    await remove(id)
  })

  it('are not added twice at one address, however its end is written', async () => {
    const { id, url } = await add()
    const again = await key().post('/indexer', { name: 'Again', url: `${url}/` })
    expect([again.statusCode, again.json()]).toEqual([409, { error: 'there is an indexer at this address already' }])
    await remove(id)
  })

  it('take a key that was pasted with the address to where keys are kept', async () => {
    const { id } = await add({ apiKey: undefined, url: `${feed.url}/pasted/api?apikey=feed-key` })
    const { url, apiKey } = (await key().get(`/indexer/${id}`)).json<{ url: string; apiKey: string }>()
    expect({ url, apiKey }).toEqual({ url: `${feed.url}/pasted/api`, apiKey: 'feed-key' })
    await remove(id)
  })

  it('are searched for words, and hide their key in what they offer', async () => {
    const { id } = await add()
    const found = await key().get('/indexer/search?q=emma')
    expect(found.json()).toMatchObject([{ title: 'Jane Austen - Emma (1815) [EPUB]', indexerId: id }])
    expect(found.body).not.toContain('feed-key')
    await remove(id)
  })

  it('rest after they refused the key, until somebody has edited them', async () => {
    const { id } = await add({ apiKey: 'wrong' })
    await key().get('/indexer/search?q=emma')
    const asked = feed.searches()
    await key().get('/indexer/search?q=emma')
    expect(feed.searches()).toBe(asked)

    await key().put(`/indexer/${id}`, { apiKey: 'feed-key' })
    expect((await key().get('/indexer/search?q=emma')).json()).toHaveLength(1)
    await remove(id)
  })

  it('get the pause that they ask for, over restarts too, while the others are searched', async () => {
    const http = createOutbound({ userAgent: 'Colophon/test', logger: silentLogger })
    const gateway = () => indexerGateway({ http, clock: systemClock, logger: silentLogger, isLoopbackAllowed: true })
    const busy = await feedServer()
    busy.answer = () => ({
      body: '<error code="500" description="Request limit reached, retry in 5 minutes"/>',
    })
    const { id } = await add({ name: 'Busy', url: `${busy.url}/api`, priority: 1 })
    const { id: other } = await add({ name: 'Free', priority: 9 })
    const bookId = await insertWanted(world.db, { title: 'Emma' })
    let way = wayToTheShelf(world, { indexers: gateway() })
    const search = async () => {
      const before = { busy: busy.searches(), free: feed.searches() }
      await way.search(bookId)
      return { isBusyAsked: busy.searches() > before.busy, isFreeAsked: feed.searches() > before.free }
    }

    expect(await search()).toEqual({ isBusyAsked: true, isFreeAsked: true })
    const { indexers } = (await world.anonymous.get('/api/web/acquisition/indexers/health', byInstallation)).json<{
      indexers: { id: number; restsUntil: string | null }[]
    }>()
    const rest = Date.parse(indexers.find((one) => one.id === id)?.restsUntil ?? '') - Date.now()
    expect(Math.round(rest / 60_000)).toBe(5)
    expect(await search()).toEqual({ isBusyAsked: false, isFreeAsked: true })

    // Another process knows only what the database says.
    way = wayToTheShelf(world, { indexers: gateway() })
    way.wait(4 * 60_000)
    expect(await search()).toEqual({ isBusyAsked: false, isFreeAsked: true })
    way.wait(2 * 60_000)
    expect(await search()).toEqual({ isBusyAsked: true, isFreeAsked: true })
    await remove(id)
    await remove(other)
    await busy.close()
    await http.close()
  })

  it('are tested without being saved', async () => {
    const good = await key().post('/indexer/test', { url: `${feed.url}/api`, apiKey: 'feed-key' })
    expect(good.json()).toMatchObject({ ok: true, status: 200, bookSearch: true, searchResults: 1, message: 'ok' })
    const bad = await key().post('/indexer/test', { url: `${feed.url}/api`, apiKey: 'other' })
    expect(bad.json()).toMatchObject({ ok: false, error: expect.stringContaining('Incorrect credentials') })
  })
})
