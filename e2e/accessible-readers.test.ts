import { buildMp3 } from '@colophon/formats/audio/testing/build-mp3.ts'
import { strToU8, zipSync } from 'fflate'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { faults } from './support/axe.ts'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { setUp, untilOpen } from './support/journeys.ts'
import { makePdf } from './support/pdf.ts'
import { plainPicture } from './support/picture.ts'
import { untilShown } from './support/reader.ts'

const books = {
  'Text/text.epub': makeEpub({
    title: 'A Text',
    author: 'Ada',
    chapters: [{ title: 'One', body: paragraphs(8, 'Paragraph') }],
  }),
  'Ponds/ponds.pdf': makePdf({ title: 'A Book of Ponds', pages: [['This is page 1.'], ['This is page 2.']] }),
  'Drops/drops.cbz': zipSync({
    'ComicInfo.xml': strToU8('<?xml version="1.0"?><ComicInfo><Title>Drops of Ink</Title></ComicInfo>'),
    '1.png': plainPicture(200, 300, [200, 90, 60]),
    '2.png': plainPicture(200, 300, [100, 90, 160]),
  }),
  'Walden/Walden.mp3': buildMp3(
    [
      ['TALB', 'Walden'],
      ['TPE1', 'Henry David Thoreau'],
      ['TIT2', 'Walden'],
    ],
    { seconds: 30 },
  ),
}

inBrowser('readers for everybody', { books }, (world) => {
  let page: Page
  beforeAll(async () => {
    ;({ page } = await world.visit({ reducedMotion: 'reduce', viewport: { width: 1280, height: 800 } }))
    await setUp(page, world.server.books, 'A Text')
    for (const title of ['A Book of Ponds', 'Drops of Ink', 'Walden']) {
      await page.getByRole('link', { name: title }).first().waitFor()
    }
  })

  const isOpen: Record<string, () => Promise<void>> = {
    'A Text': async () => {
      await untilOpen(page)
      await untilShown(page, 'Paragraph 1.')
    },
    'A Book of Ponds': () => page.locator('.textLayer').getByText('This is page 1.').waitFor(),
    'Drops of Ink': () => page.getByRole('img', { name: 'Page 1' }).waitFor(),
    Walden: () => page.getByRole('slider', { name: 'Place in the audiobook' }).waitFor(),
  }

  it.each(Object.keys(isOpen))(
    'has no fault around the open book “%s”, light and wide, dark and narrow',
    async (title) => {
      await page.goto('books')
      await page.getByRole('link', { name: title }).first().click()
      await page.getByRole('link', { name: /^(Read|Listen)\b/ }).click()
      await isOpen[title]?.()
      for (const { colorScheme, width } of [
        { colorScheme: 'light', width: 1280 },
        { colorScheme: 'dark', width: 390 },
      ] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
        await page.setViewportSize({ width, height: 800 })
        expect(await faults(page), colorScheme).toEqual([])
        await page.keyboard.press('b')
        await page.keyboard.press('l')
        await page.getByRole('dialog', { name: 'Notes' }).getByRole('listitem').first().waitFor()
        expect(await faults(page), `notes, ${colorScheme}`).toEqual([])
        await page.keyboard.press('Escape')
        await page.keyboard.press('b')
      }
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' })
      await page.setViewportSize({ width: 1280, height: 800 })
    },
  )

  it('has no fault while a book is on its way', async () => {
    await page.goto('books')
    await page.getByRole('link', { name: 'A Book of Ponds' }).first().click()
    await page.route('**/content', () => undefined)
    await page.getByRole('link', { name: /^Read\b/ }).click()
    await page.getByRole('heading', { level: 1, name: 'A Book of Ponds' }).waitFor()
    await page.getByRole('progressbar', { name: 'Opening the book' }).waitFor()

    expect(await faults(page)).toEqual([])
    await page.unroute('**/content')
  })
})
