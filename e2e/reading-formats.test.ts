import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { setUp, untilOpen } from './support/journeys.ts'
import { chapterOf, fileIdOf, shownFraction, untilShown } from './support/reader.ts'

const sample = (name: string) => readFileSync(fileURLToPath(new URL(`../samples/${name}`, import.meta.url)))

const books = {
  'Tolstyy.mobi': sample('Антон Чехов/Толстый и тонкий/Толстый и тонкий.mobi'),
  'Jekyll.azw3': sample('Robert Louis Stevenson/The Strange Case of Dr. Jekyll and Mr. Hyde/Jekyll and Hyde.azw3'),
  'Ruslan.fb2': sample('Александр Пушкин/Руслан и Людмила.fb2'),
  'Alice.txt': sample("Lewis Carroll/Lewis Carroll - Alice's Adventures in Wonderland.txt"),
  'right.epub': makeEpub({
    title: 'From the Right',
    author: 'Ada',
    language: 'ar',
    chapters: [
      { title: 'الأول', head: '<style>html { direction: rtl }</style>', body: paragraphs(20, 'السطر') },
      { title: 'الثاني', head: '<style>html { direction: rtl }</style>', body: paragraphs(20, 'صف') },
    ],
  }),
  'large.epub': makeEpub({
    title: 'A Large One',
    author: 'Ada',
    chapters: [{ title: 'One', body: paragraphs(20, 'Line') }],
    files: { 'filling.txt': { type: 'text/plain', text: noise(6 << 20) } },
  }),
}

/** Letters that do not pack well. */
function noise(length: number): string {
  let state = 7
  return Array.from({ length }, () => {
    // `imul`: a product of plain numbers would be rounded, and its row soon repeat itself, which packs very well.
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return String.fromCharCode(33 + ((state >>> 16) % 90))
  }).join('')
}

inBrowser('books of every kind', { books }, (world) => {
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    ;({ page, complaints } = await world.visit())
    await setUp(page, world.server.books, 'From the Right')
    await page.getByRole('link', { name: 'A Large One' }).first().waitFor()
  })

  const openFormat = async (format: string, title = '') => {
    await page.goto(`read/${await fileIdOf(page.request, format, title)}`)
    await untilOpen(page)
  }
  const turn = async (key: string) => {
    const before = await shownFraction(page)
    await page.waitForTimeout(450)
    await page.keyboard.press(key)
    await expect.poll(() => shownFraction(page)).not.toBe(before)
    return (await shownFraction(page)) - before
  }

  it.each([
    ['further than its text goes', 'epubcfi(/6/2!/4/2/1:9999)'],
    ['in a part that it does not have', 'epubcfi(/6/2!/4/400/1:3,/2/1:1,/4/1:9)'],
    ['in a chapter that it does not have', 'epubcfi(/6/90!/4/2/1:0)'],
  ])('opens a book at its share where the place is %s', async (_, locator) => {
    const fileId = await fileIdOf(page.request, 'azw3')
    const { origin } = new URL(page.url())
    const { books } = await (await page.request.get('api/web/search?q=Jekyll')).json()
    const at = new Date().toISOString()
    const told = await page.request.put(`api/books/${books[0].id}/progress`, {
      data: { fraction: 0.5, locator, source: 'web', at },
      headers: { origin },
    })
    expect(told.status()).toBe(200)
    // A device remembers where it was itself.
    await page.evaluate('localStorage.clear()')
    await page.goto(`read/${fileId}`)
    await untilOpen(page)
    expect(await shownFraction(page)).toBeCloseTo(0.5, 1)
    expect(await turn('ArrowRight')).toBeGreaterThan(0)
  })

  it.each([
    ['mobi', 'Толстый'],
    ['azw3', 'Jekyll'],
    ['fb2', 'лукоморья'],
    ['txt', 'Alice'],
  ])('opens and turns the pages of %s', async (format, words) => {
    await openFormat(format)

    expect(await turn('ArrowRight')).toBeGreaterThan(0)
    await page.keyboard.press('/')
    await page.getByLabel('Words to look for').fill(words)
    await page.getByText(/^\d+ passages?$/).waitFor()
    await page.keyboard.press('Enter')
    await untilShown(page, words)
    expect(await chapterOf(page)?.locator('script, [onclick], [onload]').count()).toBe(0)
  })

  it('keeps a place in a Kindle book over a reload', async () => {
    await openFormat('azw3')
    await page.keyboard.press('Home')
    await expect.poll(() => shownFraction(page)).toBeLessThan(0.01)
    // Over the ends of two chapters, where a page without a place lies in between.
    for (let turns = 0; turns < 6; turns++) await turn('PageDown')
    const place = await shownFraction(page)
    await page.waitForTimeout(1_200)

    await page.reload()
    await untilOpen(page)

    await expect.poll(() => shownFraction(page)).toBeCloseTo(place, 2)
  })

  it('fetches of a large book what is read of it, and a small one in one go', async () => {
    const fetched: { status: number; length: number }[] = []
    page.on('response', (response) => {
      if (!/\/book-files\/[^/]+\/content/.test(response.url())) return
      fetched.push({ status: response.status(), length: Number(response.headers()['content-length']) })
    })
    await openFormat('epub', 'A Large One')
    await untilShown(page, 'Line 1.')
    const large = fetched.splice(0)
    await openFormat('epub', 'From the Right')

    expect(large.map(({ status }) => status)).not.toContain(200)
    expect(large.reduce((sum, { length }) => sum + length, 0)).toBeLessThan(1 << 20)
    expect(fetched.map(({ status }) => status)).toEqual([200])
  })

  it('lays out no chapter that is still on its way', async () => {
    await openFormat('azw3')
    complaints.length = 0
    await page.evaluate(`(() => {
      const { renderer } = document.querySelector('foliate-view')
      const timer = setInterval(() => renderer.render(), 0)
      setTimeout(() => clearInterval(timer), 3_000)
    })()`)
    for (const key of ['End', 'Home', 'End', 'Home']) {
      await page.keyboard.press(key)
      await page.waitForTimeout(700)
    }

    expect(complaints).toEqual([])
  })

  it('turns the pages of a book that runs from right to left the right way round, though only its pages say so', async () => {
    await openFormat('epub', 'From the Right')
    await untilShown(page, 'السطر 1.')

    expect(await turn('ArrowLeft')).toBeGreaterThan(0)
    expect(await turn('ArrowRight')).toBeLessThan(0)
  })
})
