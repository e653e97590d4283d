import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { setUp, signIn } from './support/journeys.ts'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const titles = Array.from({ length: 78 }, (_, n) => `${letters[n % 26]}tale ${String(n).padStart(2, '0')}`)
const books = Object.fromEntries(
  titles.map((title, n) => [
    `${n}.epub`,
    makeEpub({ title, author: n % 2 ? 'Ada Even' : 'Otto Odd', chapters: [{ title: 'One', body: '<p>Text.</p>' }] }),
  ]),
)

inBrowser('the library', { books }, (world) => {
  let page: Page
  beforeAll(async () => {
    page = (await world.visit()).page
    await setUp(page, world.server.books, 'tale')
    await page.getByText('78 books').first().waitFor()
  })

  const open = async (address = 'books') => {
    await page.goto(address)
    await page.getByRole('link', { name: /tale/ }).first().waitFor()
  }
  const query = (name: string) => new URL(page.url()).searchParams.get(name)
  const bar = () => page.getByRole('region', { name: 'Marked books' })

  describe('narrowed by filters', () => {
    it('looks an author up, keeps the choice over a reload and goes back from it', async () => {
      await open()
      await page.getByRole('button', { name: 'Filter', exact: true }).click()
      await page.getByRole('menuitem', { name: 'Author' }).click()
      await page.getByRole('combobox', { name: 'Filter: Author' }).fill('odd')
      await page.getByRole('option', { name: /Otto Odd/ }).click()
      await page.getByText('39 books').first().waitFor()
      expect(query('author')).toBeTruthy()

      await page.reload()
      await page.getByText('39 books').first().waitFor()
      await page.getByRole('button', { name: 'Remove filter: Otto Odd' }).waitFor()

      await page.goBack()
      await page.getByText('78 books').first().waitFor()
      await page.goForward()
      await page.getByRole('button', { name: 'Clear all' }).click()
      await page.getByText('78 books').first().waitFor()
      expect(query('author')).toBeNull()
    })

    it('is narrowed with the keyboard alone, and the focus comes back', async () => {
      const focused = () => page.evaluate<string>('document.activeElement.textContent || document.activeElement.role')
      await open()
      await page.getByRole('button', { name: 'Filter', exact: true }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Author' }).focus()
      await page.keyboard.press('Enter')
      await expect.poll(focused).toBe('combobox')
      await page.keyboard.press('Escape')
      await expect.poll(focused).toBe('Filter')
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Author' }).focus()
      await page.keyboard.press('Enter')
      await expect.poll(focused).toBe('combobox')
      await page.keyboard.type('odd')
      await expect.poll(() => page.getByRole('option').allInnerTexts()).toEqual([expect.stringContaining('Otto Odd')])
      await page.keyboard.press('Enter')
      await page.getByText('39 books').first().waitFor()
    })

    it('is kept under a name and comes back from the sidebar', async () => {
      await open('books?added=7d&view=list')
      await page.getByRole('button', { name: 'Save view' }).click()
      await page.getByLabel('Name').fill('New ones')
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await open()

      await page.getByRole('link', { name: 'New ones' }).click()

      await page.getByRole('button', { name: 'Remove filter: last 7 days' }).waitFor()
      expect(query('view')).toBe('list')
    })
  })

  describe('in its forms', () => {
    it('is a table whose headings put it in order and whose columns are chosen', async () => {
      await open()
      await page.getByRole('radio', { name: 'Table' }).check({ force: true })
      const table = page.getByRole('table', { name: 'Books' })
      await table.getByRole('button', { name: 'Title' }).click()
      await expect.poll(() => query('direction')).toBe('desc')
      await expect.poll(() => table.getByRole('row').nth(1).innerText()).toContain('Ztale')
      expect(await table.getByRole('columnheader', { name: 'Title' }).getAttribute('aria-sort')).toBe('descending')

      await page.getByRole('button', { name: 'Columns' }).click()
      await page.getByRole('menuitemcheckbox', { name: 'Language' }).click()
      await page.keyboard.press('Escape')
      await page.reload()

      await table.getByRole('columnheader', { name: 'Language' }).waitFor()
      await page.getByRole('radio', { name: 'Grid' }).check({ force: true })
    })

    it('goes to a letter by its rail, with the keyboard too', async () => {
      await open()
      const rail = page.getByRole('slider', { name: 'Go to a letter' })
      await rail.focus()
      await page.keyboard.press('t')

      await page
        .getByRole('link', { name: /^Ttale/ })
        .first()
        .waitFor()
      expect(await rail.getAttribute('aria-valuetext')).toBe('T, 3 books')
      await expect.poll(() => page.evaluate('scrollY > 0')).toBe(true)
    })
  })

  describe('changed in bulk', () => {
    it('finds books, marks all that match, gives them a subject, and takes it back', async () => {
      await open('books?sort=author')
      await page.keyboard.press('Control+a')
      await bar()
        .getByText(/marked/)
        .waitFor()
      await bar().getByRole('button', { name: 'Mark all 78 that match' }).click()
      await bar().getByText('78 marked').waitFor()

      await bar().getByRole('button', { name: 'Subjects' }).click()
      await page.getByLabel('Add subjects').fill('Seafaring')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Change', exact: true }).click()
      await page.getByText('The subjects of 78 books were changed.').waitFor()
      const undo = page.getByRole('button', { name: 'Undo' })
      await undo.waitFor()

      const tagged = async () => {
        const answer = await page.request.get('api/web/filter-values?kind=tag&q=seaf')
        return ((await answer.json()) as { bookCount: number }[])[0]?.bookCount ?? 0
      }
      expect(await tagged()).toBe(78)
      await undo.click()
      await page.getByText('Everything is as it was before.').waitFor()
      expect(await tagged()).toBe(0)
    })

    it('deletes a subject from its books, and takes it back', async () => {
      await open()
      await page.getByRole('checkbox', { name: 'Mark Atale 00' }).check({ force: true })
      await bar().getByRole('button', { name: 'Subjects' }).click()
      await page.getByLabel('Add subjects').fill('Whaling')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Change', exact: true }).click()
      await page.getByText('The subjects of 1 book were changed.').waitFor()
      const answer = await page.request.get('api/web/filter-values?kind=tag&q=whal')
      const [tag] = (await answer.json()) as { id: string }[]
      if (!tag) return expect.unreachable('the subject is not there')
      await open(`books?tag=${tag.id}`)
      await page.locator('main').getByRole('button', { name: 'More actions' }).click()
      await page.getByRole('menuitem', { name: 'Delete the subject' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Delete the subject' }).click()
      await page.getByText('78 books').first().waitFor()
      await page.getByText('The subject “Whaling” was deleted.').waitFor()
      await page.getByRole('button', { name: 'Undo' }).last().click()
      await expect.poll(async () => (await page.request.get(`api/tags/${tag.id}`)).status()).toBe(200)
    })

    it('is loaded as one file', async () => {
      await open()
      for (const title of ['Atale 00', 'Atale 26']) {
        await page.getByRole('checkbox', { name: `Mark ${title}` }).check({ force: true })
      }
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        bar().getByRole('button', { name: 'Download' }).click(),
      ])
      expect(download.suggestedFilename()).toBe('books.zip')
      expect(await download.failure()).toBeNull()
      await page.keyboard.press('Escape')
    })

    it('marks a stretch with Shift, deletes it, says what happens to files, and brings it back', async () => {
      await open()
      await page.getByRole('checkbox', { name: 'Mark Atale 00' }).check({ force: true })
      await page.getByRole('checkbox', { name: 'Mark Atale 52' }).click({ force: true, modifiers: ['Shift'] })
      await bar().getByText('3 marked').waitFor()

      await bar().getByRole('button', { name: 'Delete' }).click()
      const dialog = page.getByRole('dialog', { name: 'Delete 3 books?' })
      await dialog.getByText(/files stay on disk/).waitFor()
      await dialog.getByRole('button', { name: 'Delete' }).click()
      await page.getByText('75 books').first().waitFor()

      await page.getByRole('button', { name: 'Undo' }).first().click()
      await page.getByText('78 books').first().waitFor()
    })

    it('goes through the grid with the arrow keys', async () => {
      await open()
      const focused = () => page.evaluate('document.activeElement.closest("[data-place]")?.dataset.place')
      const columns = await page.evaluate(
        `[...document.querySelectorAll('[data-place]')].map((place) => place.getBoundingClientRect().top)
          .filter((top, _, all) => top === all[0]).length`,
      )
      await page.getByRole('link', { name: /Atale 00/ }).focus()
      for (const key of ['ArrowRight', 'ArrowDown', 'ArrowLeft']) await page.keyboard.press(key)
      expect(await focused()).toBe(String(columns))
    })

    it('works with the keyboard alone', async () => {
      await open()
      await page.getByRole('link', { name: /Atale 00/ }).focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      await bar().getByText('2 marked').waitFor()

      await bar().getByRole('button', { name: 'Mark as' }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('menuitem', { name: 'Read', exact: true }).and(page.locator(':focus')).waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('2 books were marked.').waitFor()

      await open('books?state=finished')
      await page.getByText('2 books').first().waitFor()
      await page.getByRole('link', { name: /tale/ }).first().focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('Escape')
      await bar().waitFor({ state: 'detached' })
    })
  })

  it('stays open where a page cannot be fetched without a network, and goes on with it', async () => {
    await open()
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Series', exact: true }).first().click()
    await page.getByText('The server cannot be reached.').waitFor()
    expect(await page.getByRole('link', { name: 'Series', exact: true }).first().isVisible()).toBe(true)
    await page.context().setOffline(false)
    await page.getByRole('heading', { level: 1, name: 'Series' }).waitFor()
    expect(await page.getByText('The server cannot be reached.').isVisible()).toBe(false)
  })

  it('says on the cover what is begun and what was abandoned', async () => {
    await open()
    const begun = page.getByRole('link', { name: /Btale 01/ })
    const abandoned = page.getByRole('link', { name: /Ctale 02/ })
    for (const [book, state] of [
      [begun, 'reading'],
      [abandoned, 'abandoned'],
    ] as const) {
      const { pathname, origin } = new URL((await book.getAttribute('href')) ?? '', page.url())
      const answer = await page.request.put(`api/web${pathname.slice(pathname.indexOf('/books/'))}/state`, {
        data: { state },
        headers: { origin },
      })
      expect(answer.status()).toBe(200)
    }
    await page.reload()
    await begun.getByText('Reading', { exact: true }).waitFor({ state: 'attached' })
    await abandoned.getByText('Abandoned', { exact: true }).waitFor({ state: 'attached' })
  })

  it('does by name what can be done, in the same dialogue as the search', async () => {
    await open()
    await page.keyboard.press('Control+k')
    await page.keyboard.type('> theme dark')
    await page.getByRole('option', { name: 'Theme: Dark', selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => page.evaluate('document.documentElement.dataset.theme')).toBe('dark')

    await page.keyboard.press('Control+k')
    await page.keyboard.type('notes')
    await page.getByRole('group', { name: 'Actions' }).getByRole('option', { name: 'Go to: Notes' }).click()
    await page.getByRole('heading', { level: 1, name: 'Notes' }).waitFor()
  })
})

inBrowser('the library on a phone', { books }, (world) => {
  it('lists the views that have a name, on a tablet too', async () => {
    const { page } = await world.visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await setUp(page, world.server.books, 'tale')
    await page.goto('books?added=7d&view=list')
    await page.getByRole('button', { name: 'Save view' }).tap()
    await page.getByLabel('Name').fill('New ones')
    await page.getByRole('button', { name: 'Save', exact: true }).tap()
    const views = page.getByRole('button', { name: 'Saved views' })
    await views.waitFor()

    for (const width of [390, 820]) {
      await page.setViewportSize({ width, height: 844 })
      await page.goto('books')
      await views.tap()
      await page.getByRole('menuitem', { name: 'New ones' }).tap()
      await page.getByRole('button', { name: 'Remove filter: last 7 days' }).waitFor()
      expect(new URL(page.url()).searchParams.get('view')).toBe('list')
    }

    await views.tap()
    await page.getByRole('menuitem', { name: 'Delete view' }).tap()
    await views.waitFor({ state: 'hidden' })
    await page.context().close()
  })

  it('marks books with a long press, and more with a tap', async () => {
    const { page } = await world.visit({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
    await signIn(page)
    await page.goto('books')
    await page.getByText('78 books').first().waitFor()
    const book = page.getByRole('link', { name: /Atale 26/ })
    await book.dispatchEvent('pointerdown', { pointerType: 'touch', bubbles: true })
    await page.getByText('1 marked').waitFor()
    await book.dispatchEvent('pointerup', { pointerType: 'touch', bubbles: true })

    await page.getByRole('link', { name: /Atale 52/ }).tap()

    await page.getByText('2 marked').waitFor()
    expect(new URL(page.url()).pathname).toBe('/books')
  })
})
