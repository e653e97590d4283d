import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { openBook, setUp, untilOpen } from './support/journeys.ts'
import { chapterOf, selectWords, untilShown } from './support/reader.ts'

const book = makeEpub({
  title: 'Marginalia',
  author: 'Ada',
  chapters: [
    { title: 'One', body: `<p>The first sentence is worth a colour.</p>${paragraphs(20, 'One')}` },
    { title: 'Two', body: `<p>Another passage waits here.</p>${paragraphs(20, 'Two')}` },
  ],
})

inBrowser('highlights, notes and bookmarks', { books: { 'notes.epub': book } }, (world) => {
  let page: Page
  beforeAll(async () => {
    page = (await world.visit({ viewport: { width: 1100, height: 800 } })).page
    await setUp(page, world.server.books, 'Marginalia')
    await openBook(page, 'Marginalia')
    await untilShown(page, 'The first sentence')
  })

  const bar = () => page.getByRole('toolbar', { name: 'Passage' })
  const openNotes = async () => {
    await page.keyboard.press('l')
    const list = page.getByRole('list', { name: 'Notes' })
    await list.waitFor()
    return list
  }
  const marks = () =>
    page.evaluate<number>(
      `document.querySelector('foliate-view').renderer.getContents()[0].overlayer.element.querySelectorAll('rect').length`,
    )

  it('gives a passage a colour, which is there again after a reload', async () => {
    await selectWords(page, 'first sentence')
    await bar().getByRole('button', { name: 'Green' }).click()
    await expect.poll(marks).toBeGreaterThan(0)

    await page.waitForTimeout(1_000)
    await page.reload()
    await untilOpen(page)

    await expect.poll(marks).toBeGreaterThan(0)
  })

  it('changes the colour of a passage that is touched', async () => {
    await chapterOf(page)
      ?.getByText('The first sentence')
      .click({ position: { x: 60, y: 10 } })
    await bar().getByRole('button', { name: 'Green', pressed: true }).waitFor()
    await bar().getByRole('button', { name: 'Pink' }).click()

    const list = await openNotes()
    expect(await list.locator('[data-mark]').getAttribute('data-mark')).toBe('pink')
    await page.keyboard.press('Escape')
  })

  it('writes a note about a passage, and finds it again from the list', async () => {
    await page.keyboard.press('t')
    await page.getByRole('navigation', { name: 'Contents' }).getByRole('button', { name: 'Two' }).click()
    await untilShown(page, 'Another passage')
    await selectWords(page, 'passage waits')
    await bar().getByRole('button', { name: 'Note' }).click()
    await page.getByLabel('Your note').fill('Come back to this.')
    await page.getByRole('button', { name: 'Save' }).click()

    await page.keyboard.press('Home')
    await untilShown(page, 'The first sentence')
    await page.reload()
    await untilOpen(page)
    const list = await openNotes()
    await list.getByText('Come back to this.').click()

    await untilShown(page, 'Another passage')
  })

  it('marks a page, shows that it is marked, and takes the mark away', async () => {
    const ribbon = page.getByRole('button', { name: 'Bookmark', exact: true })
    await page.keyboard.press('b')
    await expect.poll(() => ribbon.getAttribute('aria-pressed')).toBe('true')
    await page.waitForTimeout(1_000)
    await page.reload()
    await untilOpen(page)
    await expect.poll(() => ribbon.getAttribute('aria-pressed')).toBe('true')

    await ribbon.click()

    await expect.poll(() => ribbon.getAttribute('aria-pressed')).toBe('false')
  })

  it('keeps what was written offline, and sends it when the network is back', async () => {
    await page.context().setOffline(true)
    await selectWords(page, 'Another')
    await bar().getByRole('button', { name: 'Blue' }).click()
    const list = await openNotes()
    await list.getByRole('img', { name: 'Not on the server yet' }).waitFor()

    await page.context().setOffline(false)

    await list.getByRole('img', { name: 'Not on the server yet' }).waitFor({ state: 'detached', timeout: 15_000 })
    await page.keyboard.press('Escape')
  })

  it('hears a key that is pressed while a panel closes', async () => {
    for (let time = 0; time < 8; time++) {
      await openNotes()
      await Promise.all([page.keyboard.press('Escape'), page.keyboard.press('t')])
      await page.getByRole('navigation', { name: 'Contents' }).waitFor({ timeout: 5_000 })
      await page.keyboard.press('Escape')
    }
  })

  it('gives everything as Markdown', async () => {
    await openNotes()
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Save as Markdown' }).click()
    const stream = await (await download).createReadStream()
    const text = (await stream.toArray()).join('')

    expect(text).toContain('first sentence')
    expect(text).toContain('Come back to this.')
    await page.keyboard.press('Escape')
  })

  it('removes what is no longer wanted', async () => {
    const list = await openNotes()
    const before = await list.getByRole('listitem').count()

    await list.getByRole('button', { name: 'Remove' }).first().click()

    await expect.poll(() => list.getByRole('listitem').count()).toBe(before - 1)
  })
})
