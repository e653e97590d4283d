import { expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { openBook, setUp } from './support/journeys.ts'
import { untilShown } from './support/reader.ts'

const book = makeEpub({
  title: 'Behind a Proxy',
  author: 'Ada',
  cover: [30, 60, 120],
  chapters: [{ title: 'One', body: '<p>It works down here.</p>' }],
})

inBrowser('under a prefix', { books: { 'book.epub': book }, urlBase: '/shelf' }, (world) => {
  it('works as it does at the root: addresses, covers, the reader and the way back', async () => {
    const { page, complaints } = await world.visit()
    const elsewhere: string[] = []
    page.on('request', (request) => {
      const { protocol, pathname } = new URL(request.url())
      if (protocol === 'http:' && !pathname.startsWith('/shelf/')) elsewhere.push(pathname)
    })

    await setUp(page, world.server.books, 'Behind a Proxy')
    await openBook(page, 'Behind a Proxy')
    await untilShown(page, 'It works down here.')
    await page.getByRole('link', { name: 'Back to Behind a Proxy' }).click()
    await page.getByRole('heading', { level: 1, name: 'Behind a Proxy' }).waitFor()
    expect(new URL(page.url()).pathname).toMatch(/^\/shelf\/books\//)
    await page.reload()
    await page.getByRole('heading', { level: 1, name: 'Behind a Proxy' }).waitFor()

    expect(elsewhere).toEqual([])
    expect(complaints).toEqual([])
  })
})
