import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { setUp, signIn } from './support/journeys.ts'

const fine = makeEpub({ title: 'Fine', author: 'Ada', chapters: [{ title: 'One', body: '<p>Text.</p>' }] })
const broken = new TextEncoder().encode('PK\u0003\u0004 and then nothing that makes sense')

inBrowser('the libraries page', { books: { 'fine.epub': fine, 'broken.epub': broken } }, (world) => {
  let page: Page
  beforeAll(async () => {
    page = (await world.visit()).page
    await setUp(page, world.server.books, 'Fine')
  })

  it('shows a file that could not be read, with the reason, and lets it be ignored and taken back', async () => {
    await page.goto('libraries')
    await page.getByRole('link', { name: '1 file could not be read' }).click()

    const problem = page.getByRole('listitem').filter({ hasText: 'broken.epub' })
    await problem.waitFor()
    await problem.getByRole('button', { name: 'Ignore' }).click()
    await page.getByRole('heading', { name: 'Every file could be read' }).waitFor()
    await page.getByText('Ignored', { exact: true }).click()
    await page.getByRole('listitem').filter({ hasText: 'broken.epub' }).waitFor()
  })

  it('notices a new file when it is asked to scan', async () => {
    await page.goto('libraries')
    await world.server.addBook(
      'second.epub',
      makeEpub({ title: 'Second', author: 'Ada', chapters: [{ title: 'One', body: '<p>Text.</p>' }] }),
    )
    await page.getByRole('button', { name: 'Scan now' }).click()
    await page
      .getByRole('link', { name: /^(All books|Books)/ })
      .first()
      .click()

    await page.getByRole('link', { name: 'Second' }).waitFor()
  })

  it('keeps a folder that somebody types while the first one still loads', async () => {
    const slow = (await world.visit()).page
    await signIn(slow)
    let answer = () => {}
    const asked = new Promise<void>((resolve) => {
      answer = resolve
    })
    await slow.route('**/api/web/folders*', async (route) => {
      await asked
      await route.continue()
    })
    await slow.goto('libraries')
    await slow.getByRole('button', { name: 'Add a library' }).click()
    await slow.getByLabel('Folder on the server').fill(world.server.books)

    const first = slow.waitForResponse('**/api/web/folders*')
    answer()
    await first
    await slow.getByRole('list', { name: /^Folders in \// }).waitFor()

    expect(await slow.getByLabel('Folder on the server').inputValue()).toBe(world.server.books)
  })

  it('makes a second library through the directory picker, and deletes it again', async () => {
    await page.goto('libraries')
    await page.getByRole('button', { name: 'Add a library' }).click()
    await page.getByLabel('Folder on the server').fill(`${world.server.books}/..`)
    await page.getByRole('button', { name: 'Open', exact: true }).click()
    await page.getByRole('button', { name: 'data', exact: true }).click()
    await page.getByRole('button', { name: 'Choose this folder' }).click()
    await page.getByLabel('Name').fill('Odds and ends')
    await page.getByRole('button', { name: 'Create the library' }).click()
    await page.getByRole('region', { name: 'Odds and ends' }).waitFor()

    await page.getByRole('button', { name: 'Actions for Odds and ends' }).click()
    await page.getByRole('menuitem', { name: 'Delete library' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete library' }).click()

    await expect.poll(() => page.getByRole('region', { name: 'Odds and ends' }).count()).toBe(0)
  })
})
