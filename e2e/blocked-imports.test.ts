import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faults } from './support/axe.ts'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { type FakeService, fakeQbittorrent } from './support/fake-services.ts'
import { setUp } from './support/journeys.ts'

const KEY = 'e'.repeat(64)
const chapters = [{ title: 'One', body: '<p>Text.</p>' }]
const anchor = makeEpub({ title: 'Anchor', author: 'Ada Even', chapters })
const downloads = mkdtempSync(join(tmpdir(), 'colophon-downloads-'))
const library = mkdtempSync(join(tmpdir(), 'colophon-library-'))

/** By their hashes. */
const releases = {
  misnamed: { hash: 'a'.repeat(40), file: 'Anchor.mobi', bytes: anchor },
  page: { hash: 'b'.repeat(40), file: 'Anchor.epub', bytes: Buffer.from('<html><body>Sign in</body></html>') },
}

inBrowser(
  'downloads that wait for somebody',
  {
    books: { 'Anchor.epub': anchor },
    env: {
      ...{ COLOPHON_API_KEY: KEY, COLOPHON_CHECK_DOWNLOADS_SECONDS: '1' },
      ...{ COLOPHON_LIBRARY_DIR: library, COLOPHON_DOWNLOAD_DIR: downloads },
    },
  },
  (world) => {
    let page: Page
    let complaints: string[]
    let client: FakeService
    const ask = async (path: string, body: object) => {
      const headers = { 'x-api-key': KEY, 'content-type': 'application/json' }
      const answer = await fetch(`${world.server.url}api/v1${path}`, {
        ...{ method: 'POST', headers, body: JSON.stringify(body) },
      })
      if (!answer.ok) throw new Error(`${path} answered ${answer.status} ${await answer.text()}`)
    }

    beforeAll(async () => {
      for (const { hash, file, bytes } of Object.values(releases)) {
        mkdirSync(join(downloads, hash))
        writeFileSync(join(downloads, hash, file), bytes)
      }
      const torrents = Object.values(releases).map(({ hash }) => ({ hash, path: join(downloads, hash) }))
      client = await fakeQbittorrent({ password: 'open sesame', folder: downloads, torrents })
      ;({ page, complaints } = await world.visit())
      await setUp(page, world.server.books, 'Anchor')
      await ask('/downloadclient', {
        ...{ name: 'Box', type: 'qbittorrent', host: '127.0.0.1', port: client.port, enabled: true },
        ...{ username: 'admin', password: 'open sesame', category: 'books' },
      })
      for (const [title, { hash }] of Object.entries(releases)) {
        const nzbUrl = `magnet:?xt=urn:btih:${hash}`
        await ask('/queue/grab', { guid: hash, title: `Release ${title}`, nzbUrl, protocol: 'torrent', size: 1_000 })
      }
    })
    afterAll(async () => {
      await client?.stop()
      for (const folder of [downloads, library]) rmSync(folder, { recursive: true, force: true })
    })

    const row = (title: string) => page.getByRole('listitem').filter({ hasText: `Release ${title}` })

    it('are a book after all where somebody knows better', async () => {
      await page.goto('get/queue')
      const misnamed = row('misnamed')
      await misnamed.getByText('Anchor.mobi: the content is not mobi but an EPUB').waitFor()
      await misnamed.getByText('another kind of book than its name says').waitFor()
      expect(await faults(page)).toEqual([])
      await page.goto('')
      const coming = page.getByRole('region', { name: 'On their way' })
      await coming.getByRole('link', { name: /misnamed.*Not taken in/ }).waitFor()
      await coming.getByRole('link', { name: 'Queue' }).click()
      await misnamed.getByRole('button', { name: 'Take it anyway' }).click()
      await misnamed.getByText('In the library', { exact: true }).waitFor()
    })

    it('are rejected for another one, and nobody can take a web page for a book', async () => {
      const wrong = row('page')
      await wrong.getByText(/Anchor\.epub: .* web page/).waitFor()
      expect(await wrong.getByRole('button', { name: 'Take it anyway' }).count()).toBe(0)
      await wrong.getByRole('button', { name: 'Reject and look for another' }).click()
      const dialog = page.getByRole('dialog')
      await dialog.getByText('this release is never taken again').waitFor()
      expect(await faults(page)).toEqual([])
      await dialog.getByRole('button', { name: 'Reject and look for another' }).click()
      await wrong.getByText('Failed', { exact: true }).waitFor()
      expect(client.asked).toContain('/api/v2/torrents/delete')
      expect(complaints).toEqual([])
    })
  },
)
