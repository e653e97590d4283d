import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { informed, measured, median, type Reading } from '../../reading.ts'
import { makeLibrary } from '../../scan-watch.ts'
import { startServer } from '../../server.ts'
import { webTargets } from '../../targets.ts'
import type { WebBench } from '../bench.ts'
import { bookOfAMegabyte } from '../long-book.ts'
import { phonePage } from '../page.ts'

const TURNS = 12
/** Looking in every frame would make the page draw them all. */
const LOOKING_MS = 15

/** From a press on the page of a book of 1 MB to its page at the last place, and from a key to the next page. */
export async function reader({ browser, options }: WebBench): Promise<Reading[]> {
  const folder = mkdtempSync(join(tmpdir(), 'colophon-bench-book-'))
  mkdirSync(join(folder, 'books'))
  writeFileSync(join(folder, 'books', 'long.epub'), bookOfAMegabyte())
  const server = await startServer()
  try {
    await makeLibrary(server, 'Books', [join(folder, 'books')])
    const { bookId, fileId } = await whenThere(server.ask)
    const at = new Date().toISOString()
    await server.ask('PUT', `/api/books/${bookId}/progress`, { fraction: 0.4, source: 'web', at })
    const never = await phonePage(browser, server.origin, { isWatched: false })
    await never.page.goto(`/read/${fileId}`)
    const cold = (await shownAt(never.page)) / 1000
    await never.close()
    const { page, close } = await phonePage(browser, server.origin, { isWatched: false })
    const openings: number[] = []
    const turns: number[] = []
    for (let visit = 0; visit < (options.isQuick ? 2 : 5); visit++) {
      openings.push(await openingTime(page, bookId))
      await page.waitForTimeout(1_500)
      for (let turn = 0; turn < (options.isQuick ? 2 : TURNS); turn++) turns.push(await turnTime(page))
    }
    await close()
    const each = `median of ${openings.map((seconds) => seconds.toFixed(2)).join(', ')}`
    return [
      measured('first page of a book of 1 MB', median(openings), webTargets.bookOpens, each),
      informed('the same for somebody who was never here, by its address', cold, 's'),
      measured('turning a page', median(turns), webTargets.pageTurns, `median of ${turns.length}`, turns),
    ]
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** From the press until the page stands there; what the app fetches ahead at its first visit has come by then. */
async function openingTime(page: Page, bookId: string): Promise<number> {
  await page.goto(`/books/${bookId}`)
  const link = page.getByRole('link', { name: /^Read\b/ })
  await link.waitFor()
  await page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')
  await page.waitForTimeout(1_000)
  await link.tap()
  await page.waitForURL(/\/read\//, { waitUntil: 'commit' })
  return (await shownAt(page)) / 1000
}

type Ask = Awaited<ReturnType<typeof startServer>>['ask']

async function whenThere(ask: Ask): Promise<{ bookId: string; fileId: string }> {
  for (let attempt = 0; attempt < 300; attempt++) {
    const { items } = await ask<{ items: { id: string }[] }>('GET', '/api/web/books')
    const bookId = items[0]?.id
    const book = bookId ? await ask<{ files: { id: string }[] }>('GET', `/api/web/books/${bookId}`) : undefined
    const fileId = book?.files[0]?.id
    if (bookId && fileId) return { bookId, fileId }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error('The book was not taken in within a minute')
}

/** When the text stood on the screen, in milliseconds from the start of the navigation. */
function shownAt(page: Page): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve) => {
    const look = () => {
      const shown = document.querySelector('foliate-view')?.lastLocation
      const isShown = document.querySelector('main[aria-busy="false"]') && shown?.range?.toString().trim()
      if (isShown) requestAnimationFrame((painted) => resolve(painted))
      else setTimeout(look, ${LOOKING_MS})
    }
    look()
  })`)
}

/** From the key to the frame that shows the next page; pages that slide are begun by then. */
async function turnTime(page: Page): Promise<number> {
  // Armed before the key goes off: what is asked of a page and what is typed into it may overtake each other.
  await page.evaluate(`window.turned = new Promise((resolve) => {
    const view = document.querySelector('foliate-view')
    const before = view.renderer.containerPosition
    let pressed
    addEventListener('keydown', () => { pressed = performance.now() }, { once: true, capture: true })
    const look = () => {
      if (pressed !== undefined && view.renderer.containerPosition !== before) {
        requestAnimationFrame((painted) => resolve(painted - pressed))
      } else requestAnimationFrame(look)
    }
    look()
  }), undefined`)
  await page.keyboard.press('ArrowRight')
  const time = await page.evaluate<number>('turned')
  await page.waitForTimeout(900)
  return time
}
