import { expect, it } from 'vitest'
import type { KoboStore, StoreAnswer, StoreCall } from '#domain/devices/kobo/store-port.ts'
import { onEveryApp } from '#test/support/app.ts'
import { KoboReader, shelvesOf } from './kobo-reader.ts'

const calls: StoreCall[] = []
const answers = new Map<string, StoreAnswer>()
const shop: KoboStore = {
  addressOf: (path) => `https://shop.test${path}`,
  async call(call) {
    calls.push(call)
    return answers.get(call.path.split('?')[0] ?? '')
  },
}

const json = (body: unknown, headers: Record<string, string> = {}): StoreAnswer => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

onEveryApp(
  'the shop of Kobo readers',
  (world) => {
    const shelves = shelvesOf(world)
    const reader = async (settings: object) =>
      shelves.reader(world.user, [await shelves.list(world.user, [])], settings)

    it('is never asked unless its owner wants that', async () => {
      calls.length = 0
      const kobo = await reader({})
      await kobo.sync()
      await kobo.send('GET', '/v1/products/books/x')
      await kobo.send('POST', '/v1/library/borrow', { payload: {} })
      expect(calls).toEqual([])
    })

    it('is asked in the name of the reader, with nothing of ours, and never told what is read', async () => {
      const kobo = await reader({ store_proxy: true })
      calls.length = 0
      const read = await kobo.send('GET', '/v1/products/books/x?a=1')
      expect([read.statusCode, read.headers.location]).toEqual([307, 'https://shop.test/v1/products/books/x?a=1'])
      answers.set('/v1/library/borrow', json({ Borrowed: true }, { 'set-cookie': 'a=b', 'x-kobo-apitoken': 'e30=' }))
      const headers = {
        authorization: 'Bearer of-the-shop',
        cookie: 'biblioteka_token=secret',
        'x-kobo-synctoken': 'ours',
      }
      const written = await kobo.send('POST', '/v1/library/borrow', { payload: { id: 1 }, headers })
      expect([written.statusCode, written.json()]).toEqual([200, { Borrowed: true }])
      expect(written.headers).not.toHaveProperty('set-cookie')
      expect(calls).toHaveLength(1)
      expect(calls[0]).toMatchObject({ method: 'POST', path: '/v1/library/borrow', body: '{"id":1}' })
      expect(calls[0]?.headers).toMatchObject({ authorization: 'Bearer of-the-shop' })
      expect(JSON.stringify(calls)).not.toMatch(/biblioteka|synctoken|colophon/i)
      expect(JSON.stringify(calls)).not.toContain(kobo.token)
      await kobo.send('POST', '/v1/analytics/event', { payload: { Events: ['x'] } })
      await kobo.send('POST', '/v1/analytics/gettests', { payload: {} })
      expect(calls).toHaveLength(1)
    })

    it('gives the answer that it would give alone where the shop does not answer', async () => {
      const kobo = await reader({ store_proxy: true })
      const answer = await kobo.send('POST', '/v1/products/x/thing', { payload: {} })
      expect([answer.statusCode, answer.body]).toEqual([200, '{}'])
      const map = await kobo.send('GET', '/v1/initialization')
      expect(map.json()).toMatchObject({ Resources: { use_one_store: 'True' } })
    })

    it('lays our addresses over its map', async () => {
      const kobo = await reader({ store_proxy: true })
      answers.set(
        '/v1/initialization',
        json({ Resources: { library_sync: 'https://shop.test/sync', wishlist_page: 'w' } }),
      )
      const { Resources } = (await kobo.send('GET', '/v1/initialization')).json<{ Resources: Record<string, string> }>()
      answers.delete('/v1/initialization')
      expect(Resources.wishlist_page).toBe('w')
      expect(Resources.library_sync).toContain(`/kobo/${kobo.token}/v1/library/sync`)
    })

    it('has its books behind all of ours, and keeps its own place', async () => {
      const book = await shelves.book()
      const kobo = await shelves.reader(world.user, [await shelves.list(world.user, [book.id])], { store_proxy: true })
      const bought = { NewEntitlement: { BookEntitlement: { Id: 'bought' } } }
      answers.set('/v1/library/sync', json([bought], { 'x-kobo-synctoken': 'shop.one', 'x-kobo-sync': 'continue' }))
      const first = await kobo.page(undefined)
      expect(first.elements.map(({ id }) => id)).toHaveLength(2)
      expect(first.hasMore).toBe(true)
      answers.set('/v1/library/sync', json([], { 'x-kobo-synctoken': 'shop.two' }))
      const second = await kobo.page(first.cursor)
      expect([second.elements.length, second.hasMore]).toEqual([0, false])
      expect(calls.at(-1)?.headers['x-kobo-synctoken']).toBe('shop.one')
      await kobo.page(second.cursor)
      expect(calls.at(-1)?.headers['x-kobo-synctoken']).toBe('shop.two')
      const known = await world.user.get(`/api/kobo/tokens/${kobo.tokenId}/ledger`)
      expect(known.body).not.toContain('bought')
      answers.set('/v1/library/sync', {
        status: 401,
        headers: {},
        body: '{"ResponseStatus":{"ErrorCode":"ExpiredToken"}}',
      })
      const expired = await new KoboReader(world, kobo.token).send('GET', '/v1/library/sync')
      expect([expired.statusCode, expired.body]).toEqual([401, expect.stringContaining('ExpiredToken')])
      answers.delete('/v1/library/sync')
    })
  },
  {},
  { store: shop },
)
