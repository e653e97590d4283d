import { join } from 'node:path'
import { type Browser, type CDPSession, chromium, type Page } from 'playwright-core'
import { chromiumPath, flags } from '../../e2e/support/chromium.ts'
import { account } from '../server.ts'

/** How a phone of some years ago compares with the machine that measures. */
const SLOWED = 4
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true }

/** Where the library is. */
const LIBRARY = '/books'

/** What the page told of itself since it was opened; see observe.js. */
export interface Observed {
  shift: number
  interactions: { name: string; duration: number; on: string }[]
  longFrames: { duration: number; blockingDuration: number }[]
  /** Milliseconds from frame to frame of the page's own thread while counting. */
  frames: number[]
  /** At the beginning of so many of them a place of the screen was empty. */
  emptyFrames: number
  /** When the covers of the first screen stood there, from the start of the navigation. */
  coversAt: number | null
  /** When the app stood in their place. */
  appAt: number | null
}

/** Times in milliseconds, of one clock of its own. */
export interface Pictures {
  /** When the finger began to scroll. */
  begun: number
  /** When a new picture came on the screen after that, in order. */
  pictures: number[]
}

export interface PhonePage {
  page: Page
  devtools: CDPSession
  observed(): Promise<Observed>
  /** Opens an address of the library and waits for the covers of its first screen, and for the app in their place. */
  openLibrary(address?: string): Promise<Observed>
  /** Frames are kept while `scroll` runs: those of the page, and when a new picture came on the screen. */
  counting(scroll: () => Promise<unknown>): Promise<Observed & Pictures>
  close(): Promise<void>
}

/**
 * While a tool is attached, Chromium finds out for each `Error` that is made where in its source that was. React makes a
 * few when it begins, for which it is then read anew: 50 ms, and four times as much on a slowed processor, that nobody's own browser
 * takes. With this it is noted while reading it the first time.
 */
const ownSources = '--js-flags=--no-enable-lazy-source-positions'

export function launchBrowser(): Promise<Browser> {
  if (!chromiumPath) throw new Error('No Chromium was found; install one or set CHROMIUM_PATH')
  return chromium.launch({ executablePath: chromiumPath, args: [...flags, ownSources] })
}

/**
 * A page of phone size on a slowed processor, for somebody who is signed in and has never been here: nothing is in its
 * cache.
 * @param isWatched whether every frame is looked at, which costs a slowed processor something
 */
export async function phonePage(browser: Browser, origin: string, { isWatched = true } = {}): Promise<PhonePage> {
  const context = await browser.newContext({ baseURL: origin, ...PHONE })
  const data = { login: account.email, password: account.password }
  const answer = await context.request.post('/api/web/session', { data, headers: { origin } })
  if (!answer.ok()) throw new Error(`Signing in was answered with ${answer.status()}`)
  if (isWatched) await context.addInitScript({ path: join(import.meta.dirname, 'observe.js') })
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWED })
  const observed = () => page.evaluate<Observed>('bench')
  return {
    page,
    devtools,
    observed,
    async openLibrary(address = LIBRARY) {
      await page.goto(address)
      for (const limit = performance.now() + 60_000; performance.now() < limit; await page.waitForTimeout(100)) {
        const seen = await observed()
        if (seen.coversAt && seen.appAt) return seen
      }
      throw new Error('The covers of the first screen did not come within a minute')
    },
    async counting(scroll) {
      await page.evaluate('bench.isCounting = true')
      const pictures = await picturesDuring(devtools, scroll)
      await page.evaluate('bench.isCounting = false')
      return { ...(await observed()), ...pictures }
    },
    close: () => context.close(),
  }
}

/** @throws where nothing was scrolled */
async function picturesDuring(devtools: CDPSession, scroll: () => Promise<unknown>): Promise<Pictures> {
  const pictures: number[] = []
  let begun: number | undefined
  const take = ({ value }: { value: Record<string, unknown>[] }) => {
    for (const { name, ts } of value) {
      if (name === 'DrawFrame') pictures.push(Number(ts) / 1000)
      if (name === 'InputLatency::GestureScrollBegin') begun ??= Number(ts) / 1000
    }
  }
  devtools.on('Tracing.dataCollected', take)
  const isComplete = new Promise((resolve) => {
    devtools.once('Tracing.tracingComplete', resolve)
  })
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    // The second one tells when the finger began. With the first alone Chromium takes down everything else as well, seven
    // times as much, which takes its time from what is measured.
    traceConfig: { includedCategories: ['disabled-by-default-devtools.timeline.frame', 'latencyInfo'] },
  })
  await scroll()
  await devtools.send('Tracing.end')
  await isComplete
  devtools.off('Tracing.dataCollected', take)
  const from = begun
  if (from === undefined) throw new Error('The browser told of no finger that scrolls')
  return { begun: from, pictures: pictures.filter((at) => at > from).toSorted((a, b) => a - b) }
}
