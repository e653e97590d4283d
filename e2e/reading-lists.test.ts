import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { setUp } from './support/journeys.ts'

const titles = ['Anchor', 'Beacon', 'Compass', 'Dinghy']
const books = Object.fromEntries(
  titles.map((title) => [
    `${title}.epub`,
    makeEpub({ title, author: 'Ada Even', chapters: [{ title: 'One', body: '<p>Text.</p>' }] }),
  ]),
)

inBrowser('reading lists', { books }, (world) => {
  let page: Page
  beforeAll(async () => {
    page = (await world.visit()).page
    await setUp(page, world.server.books, 'Anchor')
    await page.getByText('4 books').first().waitFor()
  })

  const order = () =>
    page.getByRole('list', { name: 'Summer' }).getByRole('link').locator('.line-clamp-1.font-serif').allInnerTexts()

  it('begin with marked books, and take further ones from the menu of a card', async () => {
    for (const title of ['Anchor', 'Beacon', 'Compass']) {
      await page.getByRole('checkbox', { name: `Mark ${title}` }).check({ force: true })
    }
    await page.getByRole('region', { name: 'Marked books' }).getByRole('button', { name: 'List', exact: true }).click()
    await page.getByRole('dialog').getByLabel('New list').fill('Summer')
    await page.getByRole('button', { name: 'Create and add' }).click()
    await page.getByText('3 books were added to “Summer”.').waitFor()

    await page.getByRole('link', { name: /Dinghy/ }).hover()
    await page.getByRole('button', { name: 'More about Dinghy' }).click()
    await page.getByRole('menuitem', { name: 'Add to a list' }).click()
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Summer/ })
      .click()
    await page.getByText('1 book was added to “Summer”.').waitFor()
  })

  it('are put in order with the keyboard and by dragging, and keep it', async () => {
    await page.goto('')
    await page
      .getByRole('region', { name: 'Reading lists' })
      .getByRole('link', { name: /Summer/ })
      .click()
    await expect.poll(order).toEqual(titles)

    await page.getByRole('button', { name: 'Move Dinghy' }).focus()
    await page.keyboard.press('Home')
    await expect.poll(order).toEqual(['Dinghy', 'Anchor', 'Beacon', 'Compass'])
    await page.keyboard.press('ArrowDown')
    await expect.poll(order).toEqual(['Anchor', 'Dinghy', 'Beacon', 'Compass'])
    await page.getByText('Dinghy: 2 of 4').waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.ariaLabel')).toBe('Move Dinghy')

    const handle = await page.getByRole('button', { name: 'Move Anchor' }).boundingBox()
    const target = await page.getByRole('button', { name: 'Move Compass' }).boundingBox()
    if (!handle || !target) throw new Error('no handles')
    await page.mouse.move(handle.x + 10, handle.y + 20)
    await page.mouse.down()
    await page.mouse.move(target.x + 10, target.y + 24, { steps: 5 })
    await page.waitForTimeout(100)
    await page.mouse.up()
    await expect.poll(order).toEqual(['Dinghy', 'Beacon', 'Compass', 'Anchor'])
    await page.waitForLoadState('networkidle')
    await page.reload()
    await expect.poll(order).toEqual(['Dinghy', 'Beacon', 'Compass', 'Anchor'])
  })

  it('let a book go and take it back where it stood, get another name, and end', async () => {
    await page.getByRole('button', { name: 'Take Beacon off the list' }).click()
    await expect.poll(order).toEqual(['Dinghy', 'Compass', 'Anchor'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(order).toEqual(['Dinghy', 'Beacon', 'Compass', 'Anchor'])

    await page.locator('main').getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Name and description' }).click()
    await page.getByLabel('Name of the list').fill('Autumn')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Autumn' }).waitFor()

    await page.locator('main').getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Delete the list' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the list' }).click()
    await page.getByRole('heading', { name: 'No reading lists yet' }).waitFor()
  })
})
