import { randomBytes } from 'node:crypto'
import { afterAll, beforeEach, expect } from 'vitest'
import { clientOpener } from '#integrations/download-clients/open-client.ts'
import type { RealClient } from '#integrations/download-clients/testing/real-clients.ts'
import { createOutbound } from '#integrations/outbound/outbound.ts'
import { silentLogger } from '#kernel/logger.ts'
import { byKey } from './acquisition.ts'
import type { AppWorld } from './app.ts'
import { type FeedServer, feedServer } from './feeds.ts'

/**
 * What is needed to walk wrong ways with a download client as people install it: the client set up in a test app, and
 * indexers. Every test begins without downloads.
 */
export function withRealClient(world: AppWorld, real: () => RealClient) {
  const http = createOutbound({ userAgent: 'Colophon/test', logger: silentLogger })
  const openClient = clientOpener(http)
  afterAll(() => http.close())
  const feeds: FeedServer[] = []
  let clientId = 0
  const addFeed = async (name: string, more: object = {}): Promise<FeedServer> => {
    const feed = await feedServer()
    feeds.push(feed)
    const indexer = { name, url: `${feed.url}/api`, apiKey: 'feed-key', categories: [7020], ...more }
    const added = await byKey(world).post('/indexer', { ...indexer, enabled: true, supportsSearch: true })
    expect(added.statusCode).toBe(201)
    return feed
  }
  const saveClient = async (more: object = {}) => {
    const { isTls: useSsl, ...settings } = real().settings
    const kept = { ...settings, useSsl, name: 'Real', category: 'books', enabled: true, ...more }
    const answer =
      clientId === 0
        ? await byKey(world).post('/downloadclient', kept)
        : await byKey(world).put(`/downloadclient/${clientId}`, kept)
    clientId = answer.json<{ id: number }>().id
    return answer
  }
  beforeEach(async () => {
    await world.db.writer.deleteFrom('downloads').execute()
    await world.db.writer.deleteFrom('indexers').execute()
    await world.db.writer.deleteFrom('pending_releases').execute()
    await world.db.writer.updateTable('delay_profiles').set({ usenet_delay: 0 }).execute()
    await saveClient()
    return async () => {
      await Promise.all(feeds.splice(0).map((feed) => feed.close()))
    }
  })
  return {
    addFeed,
    saveClient,
    testClient: async () => (await byKey(world).post(`/downloadclient/${clientId}/test`)).json(),
    open: () => openClient(real().settings),
    itemsOf: (ids: string[]) => openClient(real().settings).list(ids),
    remove: (id: string) => openClient(real().settings).remove(id, { withData: true }),
    shelf: async (bookId: number) =>
      (await byKey(world).get(`/book/${bookId}`)).json<{ status: string; ebookFilePath: string }>(),
    blocked: async () => (await byKey(world).get('/blocklist')).json<{ guid: string; reason: string }[]>(),
    history: async (bookId: number) =>
      (await byKey(world).get(`/history?bookId=${bookId}`))
        .json<{ items: { eventType: string }[] }>()
        .items.map(({ eventType }) => eventType),
  }
}

/** A title that no other test has. */
export const freshTitle = () => `Northanger ${randomBytes(3).toString('hex')}`
/** How a release of it is called. */
export const nameOf = (title: string) => `Jane Austen - ${title} (1817) [EPUB]`
