import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { type Canary, startCanary } from './support/canary.ts'
import { makeEpub } from './support/epub.ts'
import { openBook, setUp } from './support/journeys.ts'
import { chapterOf, untilShown } from './support/reader.ts'

/** Every way that a page of a book may name something outside it. */
const callsTo = (there: string) =>
  makeEpub({
    title: 'Calling Home',
    author: 'Mallory',
    files: {
      'outside.css': {
        type: 'text/css',
        text: `@import "${there}/import.css"; @import url(${there}/import-url.css) screen;
          @font-face { font-family: Evil; src: url("${there}/font.woff2") }
          body { font-family: Evil, serif; background: url('${there}/background.png') }
          p::before { content: url(${there}/before.png) } ul { list-style-image: url(${there}/list.png) }
          h1 { cursor: url(${there}/cursor.png), auto; mask: url(${there}/mask.svg#m); background-image: image-set("${there}/set.png" 1x) }
          p { background: u\\72l(${there}/escaped.png) }`,
      },
      'picture.svg': {
        type: 'image/svg+xml',
        text: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="100"><style>rect { fill: url(${there}/fill.svg#f) }</style><image href="${there}/image.png" width="10" height="10"/><use xlink:href="${there}/use.svg#u"/><rect width="100" height="100"/></svg>`,
      },
    },
    chapters: [
      {
        title: 'One',
        head: `<link rel="stylesheet" href="outside.css"/><link rel="stylesheet" href="${there}/link.css"/>
          <link rel="prefetch" href="${there}/prefetch"/><link rel="dns-prefetch" href="${there}"/><link rel="icon" href="${there}/icon.png"/>
          <meta http-equiv="refresh" content="0;url=${there}/refresh"/><style>h1 { background: url(${there}/style.png) }</style>`,
        body: `<p>Nobody hears of this.</p>
          <img src="picture.svg" alt="" width="100" height="100"/><img src="${there}/img.png" srcset="${there}/srcset.png 2x" alt=""/>
          <picture><source srcset="${there}/source.png"/><img src="picture.svg" alt=""/></picture>
          <video src="${there}/video.mp4" poster="${there}/poster.png" autoplay="autoplay"><source src="${there}/video2.mp4"/><track src="${there}/track.vtt" default="default"/></video>
          <audio src="${there}/audio.mp3" autoplay="autoplay"></audio><iframe src="${there}/frame"></iframe>
          <object data="${there}/object"></object><embed src="${there}/embed"/><input type="image" src="${there}/input.png" alt=""/>
          <table background="${there}/table.png"><tr><td background="${there}/cell.png" style="background: url(${there}/inline.png)">Cell</td></tr></table>
          <svg xmlns="http://www.w3.org/2000/svg" width="50" height="50"><image href="${there}/svg-image.png" width="9" height="9"/><use href="${there}/svg-use.svg#u"/><feImage href="${there}/fe.png"/>
            <image width="9" height="9"><set attributeName="href" to="${there}/set-image.png"/></image><rect filter="url(${there}/filter.svg#f)" width="9" height="9"/></svg>
          <math xmlns="http://www.w3.org/1998/Math/MathML"><mglyph src="${there}/glyph.png"/><mtext><a href="${there}/math" ping="${there}/ping">x</a></mtext></math>
          <form action="${there}/form"><input name="q" autofocus="autofocus"/></form>
          <p><a href="${there}/clicked" ping="${there}/pinged">Out of the book</a></p>`,
      },
    ],
  })

let canary: Canary
const books: Record<string, Uint8Array> = {}
beforeAll(async () => {
  canary = await startCanary()
  books['calling.epub'] = callsTo(canary.origin)
})
afterAll(() => canary.stop())

inBrowser('a book that calls others', { books }, (world) => {
  let page: Page
  beforeAll(async () => {
    page = (await world.visit()).page
    await setUp(page, world.server.books, 'Calling Home')
    await openBook(page, 'Calling Home')
    await untilShown(page, 'Nobody hears of this.')
    await page.waitForTimeout(2_000)
  })

  it('reaches nobody', () => {
    expect(canary.calls).toEqual([])
  })

  it('opens a link outside only when it is clicked, and elsewhere', async () => {
    const opened = page.context().waitForEvent('page')
    await chapterOf(page)?.getByText('Out of the book').click()
    const other = await opened

    await other.waitForURL(`${canary.origin}/clicked`)
    expect(canary.calls.filter((call) => call !== 'GET /favicon.ico')).toEqual(['GET /clicked'])
    expect(await other.evaluate('window.opener')).toBeNull()
    expect(await other.evaluate('document.referrer')).toBe('')
  })
})
