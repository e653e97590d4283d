import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { setUp } from './support/journeys.ts'
import { plainPicture } from './support/picture.ts'

const epub = (title: string, more: object = {}) =>
  makeEpub({ title, author: 'Ada Lane', chapters: [{ title: 'One', body: '<p>Text.</p>' }], ...more })

const books = {
  'one.epub': epub('Volume One', { series: { name: 'The Row', position: 1 }, cover: [90, 40, 60] }),
  'four.epub': epub('Volume Four', { series: { name: 'The Row', position: 4 } }),
  'alone.epub': epub('Standing Alone', { author: 'Bo Reed' }),
}

async function faults(page: Page): Promise<string[]> {
  await page.waitForTimeout(600)
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

inBrowser('a book in the hands of its owner', { books }, (world) => {
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    const visit = await world.visit()
    page = visit.page
    complaints = visit.complaints
    await setUp(page, world.server.books, 'Volume One')
  })

  const open = async (title: string) => {
    await page.goto('books')
    await page.getByRole('link', { name: title }).first().click()
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
  }
  const undoFirst = (name: string) =>
    page
      .getByRole('region', { name: 'History' })
      .getByRole('listitem')
      .filter({ hasText: name })
      .first()
      .getByRole('button', { name: 'Undo' })
      .click()

  it('is edited: the form says beside the field what is wrong, then saves, and the change is undone', async () => {
    await open('Standing Alone')
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Title', { exact: true }).fill('Standing Together')
    await page.getByLabel('Published').fill('some day')
    await page.getByRole('button', { name: 'Add an identifier' }).click()
    await page.getByLabel('Identifier', { exact: true }).last().fill('978-0-441-01359-4')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Write it as 1813, 1813-01 or 1813-01-28.').waitFor()
    await page.getByText('The last digit does not fit the others').waitFor()

    await page.getByLabel('Published').fill('1999-05')
    await page.getByLabel('Identifier', { exact: true }).last().fill('978-0-441-01359-3')
    await page.getByRole('button', { name: 'Add a person' }).click()
    await page.getByRole('combobox', { name: 'Name' }).last().fill('Ada')
    await page.getByRole('option', { name: 'Ada Lane' }).click()
    await page.getByRole('combobox', { name: 'Role' }).last().selectOption('translator')
    await page.getByRole('button', { name: 'Save' }).click()

    await page.getByRole('heading', { level: 1, name: 'Standing Together' }).waitFor()
    await page.getByText('Translated by').waitFor()
    await page.getByText('Edited by hand').waitFor()
    await undoFirst('Title')
    await page.getByRole('heading', { level: 1, name: 'Standing Alone' }).waitFor()
  })

  it('does not lose what was typed by a step aside', async () => {
    await open('Standing Alone')
    await page.getByRole('link', { name: 'Edit' }).click()
    await page.getByLabel('Title', { exact: true }).fill('Half a thought')
    await page
      .getByRole('link', { name: /^Books/ })
      .first()
      .click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).getByRole('button', { name: 'Cancel' }).click()
    expect(await page.getByLabel('Title', { exact: true }).inputValue()).toBe('Half a thought')
    await page
      .getByRole('link', { name: /^Books/ })
      .first()
      .click()
    await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click()
    await page.getByRole('list', { name: 'Books' }).waitFor()
  })

  it('gets another cover and its old one back', async () => {
    await open('Volume One')
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Change the cover' }).click()
    await page
      .getByRole('dialog')
      .getByLabel('Choose a picture')
      .last()
      .setInputFiles({
        name: 'cover.png',
        mimeType: 'image/png',
        buffer: Buffer.from(plainPicture(300, 450, [20, 90, 140])),
      })
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0)
    await undoFirst('Cover')
    await page
      .getByText(/^Undone/)
      .first()
      .waitFor()
  })

  it('is deleted and brought back', async () => {
    await open('Volume Four')
    await page.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Delete book' }).click()
    await page.getByRole('dialog').getByText('stays on disk').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete book' }).click()
    const deleted = page
      .getByRole('region', { name: 'Recently deleted' })
      .getByRole('listitem')
      .filter({ hasText: 'Volume Four' })
    await deleted.getByRole('button', { name: 'Bring back' }).click()
    await expect.poll(() => deleted.count()).toBe(0)
    await open('Volume Four')
  })

  it('leads to its author and its series, where missing numbers show', async () => {
    await open('Volume One')
    await page.getByRole('link', { name: 'Ada Lane' }).first().click()
    await page.getByRole('heading', { level: 1, name: 'Ada Lane' }).waitFor()
    await page.getByRole('region', { name: 'The Row' }).getByRole('link', { name: 'Volume Four' }).waitFor()
    await page.goto('series')
    await page.getByRole('link', { name: 'The Row' }).click()
    await page.getByText('Numbers 2 and 3 are not in the library').waitFor()
    await page.getByText('Next to read').waitFor()
  })

  it('finds people by the beginning of a name', async () => {
    await page.goto('authors')
    await page.getByRole('link', { name: 'Ada Lane' }).waitFor()
    await page.getByLabel('Find by name').fill('reed')
    await page.getByRole('link', { name: 'Bo Reed' }).waitFor()
    await expect.poll(() => page.getByRole('link', { name: 'Ada Lane' }).count()).toBe(0)
  })

  describe('for everybody', () => {
    it.each(['authors', 'series', 'history'])('has no fault on /%s', async (path) => {
      await page.goto(path)
      await page.getByRole('heading', { level: 1 }).waitFor()
      expect(await faults(page)).toEqual([])
    })

    it('has no fault on the pages of a book, its form, an author and a series', async () => {
      await open('Volume One')
      expect(await faults(page)).toEqual([])
      await page.getByRole('link', { name: 'Edit' }).click()
      await page.getByRole('button', { name: 'Save' }).waitFor()
      expect(await faults(page)).toEqual([])
      await open('Volume One')
      await page.getByRole('link', { name: 'Ada Lane' }).first().click()
      await page.getByRole('heading', { level: 1, name: 'Ada Lane' }).waitFor()
      expect(await faults(page)).toEqual([])
      await page.goto('series')
      await page.getByRole('link', { name: 'The Row' }).click()
      await page.getByRole('heading', { level: 1, name: 'The Row' }).waitFor()
      expect(await faults(page)).toEqual([])
    })
  })

  it('makes the browser complain of nothing', () => {
    expect(complaints).toEqual([])
  })
})
