import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { setUp } from './support/journeys.ts'

const chapters = [{ title: 'One', body: '<p>Text.</p>' }]
const books = { 'Anchor.epub': makeEpub({ title: 'Anchor', author: 'Ada Even', chapters }) }

inBrowser('devices', { books }, (world) => {
  let page: Page
  beforeAll(async () => {
    page = (await world.visit()).page
    await setUp(page, world.server.books, 'Anchor')
  })

  it('are given a sign-in, an address and a picture of it, and the address is tested', async () => {
    await page.getByRole('link', { name: 'Devices' }).click()
    const koreader = page.getByRole('region', { name: 'KOReader' })
    await koreader.getByText(world.server.url.replace(/\/$/, ''), { exact: true }).waitFor()
    await koreader.getByRole('img', { name: /^QR code of http/ }).waitFor()
    await koreader.getByRole('button', { name: 'Set user name and password' }).click()
    await page.getByLabel('User name for devices').fill('ada-reader')
    await page.getByLabel('Password for devices').fill('correct horse')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await koreader.getByText('ada-reader').waitFor()

    await page.getByRole('button', { name: 'Test now' }).click()
    await page.getByText(/everything arrives as it should/).waitFor()
  })

  it('are added as a Kobo, whose lines are shown once, receive what is chosen, and are revoked', async () => {
    const kobo = page.getByRole('region', { name: 'Kobo' })
    await kobo.getByLabel('Name of the reader').fill('Clara')
    await kobo.getByRole('button', { name: 'Add', exact: true }).click()
    await kobo.getByText(/api_endpoint=http.*\/kobo\//).waitFor()
    const reader = kobo.getByRole('list', { name: 'Kobo' }).getByRole('listitem')
    await reader.getByText('All books · 1 book belongs on it').waitFor()

    await reader.getByRole('button', { name: 'What it receives' }).click()
    await page.getByRole('dialog').getByLabel('What it receives').selectOption({ label: 'Books of reading lists' })
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await reader.getByText('Books of reading lists · 0 books belong on it').waitFor()
    await reader.getByRole('button', { name: 'Why a book is missing' }).click()
    await page.getByText('It is on none of the chosen lists.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click()

    await reader.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await reader.waitFor({ state: 'detached' })
  })

  it('tell of documents that nobody knows, and a person says once which book it is', async () => {
    const key = createHash('md5').update('correct horse').digest('hex')
    await fetch(`${world.server.url}syncs/progress`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', 'x-auth-user': 'ada-reader', 'x-auth-key': key },
      body: JSON.stringify({
        document: 'f'.repeat(32),
        progress: '/body/p[1]',
        percentage: 0.63,
        device: 'Clara',
        device_id: 'c1',
        metadata: { title: 'Anchr', authors: 'Nobody', filename: 'anchr.epub' },
      }),
    })
    await page.reload()
    await page.getByText('1 document matches no book.').waitFor()
    await page.getByRole('link', { name: 'Have a look' }).click()
    await page.getByText('Clara · 63% read').waitFor()

    await page.getByRole('button', { name: 'Choose the book' }).click()
    await page.getByRole('dialog').getByRole('searchbox').fill('anch')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Anchor/ })
      .click()
    await page.getByRole('heading', { name: 'Every document has its book' }).waitFor()

    await page.goto('books')
    await page.getByRole('link', { name: /Anchor/ }).click()
    await expect.poll(() => page.getByRole('link', { name: /63/ }).count()).toBeGreaterThan(0)
  })
})
