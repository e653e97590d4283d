import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { openBook, setUp, signIn } from './support/journeys.ts'
import { untilShown } from './support/reader.ts'

const books = {
  'one.epub': makeEpub({
    title: 'Volume One',
    author: 'Ada',
    series: { name: 'The Row', position: 1 },
    description: '<p>A <em>long</em> story.</p>',
    cover: [90, 40, 60],
    chapters: [{ title: 'One', body: paragraphs(8, 'Paragraph') }],
  }),
  'two.epub': makeEpub({
    title: 'Volume Two',
    author: 'Ada',
    series: { name: 'The Row', position: 2 },
    chapters: [{ title: 'One', body: '<p>Text.</p>' }],
  }),
  'broken.epub': new TextEncoder().encode('PK\u0003\u0004 nonsense'),
}

/** What is said to be wrong with a page, by rule and place. */
async function faults(page: Page): Promise<string[]> {
  // Fading in is not the state that anybody reads.
  await page.waitForTimeout(600)
  const { violations } = await new AxeBuilder({ page }).exclude('foliate-view').analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

inBrowser('pages for everybody', { books }, (world) => {
  beforeAll(async () => {
    const { page } = await world.visit()
    expect(await faults(await at(page, ''))).toEqual([])
    await setUp(page, world.server.books, 'Volume One')
  })

  const at = async (page: Page, path: string) => {
    await page.goto(path)
    await page.waitForLoadState('networkidle').catch(() => undefined)
    return page
  }

  describe.each(['light', 'dark'] as const)('in the %s theme', (colorScheme) => {
    let page: Page
    beforeAll(async () => {
      page = (await world.visit({ colorScheme })).page
    })

    it('has no fault at the door', async () => {
      expect(await faults(await at(page, 'sign-in'))).toEqual([])
      expect(await faults(await at(page, 'sign-up'))).toEqual([])
      await signIn(page)
    })

    it.each(['', '?format=epub&sort=author', '?format=cbz', 'libraries', 'jobs', 'account', 'setup', 'no/such/page'])(
      'has no fault on /%s',
      async (path) => {
        await page.goto(path)
        await page.getByRole('heading', { level: 1 }).waitFor()

        expect(await faults(page)).toEqual([])
      },
    )

    it('has no fault on the page of a book, its menu and the search', async () => {
      await page.goto('')
      await page.getByRole('link', { name: 'Volume One' }).first().click()
      await page.getByRole('heading', { level: 1, name: 'Volume One' }).waitFor()
      expect(await faults(page)).toEqual([])

      await page.keyboard.press('/')
      await page.keyboard.type('volume')
      await page.getByRole('option').first().waitFor()
      expect(await faults(page)).toEqual([])
      await page.keyboard.press('Escape')
    })

    it('has no fault on the list of problems', async () => {
      await page.goto('libraries')
      await page.getByRole('link', { name: /could not be read/ }).click()
      await page.getByText('broken.epub').waitFor()

      expect(await faults(page)).toEqual([])
    })

    it('has no fault around an open book', async () => {
      await page.goto('')
      await openBook(page, 'Volume One')
      await untilShown(page, 'Paragraph 1.')

      expect(await faults(page)).toEqual([])
    })
  })
})
