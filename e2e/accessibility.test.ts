import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { faults, lookLike, looks } from './support/axe.ts'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { setUp, signIn } from './support/journeys.ts'
import { untilShown } from './support/reader.ts'
import { addressOf, doorRoutes, insideRoutes, type Known, knownThings } from './support/routes.ts'

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

/** Whether the page can be scrolled sideways, which no page may on any width. */
const overflow = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')

inBrowser('pages for everybody', { books }, (world) => {
  let page: Page
  let known: Known

  beforeAll(async () => {
    ;({ page } = await world.visit({ reducedMotion: 'reduce', viewport: { width: 1440, height: 850 } }))
    await at('')
    await expectNoFaults('first run')
    await setUp(page, world.server.books, 'Volume One')
    known = await knownThings(page, 'Volume One')
  })

  const at = async (path: string) => {
    await page.goto(path)
    await page.getByRole('heading', { level: 1 }).waitFor()
  }

  /** Looks at the open page in every theme, on a wide screen, on a phone, and on what lies between. */
  const expectNoFaults = async (name: string) => {
    for (const look of looks) {
      await lookLike(page, look)
      expect(await faults(page), `${name}, ${look.theme}`).toEqual([])
      expect(await overflow(page), `${name}, ${look.width} wide`).toBeLessThanOrEqual(0)
    }
    await lookLike(page, { theme: 'light', width: 1440 })
  }

  /** Looks at the open page as those see it whose language runs from right to left. */
  const expectMirrored = async () => {
    await page.evaluate(`document.documentElement.dir = 'rtl'`)
    expect(await overflow(page)).toBeLessThanOrEqual(0)
    const [main = 0, aside = 0] = await page.evaluate<number[]>(
      `['main', 'aside'].map((name) => document.querySelector(name).getBoundingClientRect().left)`,
    )
    expect(aside).toBeGreaterThan(main)
  }

  it.each(doorRoutes)('has no fault on %s, where nobody is signed in', async (route) => {
    const { page: own } = await world.visit({ reducedMotion: 'reduce' })
    await own.goto(addressOf(route, known))
    await own.getByRole('heading', { level: 1 }).waitFor()
    for (const look of looks) {
      await lookLike(own, look)
      expect(await faults(own), look.theme).toEqual([])
      expect(await overflow(own)).toBeLessThanOrEqual(0)
    }
    await own.context().close()
  })

  it.each(insideRoutes)('has no fault on %s, and runs from right to left where the language does', async (route) => {
    await at(addressOf(route, known))
    await expectNoFaults(route)
    await expectMirrored()
  })

  it.each([
    '/setup',
    '/books?format=epub&sort=author',
    '/books?format=cbz',
    '/books?view=list&state=unread',
    '/books?view=table&added=7d',
    '/no/such/page',
  ])('has no fault on %s', async (route) => {
    await at(addressOf(route, known))
    await expectNoFaults(route)
  })

  it('has no fault in the search', async () => {
    await at('books')
    await page.keyboard.press('/')
    await page.keyboard.type('volume')
    await page.getByRole('option').first().waitFor()

    await expectNoFaults('search')
    await page.keyboard.press('Escape')
  })

  it('is used from the books to an open book and back with the keyboard alone', async () => {
    const { page } = await world.visit()
    await signIn(page)
    await page.goto('books')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Skip to content')
    await page.keyboard.press('Enter')
    await tabTo(page, /Volume One/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Volume One' }).waitFor()
    await tabTo(page, /^Read\b/)
    await page.keyboard.press('Enter')
    await untilShown(page, 'Paragraph 1.')
    await tabTo(page, /^Back to/)
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Volume One' }).waitFor()
  })
})

/** What a screen reader would call the element that has the focus. */
const focused = async (page: Page) =>
  (
    await page.evaluate<string>(
      `document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent ?? ''`,
    )
  ).trim()

/** Presses Tab until the element called `name` has the focus. Each stop on the way must be seen. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let press = 0; press < 60; press++) {
    await page.keyboard.press('Tab')
    if (!name.test(await focused(page))) continue
    const isSeen = await page.evaluate<boolean>(`(() => {
      const { left, top, width, height } = document.activeElement.getBoundingClientRect()
      const front = document.elementFromPoint(left + width / 2, top + Math.min(height, innerHeight - top) / 2)
      return document.activeElement.contains(front) || front.contains(document.activeElement)
    })()`)
    if (!isSeen) throw new Error(`${name} has the focus, and something covers it`)
    return
  }
  throw new Error(`No press of Tab led to ${name}; the focus is on “${await focused(page)}”`)
}
