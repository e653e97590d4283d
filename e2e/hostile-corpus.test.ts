import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { APIRequestContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { chooseFolder, createFirstAccount } from './support/journeys.ts'

/** Files made to do harm; they stand beside the repository, and not everywhere. */
const corpus = fileURLToPath(new URL('../../shared/corpus/hostile/', import.meta.url))

/** What is aimed at the one who reads: scripts, addresses outside, markup without end. The rest is aimed at the scan (scripts/check-hostile.ts). */
const AIMED =
  /^(script-xhtml|svg-cover-script|remote-resources|metadata-injection|metadata-controls|really-html|xxe-\w+(-\w+)?|deep-xml|deep-nav|quadratic-blowup|(ncx-)?billion-laughs|one-megabyte-title|manifest-outside|opf-absolute-url|exif-html|entity-\w+)\.epub$|^pdf-javascript\.pdf$|^fb2-xxe\.fb2$|^comicinfo-xxe\.cbz$/

/** What a browser says where something wanted to run and was kept from it. */
const ATTEMPT =
  /Blocked script execution|Refused to execute|violates the following Content Security Policy directive: "?(script|default)/

if (!existsSync(corpus)) {
  describe.skip('the hostile corpus (../shared/corpus/hostile is not there)', () =>
    it('is opened in the readers', () => {}))
} else {
  const books = Object.fromEntries(
    readdirSync(corpus)
      .filter((name) => AIMED.test(name))
      .map((name) => [name, new Uint8Array(readFileSync(corpus + name))]),
  )

  inBrowser('the hostile corpus', { books }, (world) => {
    it('is opened in the readers, and nothing of it runs or calls anybody', { timeout: 240_000 }, async () => {
      const { page, context } = await world.visit()
      await createFirstAccount(page)
      await chooseFolder(page, world.server.books)
      const files = await listedFiles(page.request)
      expect(files.length).toBeGreaterThan(5)

      const caught: string[] = []
      for (const file of files) {
        // A page of its own for each: one that hangs takes nothing from the next.
        const reader = await context.newPage()
        caught.push(...(await troubleWith(reader, file, world.server.url)))
        await reader.close()
      }
      expect(caught).toEqual([])
    })
  })
}

/** What a file got to do that it must not, in words. */
async function troubleWith(page: Page, { id, name }: { id: string; name: string }, home: string): Promise<string[]> {
  const trouble: string[] = []
  page.on('request', (request) => {
    const url = request.url()
    if (!/^(blob|data|about):/.test(url) && !url.startsWith(home)) trouble.push(`${name} asked for ${url}`)
  })
  page.on('console', (message) => {
    if (ATTEMPT.test(message.text())) trouble.push(`${name}: ${message.text()}`)
  })
  page.on('dialog', (dialog) => {
    trouble.push(`${name} opened a dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await page.goto(`read/${id}`)
  await settled(page)
  for (const frame of page.frames()) {
    const asked = frame.evaluate<unknown>('globalThis.colophonPwned ?? null').catch(() => null)
    const left = await Promise.race([
      asked,
      page
        .context()
        .pages()[0]
        ?.waitForTimeout(10_000)
        .then(() => 'busy'),
    ])
    if (left === 'busy') trouble.push(`${name} keeps its page busy`)
    else if (left !== null) trouble.push(`${name} ran its script number ${left}`)
  }
  return trouble
}

/** Every file that the scan has listed, once it is through. */
async function listedFiles(request: APIRequestContext): Promise<{ id: string; name: string }[]> {
  type Books = { items: { id: string }[] }
  let ids: string[] = []
  for (let calm = 0; calm < 5; ) {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const { items } = (await (await request.get('api/web/books?limit=200')).json()) as Books
    calm = items.length === ids.length && items.length > 0 ? calm + 1 : 0
    ids = items.map(({ id }) => id)
  }
  const found = []
  for (const id of ids) {
    type Page = { files: { id: string; fileName: string }[] }
    const { files } = (await (await request.get(`api/web/books/${id}`)).json()) as Page
    found.push(...files.map((file) => ({ id: file.id, name: file.fileName })))
  }
  return found
}

/** Until the book is open, or the reader has said why it is not; a moment longer for what runs late. */
async function settled(page: Page): Promise<void> {
  const signs = page.locator('main[aria-busy="false"], main canvas, main img, [role="alert"]')
  await signs
    .first()
    .waitFor({ timeout: 4_000 })
    .catch(() => {})
  await page.waitForTimeout(500)
}
