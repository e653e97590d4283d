import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInstalled } from '#integrations/download-clients/testing/programs.ts'
import { type RestartableClient, realTransmission } from '#integrations/download-clients/testing/real-clients.ts'
import { makeTorrent, serveFiles, type WebSeed } from '#integrations/download-clients/testing/torrent-files.ts'
import { type ColophonProcess, startColophon } from '#test/support/colophon-process.ts'
import { freshDatabase, hasPostgres, type TestDatabase } from '#test/support/databases.ts'
import { novel } from '#test/support/novel.ts'
import { until } from '#test/support/until.ts'
import { type Receiver, receiver, type WorldOutside, worldOutside } from '#test/support/world-outside.ts'

const PATIENCE_MS = 150_000
const FILE = 'Persuasion - Jane Austen.epub'
const content = novel('Persuasion')

interface QueueItem {
  id: number
  status: string
  torrentId: string
  percentage?: string
}

for (const kind of ['sqlite', 'postgres'] as const) {
  const isPossible = isInstalled('transmission-daemon') && (kind === 'sqlite' || hasPostgres)
  describe.skipIf(!isPossible)(`a book of which everything breaks on its way (${kind})`, () => {
    const home = mkdtempSync(join(tmpdir(), 'colophon-trouble-'))
    const library = join(home, 'books')
    let database: TestDatabase
    let outside: WorldOutside
    let hook: Receiver
    let seed: WebSeed
    let client: RestartableClient
    let colophon: ColophonProcess

    beforeAll(async () => {
      mkdirSync(library)
      database = await freshDatabase(kind)
      outside = await worldOutside()
      hook = await receiver()
      seed = await serveFiles(new Map([[FILE, content]]))
      seed.isSlow = true
      client = await realTransmission()
      const { bytes } = makeTorrent(FILE, content, seed.url + encodeURIComponent(FILE))
      outside.offer({ protocol: 'torrent', bytes, sizeBytes: content.length })
      colophon = await startColophon({ home, library, databaseUrl: database.url, env: outside.providers })
      await colophon.signUp()
    }, PATIENCE_MS)
    afterAll(async () => {
      await colophon?.stop()
      await client?.stop()
      await Promise.all([outside?.close(), hook?.close(), seed?.close()])
      await database?.drop()
      rmSync(home, { recursive: true, force: true })
    })

    const queue = async () => (await colophon.ask<{ items: QueueItem[] }>('GET', '/api/v1/queue')).items
    const share = ([item]: QueueItem[]) => Number(item?.percentage ?? 0)
    const heard = (name: string) => hook.told.filter(({ eventType }) => eventType === name).length

    it('arrives once, in the row of its first moment, and is told of once', { timeout: PATIENCE_MS }, async () => {
      const { ask } = colophon
      const news = { name: 'Hook', type: 'webhook', url: hook.url, enabled: true, onGrab: true, onImport: true }
      await ask('POST', '/api/v1/notification', news)
      const indexer = { name: 'Local', type: 'torznab', url: outside.indexer, apiKey: 'secret', enabled: true }
      await ask('POST', '/api/v1/indexer', { ...indexer, supportsSearch: true, categories: [7000, 7020] })
      const { isTls: useSsl, ...settings } = client.settings
      await ask('POST', '/api/v1/downloadclient', { ...settings, useSsl, name: 'T', category: 'books', enabled: true })
      const [found] = await ask<{ foreignAuthorId: string; authorName: string }[]>(
        'GET',
        '/api/v1/search/author?q=jane%20austen',
      )
      const author = { foreignAuthorId: found?.foreignAuthorId, authorName: found?.authorName }
      await ask('POST', '/api/v1/author', { ...author, monitored: true, searchOnAdd: true })

      // On its way, and the receiver was called in vain.
      const [first] = await until(queue, (items) => share(items) > 2, 60_000)
      await until(colophon.log, (log) => log.includes('could not be delivered yet'))

      await client.restart()
      await until(queue, (items) => items[0]?.status === 'downloading')
      await colophon.killAndStart()
      await client.restart()
      await hook.open()
      const [onItsWay] = await until(queue, (items) => share(items) > 0, 30_000)
      expect(Number(onItsWay?.percentage), 'it is still on its way').toBeLessThan(100)

      seed.isSlow = false
      const items = await until(queue, ([item]) => item?.status === 'imported', 90_000)
      expect(items).toMatchObject([{ id: first?.id, torrentId: first?.torrentId, errorMessage: '' }])
      const placed = join(library, 'Jane Austen', 'Persuasion (1817)', 'Persuasion - Jane Austen.epub')
      expect(readFileSync(placed).equals(content)).toBe(true)
      const history = await ask<{ items: { eventType: string }[] }>('GET', '/api/v1/history?limit=200')
      expect(history.items.map(({ eventType }) => eventType).toSorted()).toEqual(['bookImported', 'grabbed'])

      await until(() => heard('grabbed') > 0 && heard('bookImported') > 0, Boolean, 90_000)
      await sleep(2_000)
      await colophon.killAndStart()
      await sleep(2_000)
      expect([heard('grabbed'), heard('bookImported'), hook.told.length]).toEqual([1, 1, 2])
    })
  })
}
