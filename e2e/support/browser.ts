import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { type Colophon, startColophon } from './server.ts'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
]

/** The machine's Chromium: the one that was named, or where one usually is. */
export const chromiumPath = [process.env.CHROMIUM_PATH, ...usual].find((path) => path && existsSync(path))

/** Without a profile of its own, and without the calls home that a browser makes. */
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export interface World {
  server: Colophon
  browser: Browser
  /** A page of a fresh visitor, whose complaints (console errors, refused resources) are collected. */
  visit(options?: BrowserContextOptions): Promise<{ page: Page; context: BrowserContext; complaints: string[] }>
}

/**
 * Tests in a browser against a server of their own. Reported as skipped, by name, where the machine has no Chromium;
 * `REQUIRE_SERVICES=1` makes that a failure.
 */
export function inBrowser(
  name: string,
  options: { books?: Record<string, Uint8Array>; urlBase?: string },
  tests: (world: World) => void,
) {
  const isMissing = chromiumPath === undefined && process.env.REQUIRE_SERVICES !== '1'
  const title = isMissing ? `${name} (no Chromium here; set CHROMIUM_PATH)` : name
  describe.skipIf(isMissing)(title, () => {
    const world = {} as World
    beforeAll(async () => {
      if (!chromiumPath) throw new Error('No Chromium was found; install one or set CHROMIUM_PATH')
      world.server = await startColophon(options.books ?? {}, { urlBase: options.urlBase ?? '' })
      world.browser = await chromium.launch({ executablePath: chromiumPath, args: flags })
      world.visit = async (contextOptions) => {
        const context = await world.browser.newContext({ baseURL: world.server.url, ...contextOptions })
        const page = await context.newPage()
        const complaints: string[] = []
        page.on('pageerror', (error) => complaints.push(error.message))
        page.on('console', (message) => {
          if (message.type() === 'error') complaints.push(message.text())
        })
        return { page, context, complaints }
      }
    })
    afterAll(async () => {
      await world.browser?.close()
      await world.server?.stop()
    })
    tests(world)
  })
}
