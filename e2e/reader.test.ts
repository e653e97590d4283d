import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { openBook, setUp, untilOpen } from './support/journeys.ts'
import { followLink, shownPercent, untilShown } from './support/reader.ts'

const walden = makeEpub({
  title: 'Walden',
  author: 'Henry David Thoreau',
  cover: [40, 90, 60],
  chapters: [
    { title: 'Economy', body: `<p><a href="chapter3.xhtml#pond">To the pond</a></p>${paragraphs(30, 'Economy')}` },
    { title: 'Sounds', body: paragraphs(30, 'Sounds') },
    {
      title: 'The Ponds',
      body: `${paragraphs(6, 'Shore')}<p id="pond">Here is the pond.</p>${paragraphs(12, 'Depth')}`,
    },
  ],
})

inBrowser('the reader', { books: { 'Walden/walden.epub': walden } }, (world) => {
  let page: Page
  beforeAll(async () => {
    page = (await world.visit()).page
    await setUp(page, world.server.books, 'Walden')
    await openBook(page, 'Walden')
    await untilShown(page, 'Economy 1.')
  })

  it('turns pages with the keys and keeps its place over a reload', async () => {
    for (let turn = 0; turn < 5; turn++) {
      const before = await page.getByRole('slider').inputValue()
      await page.keyboard.press('ArrowRight')
      await expect.poll(() => page.getByRole('slider').inputValue()).not.toBe(before)
      await page.waitForTimeout(450)
    }
    const place = await shownPercent(page)
    expect(place).toBeGreaterThan(5)

    await page.reload()
    await untilOpen(page)

    await expect.poll(() => shownPercent(page)).toBe(place)
  })

  it('follows a link inside the book and comes back', async () => {
    await page.keyboard.press('Home')
    await untilShown(page, 'To the pond')

    await followLink(page, 'To the pond')
    await untilShown(page, 'Here is the pond.')
    await page.getByRole('button', { name: 'Return' }).click()

    await untilShown(page, 'To the pond')
  })

  it('goes where the contents say', async () => {
    await page.getByRole('button', { name: 'Contents' }).click()
    await page.getByRole('button', { name: 'Sounds' }).click()

    await untilShown(page, 'Sounds 1.')
  })

  it('takes paper and letter size, and remembers them', async () => {
    await page.getByRole('button', { name: 'Paper and letters' }).click()
    await page.getByText('Sepia', { exact: true }).click()
    await page.getByRole('button', { name: 'Larger letters' }).click()
    await page.reload()
    await untilOpen(page)

    expect(await page.locator('html').getAttribute('data-paper')).toBe('sepia')
    await page.getByRole('button', { name: 'Paper and letters' }).click()
    await page.getByText('110 %').waitFor()
    await page.keyboard.press('Escape')
  })

  it('shows on the page of the book how far it was read', async () => {
    await page.getByRole('link', { name: 'Back to Walden' }).click()

    await page.getByRole('link', { name: 'Read on' }).waitFor()
    await page.getByRole('progressbar', { name: 'How far you have read' }).waitFor()
  })
})
