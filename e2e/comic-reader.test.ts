import { strToU8, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { setUp } from './support/journeys.ts'
import { plainPicture } from './support/picture.ts'

/** Pages of their own shade, so that no two are the same picture. */
const pages = (count: number, width: number, height: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `${String(n + 1).padStart(3, '0')}.png`,
      plainPicture(width, height, [200 - n * 10, 90, 60 + n * 10]),
    ]),
  )

const info = (title: string, more = '') =>
  strToU8(`<?xml version="1.0"?><ComicInfo><Title>${title}</Title>${more}</ComicInfo>`)

const books = {
  'Drops/drops.cbz': zipSync({
    'ComicInfo.xml': info('Drops of Ink', '<Manga>YesAndRightToLeft</Manga>'),
    ...pages(8, 200, 300),
  }),
  'Strip/strip.cbz': zipSync({ 'ComicInfo.xml': info('A Long Way Down'), ...pages(6, 200, 1200) }),
  'Torn/torn.cbz': zipSync({
    'ComicInfo.xml': info('Torn Pages'),
    ...pages(2, 200, 300),
    '003.png': strToU8('this is no picture'),
  }),
}

inBrowser('the comic reader', { books }, (world) => {
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    ;({ page, complaints } = await world.visit({ viewport: { width: 1280, height: 800 } }))
    await setUp(page, world.server.books, 'Drops of Ink')
  })
  const slider = () => page.getByRole('slider', { name: 'Page' })
  const shown = () => page.getByText(/^\d+(–\d+)? of \d+$/).innerText()
  const open = async (title: string) => {
    await page.goto('books')
    await page.getByRole('link', { name: title }).first().click()
    await page.getByRole('link', { name: /^Read\b/ }).click()
    await slider().waitFor()
  }

  it('shows manga two by two from right to left, as the comic says', async () => {
    await open('Drops of Ink')
    expect(await shown()).toBe('1 of 8')
    await page.keyboard.press('ArrowLeft')
    await expect.poll(shown).toBe('2–3 of 8')
    const [second, third] = await Promise.all(['Page 2', 'Page 3'].map((name) => boxOf(name)))
    expect(third?.x).toBeLessThan(second?.x ?? 0)
    await page.keyboard.press('ArrowRight')
    await expect.poll(shown).toBe('1 of 8')
  })

  it('turns with taps at the side where the next page is, and zooms', async () => {
    await page.mouse.click(60, 400)
    await expect.poll(shown).toBe('2–3 of 8')
    const before = (await boxOf('Page 2'))?.height ?? 0
    await page.getByRole('button', { name: 'Zoom in' }).click()
    await expect.poll(async () => ((await boxOf('Page 2'))?.height ?? 0) > before * 1.2).toBe(true)
    await page.keyboard.press('0')
    await expect.poll(async () => (await boxOf('Page 2'))?.height).toBe(before)
  })

  it('keeps layout and place over a reload', async () => {
    await page.getByRole('button', { name: 'Layout of the pages' }).click()
    await page.getByText('Single', { exact: true }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'All pages' }).click()
    await page.getByRole('button', { name: 'Go to page 6' }).click()
    await expect.poll(shown).toBe('6 of 8')
    await page.waitForTimeout(1_200)
    await page.reload()
    await expect.poll(shown).toBe('6 of 8')
  })

  it('marks a page, and leads back to it from the list', async () => {
    const ribbon = page.getByRole('button', { name: 'Bookmark', exact: true })
    await page.keyboard.press('b')
    await expect.poll(() => ribbon.getAttribute('aria-pressed')).toBe('true')
    await page.keyboard.press('Home')
    await expect.poll(shown).toBe('1 of 8')
    expect(await ribbon.getAttribute('aria-pressed')).toBe('false')
    await page.keyboard.press('l')
    await page.getByRole('list', { name: 'Notes' }).getByRole('button', { name: 'Page 6' }).click()

    await expect.poll(shown).toBe('6 of 8')
    await page.keyboard.press('b')
    await expect.poll(() => ribbon.getAttribute('aria-pressed')).toBe('false')
  })

  it('says that the comic went on elsewhere, and goes there', async () => {
    const other = await page.context().newPage()
    const sent = other.waitForResponse(
      (response) => response.request().method() === 'PUT' && response.url().endsWith('/progress'),
    )
    await other.goto(page.url())
    await other.getByText('6 of 8').waitFor()
    await other.keyboard.press('Home')
    await sent
    await other.close()

    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    await page.getByText(/^Read further on/).waitFor()
    await page.getByRole('button', { name: /^Go to \d/ }).click()

    await expect.poll(shown).toBe('1 of 8')
  })

  it('says when it is over, and keeps that', async () => {
    await page.keyboard.press('End')
    await expect.poll(shown).toBe('8 of 8')
    await page.keyboard.press(' ')
    await page.getByRole('heading', { name: 'The end' }).waitFor()
    await page.waitForTimeout(1_000)
    await page.getByRole('link', { name: 'Back to the book' }).click()
    await page.getByRole('progressbar', { name: 'How far you have read' }).waitFor()
    expect(await page.getByRole('progressbar', { name: 'How far you have read' }).getAttribute('aria-valuenow')).toBe(
      '100',
    )
  })

  it('scrolls the strips of web comics as one, and comes back to the place', async () => {
    await open('A Long Way Down')
    await page.getByRole('img', { name: 'Page 1' }).waitFor()
    await page.mouse.move(640, 400)
    for (let turn = 0; turn < 30 && (await shown()) === '1 of 6'; turn++) {
      await page.mouse.wheel(0, 700)
      await page.waitForTimeout(60)
    }
    await expect.poll(shown).toBe('2 of 6')
    await page.waitForTimeout(1_200)
    await page.reload()
    await expect.poll(shown).toBe('2 of 6')
  })

  it('scrolls strips with the keys, wherever the focus is', async () => {
    const top = () => page.evaluate("document.querySelector('main').scrollTop") as Promise<number>
    const after = async (key: string) => {
      const before = await top()
      await page.keyboard.press(key)
      await expect.poll(async () => (await top()) === before).toBe(false)
      return (await top()) - before
    }
    await open('A Long Way Down')
    await page.reload()
    await page.getByRole('img').first().waitFor()
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
    for (const key of ['PageDown', ' ', 'ArrowDown', 'ArrowRight']) expect(await after(key), key).toBeGreaterThan(0)
    for (const key of ['PageUp', 'Shift+ ', 'ArrowUp', 'ArrowLeft']) expect(await after(key), key).toBeLessThan(0)
    // A menu that was closed leaves the focus on its button, where a space opens it again.
    const menu = page.getByRole('button', { name: 'Layout of the pages' })
    await menu.click()
    await page.keyboard.press('Escape')
    await expect.poll(() => menu.evaluate((button) => button.matches(':focus'))).toBe(true)
    expect(await after('PageDown')).toBeGreaterThan(0)
    await page.keyboard.press(' ')
    await page.getByText('Single', { exact: true }).waitFor()
    await page.keyboard.press('Escape')
  })

  it('says below the last picture of a strip that it is over', async () => {
    await page.keyboard.press('End')
    await expect.poll(shown).toBe('6 of 6')
    for (let turn = 0; turn < 20; turn++) await page.keyboard.press('PageDown')
    const end = page.getByRole('region', { name: 'The end' })
    await expect.poll(async () => (await end.boundingBox())?.y).toBeLessThan(600)
    expect(await shown()).toBe('6 of 6')
    await end.getByRole('link', { name: 'Back to the book' }).click()
    await page.getByRole('link', { name: /^Read\b/ }).waitFor()
  })

  it('says in the place of a page why it cannot be shown, and goes on', async () => {
    expect(complaints.splice(0)).toEqual([])
    await open('Torn Pages')
    await page.keyboard.press('End')
    await page.getByText('Page 3 cannot be shown').waitFor()
    await page.getByText('This page is not a picture that can be shown.').waitFor()
    await page.keyboard.press('Home')
    await page.getByRole('img', { name: 'Page 1' }).waitFor()
  })

  const boxOf = (name: string) => page.getByRole('img', { name, exact: true }).boundingBox()
})
