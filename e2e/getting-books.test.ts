import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { faults, lookLike, looks } from './support/axe.ts'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { setUp } from './support/journeys.ts'
import { startOpenLibrary } from './support/open-library.ts'

const books = {
  'one.epub': makeEpub({ title: 'Volume One', author: 'Ada', chapters: [{ title: 'One', body: '<p>Text.</p>' }] }),
}
const openLibrary = await startOpenLibrary()

const API_KEY = 'a'.repeat(64)

inBrowser('getting books', { books, env: { ...openLibrary.env, BINDERY_API_KEY: API_KEY } }, (world) => {
  let page: Page

  beforeAll(async () => {
    ;({ page } = await world.visit({ reducedMotion: 'reduce', locale: 'en-GB' }))
    await setUp(page, world.server.books, 'Volume One')
  })
  afterAll(() => openLibrary.stop())

  /** The open page has no fault and cannot be scrolled sideways, in any theme and on any width. */
  const expectNoFaults = async () => {
    for (const look of looks) {
      await lookLike(page, look)
      expect(await faults(page), `${page.url()}, ${look.theme}`).toEqual([])
      const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
      expect(overflow, `${page.url()}, ${look.width} wide`).toBeLessThanOrEqual(0)
    }
    await lookLike(page, { theme: 'light', width: 1440 })
  }

  it('leads from the search to what is outside, last of all and with the keyboard', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('volume')
    await page.getByRole('option', { name: /Volume One/ }).waitFor()
    const options = page.getByRole('listbox', { name: 'Results' }).getByRole('option')
    const outside = (words: string) => page.getByRole('option', { name: `Look for “${words}” outside` })
    await outside('volume').waitFor()
    expect(await options.last().innerText()).toContain('outside')
    expect(await outside('volume').getAttribute('aria-selected')).toBe('false')

    await page.getByRole('combobox').fill('persuasion')
    await page.getByText('Nothing matches “persuasion”').waitFor()
    await outside('persuasion').waitFor()
    expect(await faults(page)).toEqual([])
    await page.keyboard.press('Enter')
    await page.getByRole('list', { name: 'Books found' }).getByText('Persuasion').first().waitFor()

    await page.keyboard.press('Control+k')
    await page.keyboard.type('emma')
    await outside('emma').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByRole('list', { name: 'Books found' }).getByText('Emma').first().waitFor()
    expect(await page.getByRole('searchbox', { name: 'Find books and authors' }).inputValue()).toBe('emma')
    expect(new URL(page.url()).searchParams.get('q')).toBe('emma')
    await page.goto('')
  })

  it('asks for nothing on the first page as long as nothing is wanted', async () => {
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto('')
    await page.getByRole('list', { name: 'Recently added' }).waitFor()
    await page.waitForLoadState('networkidle')
    expect(asked.filter((path) => /\/api\/v1\/|on-their-way/.test(path))).toEqual([])
    expect(await page.getByRole('heading', { name: 'On their way' }).count()).toBe(0)
  })

  it('follows an author who was searched for, and lists the works', async () => {
    await page.getByRole('link', { name: 'Get books' }).first().click()
    await page.getByRole('group', { name: 'What to look for' }).getByText('Authors').click()
    await page.getByRole('searchbox', { name: 'Find books and authors' }).fill('austen')
    await page.getByRole('list', { name: 'Authors found' }).getByText('Jane Austen').waitFor()
    await expectNoFaults()
    await page.getByRole('button', { name: 'Follow Jane Austen' }).click()
    await page.getByLabel('Wanted books').selectOption({ label: 'None: I choose them one by one' })
    await page.getByRole('dialog').getByRole('button', { name: 'Follow', exact: true }).click()

    await page.getByRole('heading', { level: 1, name: 'Jane Austen' }).waitFor()
    await page
      .getByRole('list', { name: /^Not wanted/ })
      .getByRole('link', { name: /^Persuasion/ })
      .waitFor()
    await expectNoFaults()
  })

  it('wants the books of a chosen series alone', async () => {
    const ask = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
      const headers = { 'x-api-key': API_KEY, 'content-type': 'application/json' }
      const init = { method, headers, body: body ? JSON.stringify(body) : null }
      return (await fetch(`${world.server.url}api/v1/${path}`, init)).json() as Promise<Answer>
    }
    const { items } = await ask<{ items: { id: number; title: string }[] }>('GET', 'book?search=emma')
    const series = await ask<{ id: number }>('POST', 'series', { title: 'Village Novels' })
    await ask('POST', `series/${series.id}/books`, { bookId: items[0]?.id, positionInSeries: '1' })

    await page.reload()
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'What is wanted and how' }).click()
    await page.getByLabel('Wanted books', { exact: true }).selectOption({ label: 'Only chosen series' })
    await page.getByRole('checkbox', { name: /^Village Novels/ }).check()
    await expectNoFaults()
    await page.getByRole('checkbox', { name: /^Choose the wanted books anew/ }).check()
    await page.getByRole('button', { name: 'Save' }).click()

    const wanted = page.getByRole('list', { name: /^Wanted/ })
    await wanted.getByRole('link', { name: /^Emma/ }).waitFor()
    expect(await wanted.getByRole('listitem').count()).toBe(1)
    await page.getByRole('button', { name: 'Don’t want it: Emma', exact: true }).click()
    await expect.poll(() => wanted.count()).toBe(0)
  })

  it('wants one of the works, which then stands among what is wanted', async () => {
    await page.getByRole('button', { name: 'Want it: Persuasion', exact: true }).click()
    await page
      .getByRole('list', { name: /^Wanted/ })
      .getByRole('link', { name: /^Persuasion/ })
      .waitFor()

    await page.getByRole('navigation', { name: 'Get books' }).getByRole('link', { name: 'Wanted' }).click()
    await page.getByRole('heading', { level: 1, name: 'Wanted' }).waitFor()
    const wanted = page.getByRole('list', { name: 'Wanted', exact: true })
    await wanted.getByRole('link', { name: 'Persuasion' }).waitFor()
    expect(await wanted.getByRole('listitem').count()).toBe(1)
    await expectNoFaults()
  })

  it('says on the page of the book how far it is, and takes it off the list again', async () => {
    await page.getByRole('link', { name: 'Persuasion' }).click()
    await page.getByRole('heading', { level: 1, name: 'Persuasion' }).waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Wanted' }).first().waitFor()
    await expectNoFaults()
    await page.getByRole('button', { name: 'Don’t want it' }).click()
    await page.getByText('Nobody wants it.').waitFor()

    await page.getByRole('navigation', { name: 'Get books' }).getByRole('link', { name: 'Wanted' }).click()
    await page.getByRole('heading', { name: 'Nothing is wanted' }).waitFor()
  })

  it('wants one book alone, and leads back to it from the search', async () => {
    await page.goto('get/discover?q=emma')
    await page.getByRole('button', { name: 'Want it: Emma', exact: true }).click()
    await page.getByRole('checkbox', { name: /^Look for it now/ }).uncheck()
    await page.getByRole('dialog').getByRole('button', { name: 'Want it' }).click()
    await page.getByRole('list', { name: 'Books found' }).getByText('Wanted', { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Emma', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Emma' }).waitFor()

    await page.goto('')
    const coming = page.getByRole('region', { name: 'On their way' })
    await coming.getByRole('link', { name: /^Emma.*Wanted$/ }).waitFor()
    await expectNoFaults()
    await coming.getByRole('link', { name: 'Wanted', exact: true }).click()
    await page.getByRole('list', { name: 'Wanted', exact: true }).getByRole('link', { name: 'Emma' }).waitFor()
  })

  it('says what a profile makes of better files, and of each book whether one is looked for', async () => {
    await page.goto('admin/profiles')
    const profiles = page.getByRole('list', { name: 'Quality profiles' })
    const of = (name: string) => profiles.getByRole('listitem').filter({ hasText: name })
    await of('Any').getByText('Every format is good enough: no better file is looked for.').waitFor()
    await of('E-Book').getByText('that is switched off under Searching').waitFor()
    await expectNoFaults()

    await page.goto('admin/searching')
    await page.getByRole('checkbox', { name: 'Replace files by better ones by itself' }).check()
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByText('Saved').first().waitFor()
    await page.goto('admin/profiles')
    await of('E-Book').getByText('Better files are looked for until a book has EPUB or better.').waitFor()

    await page.goto('books')
    await page
      .getByRole('link', { name: /Volume One/ })
      .first()
      .click()
    await page.getByText('Get another copy or format').click()
    await page.getByText('somebody has put this one in place, and such files are never replaced').waitFor()
    await expectNoFaults()
  })
})
