import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { setUp } from './support/journeys.ts'

const book = (title: string, author: string, series?: { name: string; position: number }) =>
  makeEpub({ title, author, chapters: [{ title: 'One', body: '<p>Text.</p>' }], ...(series ? { series } : {}) })

const books = {
  'emma.epub': book('Emma', 'Jane Austen'),
  'persuasion.epub': book('Persuasion', 'Jane Austen'),
  'dune.epub': book('Dune', 'Frank Herbert', { name: 'Dune Chronicles', position: 1 }),
  'messiah.epub': book('Dune Messiah', 'Frank Herbert', { name: 'Dune Chronicles', position: 2 }),
}

inBrowser('finding books', { books }, (world) => {
  let page: Page
  beforeAll(async () => {
    page = (await world.visit()).page
    await setUp(page, world.server.books, 'Emma')
    await page.getByText('4 books').first().waitFor()
  })

  it('answers while one types, and opens what is chosen with the keyboard', async () => {
    await page.goto('books')
    await page.getByRole('list', { name: 'Books' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('dun')

    await page.getByRole('option', { name: /Dune Messiah/ }).waitFor()
    expect(await page.getByRole('group', { name: 'Books' }).getByRole('option').count()).toBe(2)
    expect(await page.getByRole('group', { name: 'Series' }).getByRole('option').count()).toBe(1)
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')

    await page.getByRole('heading', { level: 1, name: /^Dune/ }).waitFor()
  })

  it('shows the books of an author who was found', async () => {
    await page.goto('books')
    await page.getByRole('list', { name: 'Books' }).waitFor()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('austen')
    await page.getByRole('group', { name: 'Authors' }).getByRole('option').first().click()

    await page.getByRole('heading', { level: 1, name: 'Jane Austen' }).waitFor()
    await page.getByText('2 books').first().waitFor()
    expect(new URL(page.url()).searchParams.get('author')).toBeTruthy()
  })

  it('keeps the order in the address, so that it can be shared and comes back', async () => {
    await page.goto('books')
    await page.getByRole('button', { name: /^Sorted by/ }).click()
    await page.getByRole('menuitemradio', { name: 'Z to A' }).click()
    await expect.poll(() => new URL(page.url()).searchParams.get('direction')).toBe('desc')

    await page.reload()

    const first = page.getByRole('list', { name: 'Books' }).getByRole('listitem').first()
    await expect.poll(() => first.innerText()).toContain('Persuasion')
  })

  it('covers the page of a phone, and gives it back with Escape or when the focus goes on', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.goto('books')
    await page.getByRole('list', { name: 'Books' }).waitFor()
    const search = page.getByRole('dialog', { name: 'Search' })
    const opener = page
      .getByRole('button', { name: /^Search/ })
      .filter({ visible: true })
      .first()
    await opener.focus()
    await page.keyboard.press('/')
    await expect.poll(() => search.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 })
    expect(await search.getAttribute('aria-modal')).toBe('true')
    await page.keyboard.type('emma')
    await search.getByRole('option', { name: /Emma/ }).waitFor()
    await page.keyboard.press('Escape')
    await search.waitFor({ state: 'hidden' })
    expect(await opener.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)

    await page.keyboard.press('/')
    await search.waitFor()
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    await search.waitFor({ state: 'hidden' })

    await opener.focus()
    await page.keyboard.press('/')
    await page.keyboard.type('dun')
    await search.getByRole('option', { name: /Dune Messiah/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Dune Messiah' }).waitFor()
    await page.setViewportSize({ width: 1280, height: 800 })
  })

  it('says what to do where nothing matches', async () => {
    await page.goto('books?format=cbz')

    await page.getByRole('heading', { name: 'No book matches' }).waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Show all books' }).click()
    await page.getByText('4 books').first().waitFor()
  })
})
