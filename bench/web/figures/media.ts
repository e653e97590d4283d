import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { informed, measured, median, type Reading } from '../../reading.ts'
import { type BenchServer, startServer } from '../../server.ts'
import { webTargets } from '../../targets.ts'
import type { WebBench } from '../bench.ts'
import { LARGE_PDF, LONG_AUDIOBOOK, makeMedia } from '../make-media.ts'
import { phonePage } from '../page.ts'

/** From a press on the page of a book to the first page of a large PDF, and to the first sound of a long audiobook. */
export async function media({ browser, options }: WebBench): Promise<Reading[]> {
  const folder = await makeMedia(options.isQuick)
  const server = await startServer()
  try {
    const pdf = await bookOf(server, folder, LARGE_PDF)
    const audio = await bookOf(server, folder, LONG_AUDIOBOOK)
    const { page, close } = await phonePage(browser, server.origin, { isWatched: false })
    await page.addInitScript(WATCH_SOUND)
    const visits = options.isQuick ? 2 : 6
    const pages: number[] = []
    const sounds: number[] = []
    for (let visit = 0; visit < visits; visit++) {
      pages.push(await timeOfPage(page, pdf))
      sounds.push(await timeOfSound(page, audio))
    }
    await close()
    const [firstPage = Number.NaN, ...laterPages] = pages
    const [firstSound = Number.NaN, ...laterSounds] = sounds
    return [
      measured('first page of a PDF of 200 MB', median(laterPages), webTargets.largePdf, noteOf(laterPages)),
      informed('the same at the first visit, with the code of the reader', firstPage, 's'),
      measured(
        'first sound of an audiobook of 1 GB',
        median(laterSounds),
        webTargets.longAudiobook,
        noteOf(laterSounds),
      ),
      informed('the same at the first visit, with the chapters read', firstSound, 's'),
    ]
  } finally {
    await server.stop()
  }
}

/** Notes when a page was pressed, and when sound came. */
const WATCH_SOUND = `(() => {
  const { play } = HTMLMediaElement.prototype
  HTMLMediaElement.prototype.play = function () {
    this.addEventListener('playing', () => { window.firstSound ??= performance.now() }, { once: true })
    return play.call(this)
  }
  addEventListener('pointerdown', () => { window.pressed = performance.now() }, true)
})()`

const noteOf = (seconds: number[]) => `median of ${seconds.map((one) => one.toFixed(2)).join(', ')}`

async function bookOf(server: BenchServer, folder: string, title: string): Promise<string> {
  const [known] = await server.ask<unknown[]>('GET', '/api/libraries')
  if (!known) {
    const library = { name: 'Media', paths: [folder] }
    const { id } = await server.ask<{ id: string }>('POST', '/api/libraries', library)
    await server.ask('POST', `/api/web/libraries/${id}/scan`)
  }
  for (const limit = performance.now() + 120_000; performance.now() < limit; await sleep(250)) {
    const { items } = await server.ask<{ items: { id: string; title: string }[] }>('GET', '/api/web/books?limit=10')
    const book = items.find((one) => one.title === title)
    if (book) return book.id
  }
  throw new Error(`“${title}” was not taken in within two minutes`)
}

/** Until the first page is drawn, from the start of the navigation. */
async function timeOfPage(page: Page, book: string): Promise<number> {
  await page.goto(`/books/${book}`)
  const link = page.getByRole('link', { name: /^Read\b/ })
  await link.waitFor()
  await page.waitForTimeout(500)
  await link.tap()
  await page.waitForURL(/\/read\//, { waitUntil: 'commit' })
  return (await whenPage(page, "document.querySelector('.pdf-canvas') !== null && performance.now()")) / 1000
}

/** Until sound comes, from the press. */
async function timeOfSound(page: Page, book: string): Promise<number> {
  await page.goto(`/books/${book}`)
  const link = page.getByRole('link', { name: 'Listen' })
  await link.waitFor()
  await page.waitForTimeout(500)
  await link.tap()
  const heard = await whenPage(page, 'window.firstSound && window.firstSound - window.pressed')
  await page.getByRole('button', { name: 'Pause' }).tap()
  return heard / 1000
}

/** The first number that an expression gives, looked at again and again; the policy of the page allows no waitForFunction(). */
async function whenPage(page: Page, expression: string): Promise<number> {
  const found = await page.evaluate<number | null>(`new Promise((resolve) => {
    setTimeout(() => resolve(null), 60_000)
    const look = () => {
      const value = ${expression}
      if (value) resolve(value)
      else setTimeout(look, 15)
    }
    look()
  })`)
  if (found === null) throw new Error(`Within a minute nothing was to be seen of ${expression}`)
  return found
}
