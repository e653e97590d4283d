import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { openBook, setUp, signIn, untilOpen } from './support/journeys.ts'
import { shownFraction, untilShown } from './support/reader.ts'

const book = makeEpub({
  title: 'On the Way',
  author: 'Ada',
  chapters: [
    { title: 'One', body: paragraphs(60, 'First') },
    { title: 'Two', body: paragraphs(60, 'Second') },
  ],
})

/** The words on the page that is open, without blanks. */
const words = (page: Page) =>
  page.evaluate<string>(
    `document.querySelector('foliate-view').lastLocation.range.toString().replace(/\\s+/g, ' ').trim()`,
  )

/** The share that the server knows; 0 before there is any. */
async function known(page: Page): Promise<number> {
  const { items } = await (await page.request.get('api/web/books')).json()
  const { place } = await (await page.request.get(`api/web/books/${items[0].id}`)).json()
  return place?.fraction ?? 0
}

inBrowser('one reader with two devices', { books: { 'way.epub': book } }, (world) => {
  let phone: Page
  let desktop: Page
  beforeAll(async () => {
    phone = (await world.visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })).page
    await setUp(phone, world.server.books, 'On the Way')
    desktop = (await world.visit({ viewport: { width: 1440, height: 900 } })).page
    await signIn(desktop)
  })

  /** Turns a page and waits until another one is there. */
  async function turn(page: Page): Promise<void> {
    const before = await words(page)
    await page.keyboard.press('PageDown')
    await expect.poll(() => words(page)).not.toBe(before)
  }

  it('goes on at the desk where the phone was put aside', async () => {
    await openBook(phone, 'On the Way')
    await untilShown(phone, 'First 1.')
    for (let turns = 0; turns < 5; turns++) await turn(phone)
    const read = await words(phone)
    const place = await shownFraction(phone)
    await expect.poll(() => known(phone)).toBeCloseTo(place, 3)

    await openBook(desktop, 'On the Way')

    // A screen that holds more begins at or before the same words.
    await expect.poll(() => words(desktop)).toContain(read.slice(0, 40))
  })

  it('goes on with the phone where the desk was left, says so, and knows the way back', async () => {
    const left = await shownFraction(phone)
    for (let turns = 0; turns < 3; turns++) await turn(desktop)
    const read = await words(desktop)
    await expect.poll(async () => (await known(desktop)) - left).toBeGreaterThan(0.05)
    await expect.poll(async () => (await known(desktop)) - (await shownFraction(desktop))).toBeCloseTo(0, 3)

    await phone.reload()
    await untilOpen(phone)

    await phone.getByText(/^Continued from/).waitFor()
    const begun = await words(phone)
    // How the lines fall decides which of the two pages begins first; the place itself is on both.
    expect(read.includes(begun.slice(0, 40)) || begun.includes(read.slice(0, 40))).toBe(true)
    await phone.getByRole('button', { name: /^Back to \d/ }).click()
    await expect.poll(() => shownFraction(phone)).toBeCloseTo(left, 2)
  })

  it('says in one tab that another has read on', async () => {
    const tab = await desktop.context().newPage()
    await tab.goto(desktop.url())
    await untilOpen(tab)
    const before = await known(desktop)
    for (let turns = 0; turns < 3; turns++) await turn(tab)
    await expect.poll(async () => (await known(desktop)) - before).toBeGreaterThan(0.02)
    const read = await words(tab)
    await tab.close()

    await desktop.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await desktop.getByText(/^Read further on/).waitFor()
    await desktop.getByRole('button', { name: /^Go to \d/ }).click()

    await expect.poll(() => words(desktop)).toBe(read)
  })
})
