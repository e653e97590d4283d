import type { Page, Request } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { person, setUp } from './support/journeys.ts'
import { makePdf } from './support/pdf.ts'

const pages = Array.from({ length: 12 }, (_, index) => [
  `This is page ${index + 1} of a book about ponds.`,
  index % 4 === 2 ? 'A heron stood at the water.' : 'Nothing moved on the water.',
  'The last line of the page.',
])

const books = {
  'Ponds/ponds.pdf': makePdf({
    title: 'A Book of Ponds',
    pages,
    outline: [
      ['The Shore', 1],
      ['The Deep', 7],
    ],
    script: 'app.alert("hostile")',
  }),
  'Locked/locked.pdf': makePdf({ title: 'Locked Ponds', pages: pages.slice(0, 2), password: 'pike' }),
  // A flat list of pages, each of them in another corner of the file.
  'Scans/scan.pdf': makePdf({
    title: 'A Scan of Ponds',
    pages: Array.from({ length: 40 }, () => ['']),
    pictureBytes: 500_000,
  }),
  'Broken/broken.pdf': Buffer.concat([makePdf({ title: 'x', pages: pages.slice(0, 2) }).subarray(0, 300)]),
}

/** Where the parts of a file come from. */
const isContent = /\/content$/

inBrowser('the PDF reader', { books }, (world) => {
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    ;({ page, complaints } = await world.visit({ viewport: { width: 1280, height: 800 } }))
    await setUp(page, world.server.books, 'A Book of Ponds')
    await open('A Book of Ponds')
  })
  const shown = () =>
    page
      .getByText(/^\d+ of 12$/)
      .last()
      .innerText()
  async function open(title: string) {
    await page.goto('books')
    await page.getByRole('link', { name: title }).first().click()
    await page.getByRole('link', { name: /^Read\b/ }).click()
  }
  const text = (words: string) => page.locator('.textLayer').getByText(words).first()

  it('draws its pages and lets their text be selected', async () => {
    await text('This is page 1 of a book').waitFor()
    await page.locator('.pdf-canvas').first().waitFor()
    await text('This is page 1 of a book').click({ clickCount: 3 })
    expect(await page.evaluate('getSelection().toString()')).toContain('a book about ponds')
  })

  it('scrolls with the keys, wherever the focus is', async () => {
    const top = () => page.evaluate("document.querySelector('main').scrollTop") as Promise<number>
    const after = async (key: string) => {
      const before = await top()
      await page.keyboard.press(key)
      await expect.poll(async () => (await top()) === before).toBe(false)
      return (await top()) - before
    }
    await page.reload()
    await text('This is page 1 of a book').waitFor()
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
    for (const key of ['PageDown', ' ', 'ArrowDown']) expect(await after(key), key).toBeGreaterThan(0)
    for (const key of ['PageUp', 'Shift+ ', 'ArrowUp']) expect(await after(key), key).toBeLessThan(0)
    // A menu that was closed leaves the focus on its button, where a space opens it again.
    const menu = page.getByRole('button', { name: 'View', exact: true })
    await menu.click()
    await page.keyboard.press('Escape')
    await expect.poll(() => menu.evaluate((button) => button.matches(':focus'))).toBe(true)
    expect(await after('PageDown')).toBeGreaterThan(0)
    await page.keyboard.press(' ')
    await page.getByText('Single page', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => menu.evaluate((button) => button.matches(':focus'))).toBe(true)
    await page.keyboard.press('Home')
    await expect.poll(shown).toBe('1 of 12')
  })

  it('opens the search with a slash, and takes letters for words then', async () => {
    await page.keyboard.press('/')
    await page.keyboard.type('heron b')
    expect(await page.getByRole('searchbox').inputValue()).toBe('heron b')
    await page.keyboard.press('Escape')
    const ribbon = page.getByRole('button', { name: 'Bookmark', exact: true })
    expect(await ribbon.getAttribute('aria-pressed')).toBe('false')
    await page.keyboard.press('Home')
    await expect.poll(shown).toBe('1 of 12')
  })

  it('counts what it finds and goes from hit to hit', async () => {
    await page.keyboard.press('Control+f')
    await page.getByRole('searchbox').fill('HERON stood')
    await page.getByText('1 of 3', { exact: true }).waitFor()
    await expect.poll(shown).toBe('3 of 12')
    await page.keyboard.press('Enter')
    await page.getByText('2 of 3', { exact: true }).waitFor()
    await expect.poll(shown).toBe('7 of 12')
    await expect.poll(() => page.evaluate('CSS.highlights.get("pdf-hit").size')).toBe(1)
    // Back to where the search began, however many hits were looked at.
    await page.getByRole('button', { name: 'Return' }).click()
    await expect.poll(shown).toBe('1 of 12')
    await page.getByRole('searchbox').fill('no such words')
    await page.getByText('Nothing found').waitFor()
    await page.getByRole('button', { name: 'Close the search' }).click()
  })

  it('follows contents, small pages and links, and comes back', async () => {
    await page.getByRole('button', { name: 'Contents and pages' }).click()
    await page.getByRole('button', { name: 'The Shore' }).click()
    await expect.poll(shown).toBe('1 of 12')
    await page.getByRole('button', { name: 'Link to another page' }).first().click()
    await expect.poll(shown).toBe('12 of 12')
    await page.getByRole('button', { name: 'Return' }).click()
    await expect.poll(shown).toBe('1 of 12')
    await page.getByRole('button', { name: 'Link to another page' }).first().click()
    await expect.poll(shown).toBe('12 of 12')
    await page.keyboard.press('Backspace')
    await expect.poll(shown).toBe('1 of 12')
    expect(await page.getByRole('link', { name: 'https://example.org/' }).first().getAttribute('rel')).toContain(
      'noopener',
    )
    await page.getByRole('button', { name: 'Contents and pages' }).click()
    await page.getByText('Pages', { exact: true }).click()
    await page.getByRole('button', { name: 'Page 5', exact: true }).click()
    await expect.poll(shown).toBe('5 of 12')
  })

  it('marks passages in colour, writes about them and finds them again', async () => {
    const marks = page.locator('[data-pdf-mark]')
    await page.keyboard.press('Home')
    await text('This is page 1 of a book').click({ clickCount: 3 })
    const bar = page.getByRole('toolbar', { name: 'Passage' })
    await bar.getByRole('button', { name: 'Green' }).click()
    await page.locator('[data-pdf-mark=green]').waitFor()

    // Without the selection, a press on the colour is about what is marked.
    await text('This is page 1 of a book').click()
    await bar.getByRole('button', { name: 'Note' }).click()
    await page.getByLabel('Your note').fill('Ponds again.')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.keyboard.press('End')
    await expect.poll(shown).toBe('12 of 12')
    await page.waitForTimeout(500)
    await page.reload()
    await page.locator('.pdf-page').first().waitFor()
    await page.keyboard.press('l')
    const list = page.getByRole('list', { name: 'Notes' })
    await list.getByText('This is page 1 of a book about ponds.').waitFor()
    await list.getByText('Ponds again.').click()

    await expect.poll(shown).toBe('1 of 12')
    const line = await text('This is page 1 of a book').boundingBox()
    const mark = await marks.first().boundingBox()
    expect(mark?.y).toBeCloseTo(line?.y ?? 0, -1)
    expect(mark?.width).toBeCloseTo(line?.width ?? 0, -1)
  })

  it('marks a page, shows that it is marked, and leads to it from the notebook', async () => {
    const ribbon = page.getByRole('button', { name: 'Bookmark', exact: true })
    await page.getByRole('slider', { name: 'Page' }).fill('8')
    await expect.poll(shown).toBe('8 of 12')
    await ribbon.click()
    await expect.poll(() => ribbon.getAttribute('aria-pressed')).toBe('true')
    await page.getByRole('slider', { name: 'Page' }).fill('2')
    await expect.poll(() => ribbon.getAttribute('aria-pressed')).toBe('false')
    await page.waitForTimeout(500)

    await page.goto('notes')
    const entry = page.getByRole('listitem').filter({ hasText: 'Page 8' })
    await entry.getByRole('link', { name: 'Open in the book' }).click()

    await expect.poll(shown).toBe('8 of 12')
    await expect.poll(() => ribbon.getAttribute('aria-pressed')).toBe('true')
    await page.getByRole('slider', { name: 'Page' }).fill('5')
    await expect.poll(shown).toBe('5 of 12')
    await page.waitForTimeout(1_000)
    await open('A Book of Ponds')
    await expect.poll(shown).toBe('5 of 12')
  })

  it('shows single pages and zooms, and comes back to the page', async () => {
    await page.getByRole('button', { name: 'View', exact: true }).click()
    await page.getByText('Single page', { exact: true }).click()
    await page.keyboard.press('Escape')
    await page.keyboard.press('ArrowRight')
    await expect.poll(shown).toBe('6 of 12')
    await expect.poll(() => page.locator('.pdf-page').count()).toBe(1)
    const before = (await page.locator('.pdf-page').boundingBox())?.width ?? 0
    await page.getByRole('button', { name: 'Zoom in' }).click()
    await expect
      .poll(async () => ((await page.locator('.pdf-page').boundingBox())?.width ?? 0) / before)
      .toBeCloseTo(1.2, 1)
    await page.waitForTimeout(1_000)
    await page.reload()
    await expect.poll(shown).toBe('6 of 12')
    await page.getByRole('button', { name: 'View', exact: true }).click()
    await page.getByText('Scroll', { exact: true }).click()
    await page.keyboard.press('Escape')
  })

  it('keeps what was read without a network: for the next time, and for the server from any page', async () => {
    await page.goto('books')
    const context = page.context()
    const known = async () => {
      const { items } = await (await page.request.get('api/web/books')).json()
      const { id } = items.find((book: { title: string }) => book.title === 'A Book of Ponds')
      return (await (await page.request.get(`api/books/${id}/progress`)).json()).locator
    }
    /** Reads on to a page in a tab of its own, whose reports are lost, and closes it. */
    const readTo = async (number: string) => {
      const tab = await context.newPage()
      await tab.goto('books')
      await tab.getByRole('link', { name: 'A Book of Ponds' }).first().click()
      await tab.getByRole('link', { name: /^Read\b/ }).click()
      await tab.locator('.pdf-canvas').first().waitFor()
      const { href } = new URL(tab.url())
      await context.setOffline(true)
      await tab.getByRole('slider', { name: 'Page' }).fill(number)
      await tab.getByText(`${number} of 12`).last().waitFor()
      await tab.close({ runBeforeUnload: false })
      return href
    }

    const reader = await readTo('9')
    await context.setOffline(false)
    await expect.poll(known).toBe('page:9')

    await page.goto('about:blank')
    await readTo('4')
    await context.setOffline(false)
    await page.goto(reader)
    await expect.poll(shown).toBe('4 of 12')
    await expect.poll(known).toBe('page:4')
    // That something could not be fetched without a network is no fault.
    complaints.length = 0
  })

  it('says that another tab has read on, and goes there', async () => {
    await open('A Book of Ponds')
    await page.getByRole('slider', { name: 'Page' }).fill('3')
    await expect.poll(shown).toBe('3 of 12')
    const other = await page.context().newPage()
    const sent = other.waitForResponse(
      (response) => response.request().method() === 'PUT' && response.url().endsWith('/progress'),
    )
    await other.goto(page.url())
    await other.getByRole('slider', { name: 'Page' }).fill('11')
    await sent
    await other.close()

    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await page.getByText(/^Read further on/).waitFor()
    await page.getByRole('button', { name: /^Go to \d/ }).click()

    await expect.poll(shown).toBe('11 of 12')
  })

  it('keeps only the pages near by, and turns them dark', async () => {
    await page.getByRole('button', { name: 'View', exact: true }).click()
    await page.getByText('Dark', { exact: true }).click()
    await page.keyboard.press('Escape')
    await page.locator('.pdf-dark').first().waitFor()
    await page.keyboard.press('End')
    await expect.poll(shown).toBe('12 of 12')
    await expect.poll(() => page.locator('.pdf-page').count()).toBeLessThan(6)
    expect(complaints).toEqual([])
  })

  it('fetches of a large scan the pages that are looked at, not those around them', async () => {
    const asked: string[] = []
    const note = (request: Request) => {
      if (request.url().endsWith('/content')) asked.push(request.headers().range ?? 'all of it')
    }
    page.on('request', note)
    await open('A Scan of Ponds')
    await page.locator('[data-page="1"] .pdf-canvas').waitFor()
    expect(asked.length).toBeLessThan(10)
    await page.keyboard.press('End')
    await page.locator('[data-page="40"] .pdf-canvas').waitFor()
    // Each page lies in three parts at most, and its neighbours are drawn ahead.
    expect(asked.length).toBeLessThan(30)
    expect(asked).not.toContain('all of it')
    page.off('request', note)
  })

  it('waits for a network that is away, and says so of a file that is gone', async () => {
    await open('A Scan of Ponds')
    // Wherever the test before it left off; none of the pages that follow was fetched.
    await page.locator('.pdf-canvas').first().waitFor()
    await page.route(isContent, (route) => route.abort())
    const failed = page.waitForEvent('requestfailed', (request) => isContent.test(request.url()))
    await page.getByRole('slider').fill('20')
    await failed
    await page.unroute(isContent)
    await page.locator('[data-page="20"] .pdf-canvas').waitFor()
    await page.route(isContent, (route) => route.fulfill({ status: 404 }))
    await page.getByRole('slider').fill('10')
    await page.getByText('The server did not give the file').waitFor()
    await page.unroute(isContent)
  })

  it('leads who was signed out meanwhile to the sign-in, and from there back', async () => {
    await open('A Scan of Ponds')
    await page.locator('.pdf-canvas').first().waitFor()
    const reader = page.url()
    await page.context().clearCookies()
    // A page near by may have been fetched, and have said so, before.
    await page
      .getByRole('slider')
      .fill('35', { timeout: 2_000 })
      .catch(() => undefined)
    await page.getByLabel('E-mail address or login name').fill(person.email)
    await page.getByLabel('Password').fill(person.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.locator('.pdf-canvas').first().waitFor()
    expect(page.url()).toBe(reader)
  })

  it('goes on for who was signed out, and is signed in again by another tab', async () => {
    await open('A Scan of Ponds')
    await page.locator('.pdf-canvas').first().waitFor()
    const refused = page.waitForResponse((response) => response.status() === 401)
    await page.route(isContent, (route) => route.fulfill({ status: 401, json: { error: 'unauthorized' } }), {
      times: 1,
    })
    await page.getByRole('slider').fill('25')
    await refused
    await expect.poll(() => page.locator('[data-page="25"] .pdf-canvas').count()).toBe(1)
  })

  it('asks for a password, and says so where it is wrong', async () => {
    await open('locked')
    await page.getByLabel('Password of the document').fill('perch')
    await page.getByRole('button', { name: 'Open' }).click()
    await page.getByText('That is not the password.').waitFor()
    await page.getByLabel('Password of the document').fill('pike')
    await page.getByRole('button', { name: 'Open' }).click()
    await text('This is page 1 of a book').waitFor()
  })
})
