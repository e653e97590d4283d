import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { type FakeService, fakeIndexer, fakeQbittorrent } from './support/fake-services.ts'
import { setUp } from './support/journeys.ts'

const chapters = [{ title: 'One', body: '<p>Text.</p>' }]
const books = { 'Anchor.epub': makeEpub({ title: 'Anchor', author: 'Ada Even', chapters }) }

inBrowser('setting up downloads', { books }, (world) => {
  let page: Page
  let complaints: string[]
  let client: FakeService
  let indexer: FakeService
  beforeAll(async () => {
    client = await fakeQbittorrent({ password: 'open sesame', folder: world.server.books })
    indexer = await fakeIndexer({ apiKey: 'right-key' })
    ;({ page, complaints } = await world.visit())
    await setUp(page, world.server.books, 'Anchor')
  })
  afterAll(async () => {
    await client?.stop()
    await indexer?.stop()
  })

  const step = (name: string) => page.getByRole('listitem', { name, exact: false }).first()

  it('is led step by step from nothing to an indexer that answers, each part tested before it is kept', async () => {
    await page.goto('admin/first-steps')
    await page.getByRole('button', { name: 'Put books here' }).click()

    await page.getByLabel('Host').fill('127.0.0.1')
    await page.getByLabel('Port', { exact: true }).fill(String(client.port))
    await page.getByLabel('User name').fill('admin')
    await page.getByLabel('Password', { exact: true }).fill('open sesame')
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByText('Answers, and lets Colophon in').waitFor()
    await page.getByText(`What it finishes can be seen here, in ${world.server.books}`).waitFor()
    await page.getByRole('button', { name: 'Add a download client' }).click()

    await page.getByText('Torznab', { exact: true }).click()
    await page.getByLabel('Name', { exact: true }).fill('Harbour')
    await page.getByLabel('Address', { exact: true }).fill(indexer.url)
    await page.getByLabel('API key', { exact: true }).fill('right-key')
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await page.getByText('A trial search found 1 entry').waitFor()
    await page.getByRole('button', { name: 'Add an indexer' }).click()

    await expect.poll(() => step('The first author').getAttribute('aria-current')).toBe('step')
    expect(await page.getByText('(done)').count()).toBe(3)
    expect(complaints).toEqual([])
  })

  it('is found again on the pages of the administration, with how each part fares', async () => {
    await page.goto('admin/folders')
    const roots = page.getByRole('list', { name: 'Root folders' })
    await roots.getByText(world.server.books, { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Download clients' }).click()
    const clients = page.getByRole('list', { name: 'Download clients' })
    await clients.getByText(`127.0.0.1:${client.port} · books`).waitFor()

    await page.getByRole('link', { name: 'Indexers' }).click()
    await page.getByRole('button', { name: 'What to do with Harbour' }).click()
    await page.getByRole('menuitem', { name: 'Edit …' }).click()
    await page.getByLabel('API key', { exact: true }).fill('wrong-key')
    await page.getByRole('button', { name: 'Test', exact: true }).click()
    await page
      .getByRole('dialog')
      .getByText(/credentials/i)
      .waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('button', { name: 'What to do with Harbour' }).click()
    await page.getByRole('menuitem', { name: 'Switch off' }).click()
    await page.getByText('Switched off').waitFor()
  })

  it('puts formats in order with the keys, and keeps the order', async () => {
    await page.goto('admin/profiles')
    await page.getByRole('button', { name: 'Edit E-Book' }).click()
    await page.getByRole('button', { name: 'Move EPUB' }).press('ArrowDown')
    await page.getByRole('checkbox', { name: 'Take TXT' }).uncheck()
    await page.getByRole('button', { name: 'Save', exact: true }).and(page.locator('dialog *')).click()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })

    await page.getByRole('button', { name: 'Edit E-Book' }).click()
    const moves = page.getByRole('dialog').getByRole('button', { name: /^Move / })
    expect(await moves.first().getAttribute('aria-label')).toBe('Move AZW3')
    expect(await page.getByRole('checkbox', { name: 'Take TXT' }).isChecked()).toBe(false)
  })
})
