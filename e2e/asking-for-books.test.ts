import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { setUp } from './support/journeys.ts'
import { startOpenLibrary } from './support/open-library.ts'

const books = {
  'one.epub': makeEpub({ title: 'Volume One', author: 'Ada', chapters: [{ title: 'One', body: '<p>Text.</p>' }] }),
}
const reader = { name: 'Rita', email: 'rita@example.com', password: 'a quiet green river' }
const openLibrary = await startOpenLibrary()

inBrowser('asking for books', { books, env: openLibrary.env }, (world) => {
  let page: Page
  let complaints: string[]

  beforeAll(async () => {
    const admin = (await world.visit()).page
    await setUp(admin, world.server.books, 'Volume One')
    const made = await fetch(`${world.server.url}api/auth/signup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(reader),
    })
    expect(made.status).toBe(201)
    ;({ page, complaints } = await world.visit({ locale: 'en-GB' }))
    await page.goto('sign-in')
    await page.getByLabel('E-mail address or login name').fill(reader.email)
    await page.getByLabel('Password').fill(reader.password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('list', { name: 'Recently added' }).waitFor()
  })
  afterAll(() => openLibrary.stop())

  /** A picture that could not be had has no width. */
  const expectCover = () =>
    expect.poll(() => page.evaluate(`document.querySelector('li .cover img')?.naturalWidth ?? 0`)).toBe(200)

  it('a reader sees the cover of a book, asks for it, and finds both under the requests', async () => {
    await page.goto('get/discover?q=emma')
    await page.getByRole('list', { name: 'Books found' }).getByText('Emma').first().waitFor()
    await expectCover()
    await page.getByRole('button', { name: 'Ask for it: Emma' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Ask for it' }).click()

    await page.getByRole('navigation', { name: 'Get books' }).getByRole('link', { name: 'Requests' }).click()
    const request = page.getByRole('listitem').filter({ hasText: /asked for by Rita/ })
    await request.getByText('Emma').waitFor()
    await expectCover()

    await page.goto('')
    const coming = page.getByRole('region', { name: 'On their way' })
    await coming.getByRole('link', { name: /^Emma.*Open$/ }).waitFor()
    await coming.getByRole('link', { name: 'Requests', exact: true }).click()
    await request.waitFor()
    expect(complaints).toEqual([])
  })
})
