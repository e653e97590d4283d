import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { setUp } from './support/journeys.ts'

const volume = (title: string, position: number) =>
  makeEpub({
    title,
    author: 'Ada',
    series: { name: 'The Row', position },
    cover: [40 + position * 40, 90, 60],
    chapters: [{ title: 'One', body: paragraphs(8, 'Paragraph') }],
  })

const books = { 'one.epub': volume('Volume One', 1), 'two.epub': volume('Volume Two', 2) }

inBrowser('a life with books', { books }, (world) => {
  let page: Page
  const row = (name: string) => page.getByRole('list', { name })

  beforeAll(async () => {
    page = (await world.visit()).page
    await setUp(page, world.server.books, 'Volume One')
  })

  async function report(title: string, body: object) {
    const { items } = await (await page.request.get('api/web/books')).json()
    const { id } = items.find((book: { title: string }) => book.title === title)
    const headers = { origin: new URL(world.server.url).origin }
    const answer = await page.request.put(`api/books/${id}/progress`, { headers, data: { source: 'web', ...body } })
    expect(answer.status()).toBe(200)
    return id as string
  }

  it('begins with what is new, and goes on with one press', async () => {
    await page.goto('')
    await row('Recently added').getByRole('link', { name: 'Volume One' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Continue reading' }).count()).toBe(0)

    await report('Volume One', { fraction: 0.4 })
    await page.reload()

    const region = page.getByRole('region', { name: 'Continue reading' })
    await region.getByRole('heading', { name: 'Volume One' }).waitFor()
    expect(await region.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('40')
    await region.getByRole('link', { name: 'Go on' }).click()
    await page.waitForURL(/\/read\//)
  })

  it('keeps that a book is finished, how it was liked, and proposes the next volume', async () => {
    await page.goto('')
    await page.getByRole('region', { name: 'Continue reading' }).getByRole('link', { name: 'Volume One' }).click()
    const reading = page.getByRole('region', { name: 'Your reading' })
    await reading.getByRole('button', { name: /Reading state: Reading/ }).click()
    await page.getByRole('menuitemradio', { name: 'Finished' }).click()
    await reading.getByText(/Finished \w+/).waitFor()
    await reading.locator('label').filter({ hasText: '4.5 stars' }).click()
    await reading.getByRole('button', { name: 'Remove rating' }).waitFor()

    await page.reload()
    await expect.poll(() => reading.getByRole('radio', { name: '4.5 stars' }).isChecked()).toBe(true)

    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Home' }).click()
    await row('Next in your series').getByRole('link', { name: 'Volume Two' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Continue reading' }).count()).toBe(0)
  })

  it('leads back to the place that another device moved one away from', async () => {
    await report('Volume Two', { fraction: 0.7, locator: 'epubcfi(/6/2)' })
    const id = await report('Volume Two', { fraction: 0.1, source: 'kobo', device: 'Libra' })
    await page.goto(`books/${id}`)
    const reading = page.getByRole('region', { name: 'Your reading' })
    await reading.getByText('Kobo (Libra) has moved you back from 70% to 10%.').waitFor()

    await reading.getByRole('button', { name: 'Where you were' }).click()
    const history = page.getByRole('dialog', { name: 'Where you were' })
    await history.getByText('Jumped back from further on').waitFor()
    await history.getByRole('button', { name: 'Go back to 70%' }).click()

    await history.waitFor({ state: 'hidden' })
    await reading.getByText(/moved you back/).waitFor({ state: 'hidden' })
    const place = await (await page.request.get(`api/books/${id}/progress`)).json()
    expect(place).toMatchObject({ fraction: 0.7, locator: 'epubcfi(/6/2)', source: 'web' })
  })

  it('finds a note again, and takes it out', async () => {
    const id = await report('Volume Two', { fraction: 0.2 })
    const headers = { origin: new URL(world.server.url).origin }
    const add = (data: object) => page.request.post(`api/web/books/${id}/annotations`, { headers, data })
    await add({ kind: 'highlight', quote: 'A golden sentence', color: 'yellow', chapter: 'One', fraction: 0.1 })
    await add({ kind: 'highlight', quote: 'A green one', note: 'Why?', color: 'green', fraction: 0.2 })
    await page.goto('notes')
    const notes = page.getByRole('list', { name: 'Notes' })
    await notes.getByText('A golden sentence').waitFor()

    await page.getByRole('button', { name: 'Green' }).click()
    await notes.getByText('A golden sentence').waitFor({ state: 'hidden' })
    await page.waitForURL(/[?&]color=green/)
    await page.getByRole('button', { name: 'Green' }).click()
    await page.getByLabel('Search notes and passages').fill('gold')
    await notes.getByText('A green one').waitFor({ state: 'hidden' })

    await notes.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()

    await page.getByRole('heading', { name: 'No note matches' }).waitFor()
    await page.getByRole('link', { name: 'Show all notes' }).click()
    await notes.getByText('A green one').waitFor()
    await expect.poll(() => notes.getByRole('listitem').count()).toBe(1)
  })

  it('keeps addresses of the list of books that were kept when it was the start page', async () => {
    await page.goto('?format=cbz')

    await page.waitForURL(/\/books\?format=cbz/)
  })
})
