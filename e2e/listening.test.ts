import { buildMp3 } from '@colophon/formats/audio/testing/build-mp3.ts'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { setUp } from './support/journeys.ts'

const track = (number: number, title: string, seconds: number) =>
  buildMp3(
    [
      ['TALB', 'Walden'],
      ['TPE1', 'Henry David Thoreau'],
      ['TIT2', title],
      ['TRCK', String(number)],
    ],
    { seconds },
  )

const books = {
  'Walden/01 Economy.mp3': track(1, 'Economy', 40),
  'Walden/02 Sounds.mp3': track(2, 'Sounds', 30),
  'Emma/emma.epub': makeEpub({
    title: 'Emma',
    author: 'Jane Austen',
    chapters: [{ title: 'One', body: paragraphs(3, 'One') }],
  }),
}

inBrowser('listening', { books }, (world) => {
  let page: Page
  let complaints: string[]
  beforeAll(async () => {
    ;({ page, complaints } = await world.visit())
    await setUp(page, world.server.books, 'Walden')
    await page.getByRole('link', { name: 'Walden' }).first().click()
    await page.getByRole('link', { name: 'Listen' }).click()
    await page.getByRole('slider', { name: 'Place in the audiobook' }).waitFor()
  })
  const place = () => page.getByRole('slider', { name: 'Place in the audiobook' })
  const seconds = async () => Number(await place().inputValue())
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const isPlaying = () => page.getByRole('button', { name: 'Pause', exact: true }).isVisible()

  it('plays at once for whoever asked for it, over all parts as one book', async () => {
    await expect.poll(isPlaying).toBe(true)
    await expect.poll(seconds).toBeGreaterThan(0)
    expect(await place().getAttribute('max')).toMatch(/^(69|70)$/)
    expect(await page.getByRole('list', { name: 'Chapters' }).getByRole('button').allInnerTexts()).toEqual([
      'Economy\n0:40',
      'Sounds\n0:30',
    ])
  })

  it('skips, goes from chapter to chapter and from part to part', async () => {
    await press('Next chapter')
    await expect.poll(seconds).toBeGreaterThanOrEqual(40)
    await expect.poll(() => page.locator('[aria-live=polite]').first().innerText()).toBe('Sounds')
    await press('Back 10 seconds')
    await expect.poll(seconds).toBeLessThan(40)
    await place().fill('38')
    await expect.poll(seconds, { timeout: 15_000 }).toBeGreaterThan(41)
    expect(await isPlaying()).toBe(true)
  })

  it('goes on while one looks at other pages', async () => {
    await press('Previous chapter')
    await page.getByRole('link', { name: 'To the book' }).click()
    await page.getByRole('link', { name: 'Administration' }).first().click()
    await page.getByRole('heading', { name: 'Libraries', level: 1 }).waitFor()
    const player = page.getByRole('region', { name: 'Player' })
    const before = await player.innerText()
    await expect.poll(() => player.innerText()).not.toBe(before)
    await player.getByRole('button', { name: 'Pause' }).click()
    await player.getByRole('button', { name: 'Play', exact: true }).waitFor()
  })

  it('resumes where one stopped, also in another browser', async () => {
    await page.getByRole('link', { name: 'Show the player of Walden' }).click()
    await place().waitFor()
    expect(await isPlaying()).toBe(false)
    await place().fill('52')
    await page.waitForTimeout(1_500)
    await page.reload()
    await expect.poll(seconds).toBe(52)
    expect(await isPlaying()).toBe(false)

    const state = await page.context().storageState()
    const { page: other } = await world.visit({ storageState: state })
    await other.goto(page.url().slice(page.url().indexOf('books/')))
    await expect.poll(() => other.getByRole('slider', { name: 'Place in the audiobook' }).inputValue()).toBe('52')
    await other.close()
  })

  it('goes on with a book that is still in the player for whoever asks for it', async () => {
    await page.getByRole('link', { name: 'To the book' }).click()
    await page.getByRole('link', { name: 'Listen' }).waitFor()
    await page.reload()
    await page.getByRole('link', { name: 'Show the player of Walden' }).waitFor()
    await page.getByRole('link', { name: 'Listen' }).click()
    await expect.poll(isPlaying).toBe(true)
    await press('Pause')
    await place().fill('52')
  })

  it('takes speed, sleep timer and keys', async () => {
    await page.getByRole('button', { name: /^Speed/ }).click()
    await page.getByRole('button', { name: '1.5×' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Speed: 1.5×' }).waitFor()
    await page.getByRole('button', { name: 'Sleep timer' }).click()
    await page.getByRole('menuitemradio', { name: '15 minutes' }).click()
    await page.getByRole('button', { name: /Sleep timer: 1[45]:/ }).waitFor()
    await page.getByRole('heading', { level: 1 }).click()
    await page.keyboard.press('k')
    await expect.poll(isPlaying).toBe(true)
    await page.keyboard.press('k')
    await expect.poll(isPlaying).toBe(false)
  })

  it('marks a moment with its chapter, and comes back to it from the list and from the notebook', async () => {
    const ribbon = page.getByRole('button', { name: 'Bookmark', exact: true })
    await place().fill('45')
    await page.keyboard.press('Tab')
    await page.keyboard.press('b')
    await expect.poll(() => ribbon.getAttribute('aria-pressed')).toBe('true')
    await place().fill('10')
    await expect.poll(() => ribbon.getAttribute('aria-pressed')).toBe('false')
    await ribbon.focus()
    await page.keyboard.press('l')
    await page
      .getByRole('list', { name: 'Notes' })
      .getByRole('button', { name: /0:45.*Sounds/ })
      .click()
    await expect.poll(seconds).toBeGreaterThanOrEqual(45)
    await press('Pause')
    await place().fill('10')

    await page.goto('notes')
    await page.getByRole('listitem').filter({ hasText: '0:45' }).getByRole('link', { name: 'Open in the book' }).click()

    await expect.poll(seconds).toBeGreaterThanOrEqual(45)
    await expect.poll(() => page.url()).not.toContain('at=')
    if (await isPlaying()) await press('Pause')
  })

  it('knows when a book is over', async () => {
    await place().fill('68')
    await press('Play')
    await expect.poll(isPlaying, { timeout: 60_000 }).toBe(false)
    await page.getByText('The end').waitFor()
    await expect.poll(() => fraction(page)).toBe(1)
    expect(complaints).toEqual([])
  })

  async function fraction(from: Page): Promise<number | undefined> {
    const [, id] = /books\/([^/]+)/.exec(from.url()) ?? []
    const answer = await from.request.get(`${world.server.url}api/web/books/${id}`)
    return ((await answer.json()) as { place: { fraction: number } | null }).place?.fraction
  }
})
