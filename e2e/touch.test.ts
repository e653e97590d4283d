import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { openBook, setUp } from './support/journeys.ts'
import { shownPercent, untilShown } from './support/reader.ts'

const book = makeEpub({
  title: 'Pages',
  author: 'Ada',
  chapters: [
    { title: 'One', body: paragraphs(40, 'Line') },
    { title: 'Two', body: paragraphs(40, 'Row') },
  ],
})

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

/** A finger that moves sideways over the page, as the browser hears of it. */
async function swipe(fingers: CDPSession, from: number, to: number): Promise<void> {
  const at = (x: number) => [{ x, y: 400 }]
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: at(from) })
  for (let step = 1; step <= 8; step++) {
    await new Promise((resolve) => setTimeout(resolve, 16))
    await fingers.send('Input.dispatchTouchEvent', {
      type: 'touchMove',
      touchPoints: at(from + ((to - from) * step) / 8),
    })
  }
  await fingers.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
}

inBrowser('reading with a finger or a wheel', { books: { 'pages.epub': book } }, (world) => {
  let page: Page
  let fingers: CDPSession
  beforeAll(async () => {
    const visit = await world.visit(phone)
    page = visit.page
    fingers = await visit.context.newCDPSession(page)
    await setUp(page, world.server.books, 'Pages')
    await openBook(page, 'Pages')
    await untilShown(page, 'Line 1.')
  })

  const turned = async (act: () => Promise<unknown>) => {
    // Pages slide, and a page that slides is not turned again.
    await page.waitForTimeout(700)
    const before = await shownPercent(page)
    await act()
    await expect.poll(() => shownPercent(page)).not.toBe(before)
    return (await shownPercent(page)) - before
  }

  it('turns forward with a tap on the right, back with a tap on the left', async () => {
    expect(await turned(() => page.touchscreen.tap(370, 400))).toBeGreaterThan(0)
    expect(await turned(() => page.touchscreen.tap(20, 400))).toBeLessThan(0)
  })

  it('turns with a swipe', async () => {
    expect(await turned(() => swipe(fingers, 330, 60))).toBeGreaterThan(0)
    expect(await turned(() => swipe(fingers, 60, 330))).toBeLessThan(0)
  })

  it('turns one page for one push of the wheel', async () => {
    await page.mouse.move(195, 400)
    expect(await turned(() => page.mouse.wheel(0, 120))).toBeGreaterThan(0)
    expect(await turned(() => page.mouse.wheel(0, -120))).toBeLessThan(0)
  })

  it('hides what is around the page with a tap in the middle, and shows it again', async () => {
    const opacity = () => page.evaluate<string>(`getComputedStyle(document.querySelector('header')).opacity`)
    // They went away with the first page that was turned.
    await expect.poll(opacity).toBe('0')

    await page.touchscreen.tap(195, 400)
    await expect.poll(opacity).toBe('1')
    await page.touchscreen.tap(195, 400)
    await expect.poll(opacity).toBe('0')
    await page.touchscreen.tap(195, 400)
    await expect.poll(opacity).toBe('1')
  })

  it('turns with the keys after a chapter was chosen from the contents', async () => {
    await page.getByRole('button', { name: 'Contents' }).click()
    await page.getByRole('navigation', { name: 'Contents' }).getByRole('button', { name: 'Two' }).click()
    await untilShown(page, 'Row 1.')

    expect(await turned(() => page.keyboard.press('ArrowRight'))).toBeGreaterThan(0)
  })
})
