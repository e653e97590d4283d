import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe } from 'vitest'
import { chromiumPath, flags } from './chromium.ts'
import { type Colophon, startColophon } from './server.ts'

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
  options: { books?: Record<string, Uint8Array>; urlBase?: string; env?: Readonly<Record<string, string>> },
  tests: (world: World) => void,
) {
  const isMissing = chromiumPath === undefined && process.env.REQUIRE_SERVICES !== '1'
  const title = isMissing ? `${name} (no Chromium here; set CHROMIUM_PATH)` : name
  describe.skipIf(isMissing)(title, () => {
    const world = {} as World
    beforeAll(async () => {
      if (!chromiumPath) throw new Error('No Chromium was found; install one or set CHROMIUM_PATH')
      const { books = {}, urlBase = '', env = {} } = options
      world.server = await startColophon(books, { urlBase, env })
      world.browser = await chromium.launch({ executablePath: chromiumPath, args: flags })
      world.visit = async (contextOptions) => {
        const context = await world.browser.newContext({ baseURL: world.server.url, ...contextOptions })
        context.setDefaultTimeout(60_000)
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
