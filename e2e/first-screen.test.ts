import type { BrowserContextOptions, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { person, setUp } from './support/journeys.ts'

const HOSTILE = 'Aa <img src=x onerror="window.ran = true"> & so on'
const books = Object.fromEntries(
  [HOSTILE, ...Array.from({ length: 40 }, (_, n) => `Tale ${String(n).padStart(2, '0')}, told at some length`)].map(
    (title, n) => [
      `${n}.epub`,
      makeEpub({
        title,
        author: 'Ada Even',
        // Every third has no cover, and a title stands on cloth.
        ...(n % 3 === 0 ? {} : { cover: [n * 5, 90, 160] as [number, number, number] }),
        ...(n % 4 === 0 ? { series: { name: 'Tales', position: n + 1 } } : {}),
        chapters: [{ title: 'One', body: '<p>Text.</p>' }],
      }),
    ],
  ),
)

/** Where the books stand, and what of them is drawn. What is said to screen readers alone is not there yet. */
const stands = (page: Page) =>
  page.evaluate<{ title: string }[]>(`[...document.querySelectorAll('main li')].slice(0, 6).map((place) => {
    const { x, y, width, height } = place.getBoundingClientRect()
    const [title, authors] = [...place.querySelectorAll('a > span')].slice(1).map((line) => line.textContent)
    const tag = place.querySelector('.tabular-nums')
    return {
      box: [x, y, width, height].map(Math.round),
      title,
      authors,
      number: (tag?.querySelector('[aria-hidden]') ?? tag)?.textContent,
      picture: place.querySelector('img')?.getAttribute('src') ?? null,
    }
  })`)

inBrowser('the first screen of the library', { books }, (world) => {
  beforeAll(async () => {
    const { page, context } = await world.visit()
    await setUp(page, world.server.books, 'Tale')
    await page.getByText('41 books').first().waitFor()
    await context.close()
  })

  /** Opens an address; the app comes only when it is let in. */
  async function openBefore(address: string, options: BrowserContextOptions = {}) {
    const { page, context, complaints } = await world.visit(options)
    const data = { login: person.email, password: person.password }
    await context.request.post('/api/web/session', { data, headers: { origin: world.server.url } })
    let letIn = () => {}
    const isLetIn = new Promise<void>((resolve) => {
      letIn = resolve
    })
    await page.route(/\/assets\/index-[^/]*\.js$/, async (route) => {
      await isLetIn
      await route.continue().catch(() => undefined)
    })
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(address, { waitUntil: 'commit' })
    return { page, complaints, asked, letIn }
  }

  const whenDrawn = async (page: Page) => {
    await page.locator('main li').first().waitFor()
    // The policy of the page allows no waitForFunction(), which is refused where it has to look a second time.
    const areThere = () => page.evaluate<boolean>('[...document.images].every(({ complete }) => complete)')
    await expect.poll(areThere).toBe(true)
  }
  const whenAppIsThere = (page: Page) => page.locator('main#main li').first().waitFor()

  describe.each([
    { form: 'a phone', viewport: { width: 390, height: 844 }, locale: 'en' },
    { form: 'a tablet', viewport: { width: 768, height: 1024 }, locale: 'de' },
    { form: 'a desktop', viewport: { width: 1440, height: 900 }, locale: 'en' },
  ])('on $form', ({ viewport, locale }) => {
    it('has each book where the app then has it', async () => {
      const { page, complaints, letIn } = await openBefore('books', { viewport, locale })
      await whenDrawn(page)
      const before = await stands(page)
      expect(before).toHaveLength(6)
      expect(before[0]?.title).toBe(HOSTILE)
      expect(await page.evaluate('window.ran')).toBeUndefined()

      letIn()
      await whenAppIsThere(page)

      expect(await stands(page)).toEqual(before)
      expect(complaints).toEqual([])
    })
  })

  it('asks for its books once, and the app goes on with the answer', async () => {
    const { page, asked, letIn } = await openBefore('books?sort=added')
    await whenDrawn(page)
    letIn()
    await whenAppIsThere(page)
    expect(asked.filter((path) => path === '/api/web/books')).toHaveLength(1)
    expect(asked.filter((path) => path === '/api/web/state')).toHaveLength(1)
  })

  it('leads to a book before the app is there', async () => {
    const { page, letIn } = await openBefore('books')
    await whenDrawn(page)
    await page.getByText('Tale 00').click()
    await page.waitForURL(/\/books\/./, { waitUntil: 'commit' })
    letIn()
    await page.getByRole('heading', { level: 1, name: /^Tale 00/ }).waitFor()
  })

  it('is not drawn beside an app that was there before the books', async () => {
    const { page, letIn } = await openBefore('about:blank')
    letIn()
    const late = (address: RegExp, ms: number) =>
      page.route(address, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, ms))
        await route.continue().catch(() => undefined)
      })
    await late(/\/api\/web\/books\?/, 1_300)
    await late(/\/api\/web\/state$/, 1_700)
    await page.goto('books')
    await whenAppIsThere(page)
    await page.waitForTimeout(500)
    expect(await page.locator('main').count()).toBe(1)
  })

  it('is left to the app where a list was chosen, or where filters narrow it', async () => {
    const narrowed = await openBefore('books?format=epub')
    await narrowed.page.waitForTimeout(300)
    expect(await narrowed.page.locator('main').count()).toBe(0)
    narrowed.letIn()
    await whenAppIsThere(narrowed.page)
    const list = await openBefore('books?view=list')
    await list.page.waitForTimeout(300)
    expect(await list.page.locator('main').count()).toBe(0)
    list.letIn()
    await whenAppIsThere(list.page)
  })

  it('is nothing to who is not signed in', async () => {
    const { page } = await world.visit()
    await page.goto('books')
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    expect(await page.locator('main li').count()).toBe(0)
  })
})
