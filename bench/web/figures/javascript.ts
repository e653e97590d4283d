import { compressed, insideOf } from '../../figures/javascript.ts'
import type { Reading } from '../../reading.ts'
import { webTargets } from '../../targets.ts'
import type { WebBench } from '../bench.ts'
import { phonePage } from '../page.ts'

/** Longer than the app waits for anything that it does by itself when its first page stands. */
const AT_REST_MS = 6_000

/** All scripts that a browser fetches for the list of books until it rests, with an empty cache, and those in the page. */
export async function javascript({ browser, library }: WebBench): Promise<Reading[]> {
  const { origin } = await library()
  const { page, openLibrary, close } = await phonePage(browser, origin)
  const fetched = new Map<string, Promise<Buffer>>()
  page.on('response', (response) => {
    const { pathname } = new URL(response.url())
    if (response.request().resourceType() === 'script') fetched.set(pathname, response.body())
  })
  await openLibrary()
  const html = await (await page.request.get('/books')).text()
  await page.waitForTimeout(AT_REST_MS)
  const scripts = await Promise.all([...fetched].map(async ([name, code]) => ({ name, code: await code })))
  await close()
  scripts.push(insideOf(html))
  return [compressed('JavaScript before a reader opens, gzip', webTargets.javascript, scripts)]
}
