import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { openBook, setUp, untilOpen } from './support/journeys.ts'
import { chapterOf, followLink, shownFraction, shownPercent, untilShown } from './support/reader.ts'

const walden = makeEpub({
  title: 'Walden',
  author: 'Henry David Thoreau',
  cover: [40, 90, 60],
  chapters: [
    { title: 'Economy', body: `<p><a href="chapter3.xhtml#pond">To the pond</a></p>${paragraphs(30, 'Economy')}` },
    {
      title: 'Sounds',
      body: `<p>A word to the wise<a epub:type="noteref" href="notes.xhtml#n1">1</a> and a picture.</p>
        <p><img src="drawing.svg" alt="A cabin by the water" width="200" height="120"/></p>${paragraphs(30, 'Sounds')}`,
    },
    {
      title: 'The Ponds',
      body: `${paragraphs(6, 'Shore')}<p id="pond">Here is the pond.</p>${paragraphs(12, 'Depth')}`,
    },
  ],
  files: {
    'notes.xhtml': {
      type: 'application/xhtml+xml',
      text: `<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body><aside id="n1" epub:type="footnote"><p>Which is sufficient, they say. <a epub:type="backlink" href="chapter2.xhtml">back</a></p></aside></body></html>`,
    },
    'drawing.svg': {
      type: 'image/svg+xml',
      text: '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="120"><rect width="200" height="120" fill="teal"/></svg>',
    },
  },
  unlisted: ['notes.xhtml'],
})

const damaged = makeEpub({
  title: 'A Damaged Book',
  author: 'Henry David Thoreau',
  chapters: [
    { title: 'Too Deep', body: `${'<div>'.repeat(5_000)}deep${'</div>'.repeat(5_000)}` },
    { title: 'Whole', body: paragraphs(4, 'Whole') },
  ],
})

inBrowser('the reader', { books: { 'Walden/walden.epub': walden, 'Damaged/damaged.epub': damaged } }, (world) => {
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

  it('turns as many pages as were asked for, however quickly', async () => {
    const pages = () => page.evaluate<number>(`document.querySelector('foliate-view').renderer.page`)
    await page.keyboard.press('Home')
    await page.waitForTimeout(1_000)
    const before = await pages()
    for (let press = 0; press < 4; press++) {
      await page.keyboard.press('ArrowRight')
      await page.waitForTimeout(80)
    }
    await expect.poll(pages).toBe(before + 4)
    await page.waitForTimeout(500)
    expect(await pages()).toBe(before + 4)
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

  it('shows a text in its own way for one book, and all of it in one go where that is wished', async () => {
    await page.keyboard.press('s')
    await page.getByText('This book', { exact: true }).click()
    await page.getByText('Scroll', { exact: true }).click()
    await page.keyboard.press('Escape')
    const before = await shownFraction(page)

    await page.keyboard.press('PageDown')
    await expect.poll(() => shownFraction(page)).toBeGreaterThan(before)

    expect(await page.evaluate<unknown>(`JSON.parse(localStorage.getItem('colophon.reader')).flow`)).toBeUndefined()
    await page.keyboard.press('s')
    await page.getByRole('button', { name: 'Back to the settings of all books' }).click()
    await page.keyboard.press('Escape')
    expect(await page.evaluate(`document.querySelector('foliate-view').renderer.getAttribute('flow')`)).toBe(
      'paginated',
    )
  })

  it('finds words in the whole book, by chapter, and leads from one to the next', async () => {
    await page.keyboard.press('/')
    await page.getByLabel('Words to look for').fill('HERE is the pond')
    await page.getByText('1 passage').waitFor()
    await page.getByLabel('Words to look for').fill('depth 1')
    const chapter = page.getByRole('region', { name: 'The Ponds' })
    await chapter.getByRole('button').first().waitFor()
    expect(await chapter.getByRole('button').count()).toBe(4)

    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await untilShown(page, 'Depth 1.')
    await page.getByRole('button', { name: 'Next passage' }).click()
    await page.getByText('2 of 4').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('2 of 4').waitFor({ state: 'detached' })
  })

  it('shows a footnote over the page, and leads to it for those who wish', async () => {
    await page.keyboard.press('t')
    await page.getByRole('button', { name: 'Sounds' }).click()
    await untilShown(page, 'A word to the wise')

    await followLink(page, '1')
    const note = page.getByRole('dialog', { name: 'Note' })
    await note.frameLocator('iframe').getByText('Which is sufficient, they say.').waitFor()
    expect(await note.frameLocator('iframe').getByText('back').count()).toBe(0)
    expect(await note.locator('iframe').getAttribute('sandbox')).toBe('allow-same-origin')

    await page.keyboard.press('Escape')
    await note.waitFor({ state: 'hidden' })
    await untilShown(page, 'A word to the wise')
  })

  it('enlarges a picture, with the words that describe it', async () => {
    await chapterOf(page)?.getByAltText('A cabin by the water').click()
    const large = page.getByRole('dialog', { name: 'A cabin by the water' })
    await large.waitFor()

    await page.getByRole('button', { name: 'Larger', exact: true }).click()
    expect(await large.getByAltText('A cabin by the water').getAttribute('style')).toContain('scale(1.5)')

    await page.keyboard.press('Escape')
    await page.keyboard.press('i')
    await large.waitFor()
    await page.keyboard.press('Escape')
  })

  it('tells what the keys do', async () => {
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).getByText('Set or remove a bookmark').waitFor()
    await page.keyboard.press('Escape')
  })

  it('shows on the page of the book how far it was read', async () => {
    await page.getByRole('link', { name: 'Back to Walden' }).click()

    await page.getByRole('link', { name: 'Read on' }).waitFor()
    await page.getByRole('progressbar', { name: 'How far you have read' }).waitFor()
  })

  it('says which part of a book is damaged, and goes on behind it', async () => {
    await page.goto('books')
    await openBook(page, 'A Damaged Book')
    await untilShown(page, 'This part of the book is damaged')
    await page.keyboard.press('ArrowRight')
    await untilShown(page, 'Whole 1.')
    await page.keyboard.press('/')
    await page.getByRole('searchbox').fill('Whole 3')
    await page.getByRole('button', { name: /Whole 3/ }).waitFor()
  })
})
