import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { createFirstAccount } from './support/journeys.ts'

interface Manifest {
  start_url: string
  icons: { src: string; sizes: string }[]
}

/** Waits until the service worker is at work. */
const untilInstalled = (page: Page) => page.evaluate('navigator.serviceWorker.ready.then(() => undefined)')

inBrowser('the installed app', { urlBase: '/shelf' }, (world) => {
  it('says what it is called and how it looks, below its prefix', async () => {
    const { page } = await world.visit()
    await page.goto('')
    const address = new URL((await page.locator('link[rel=manifest]').getAttribute('href')) ?? '', world.server.url)
    const manifest: Manifest = await (await page.request.get(address.href)).json()

    expect(manifest).toMatchObject({ name: 'Colophon', display: 'standalone', start_url: './' })
    expect(new URL(manifest.start_url, address).href).toBe(world.server.url)
    for (const { src, sizes } of manifest.icons) {
      const { width, height } = await sharp(
        await (await page.request.get(new URL(src, address).href)).body(),
      ).metadata()
      expect(`${width}x${height}`).toBe(sizes)
    }
  })

  it('opens without a network and says so, keeps nothing private, and takes what is shared', async () => {
    const { page, context, complaints } = await world.visit()
    await createFirstAccount(page)
    await page.getByRole('heading', { name: 'Where are your books?' }).waitFor()
    await page.goto('books')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await untilInstalled(page)

    const kept = await page.evaluate<string[]>(`(async () => {
      const names = await caches.keys()
      const stored = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
      return stored.flat().map(({ url }) => new URL(url).pathname)
    })()`)
    expect(kept).toContain('/shelf/')
    expect(kept.filter((path) => path.includes('/api/'))).toEqual([])
    expect(complaints).toEqual([])

    const shared = await page.evaluate<{ url: string; texts: string[] }>(`(async () => {
      const form = new FormData()
      form.append('files', new File(['a book'], 'Ünï & co.epub', { type: 'application/epub+zip' }))
      form.append('title', 'A book')
      const answer = await fetch('${world.server.url}share', { method: 'POST', body: form })
      const cache = await caches.open('colophon-shared')
      const texts = await Promise.all((await cache.keys()).map(async (key) => (await cache.match(key)).text()))
      return { url: answer.url, texts }
    })()`)
    expect(new URL(shared.url).pathname + new URL(shared.url).search).toBe('/shelf/upload?shared=1')
    expect(shared.texts).toEqual(['a book', 'A book'])

    await context.setOffline(true)
    await page.reload()
    await page.getByText('The server cannot be reached').waitFor()
    await context.setOffline(false)
    await page.getByRole('heading', { level: 1 }).waitFor()
  })

  it('can be taken off again', async () => {
    const { page } = await world.visit()
    await page.goto('sign-in')
    await page.getByLabel('E-mail address or login name').fill('ada@example.com')
    await page.getByLabel('Password').fill('correct horse battery')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('navigation', { name: 'Main' }).first().waitFor()
    await untilInstalled(page)

    await page.goto('books?fresh')
    await expect
      .poll(() =>
        page.evaluate(`(async () => ({
          workers: (await navigator.serviceWorker.getRegistrations()).length,
          caches: await caches.keys(),
        }))()`),
      )
      .toEqual({ workers: 0, caches: [] })
  })
})
