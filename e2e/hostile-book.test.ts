import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { openBook, setUp } from './support/journeys.ts'
import { untilShown } from './support/reader.ts'

const crime = 'parent.document.title = "caught"; parent.fetch("/api/auth/me")'
const attribute = crime.replaceAll('"', '&quot;')

const trap = makeEpub({
  title: 'A Trap',
  author: 'Mallory',
  description: `<p>Fine words.</p><img src="x" onerror="document.title='caught'"><script>document.title='caught'</script><a href="javascript:document.title='caught'">here</a>`,
  files: {
    'evil.js': { type: 'text/javascript', text: crime },
    'drawing.svg': {
      type: 'image/svg+xml',
      text: `<svg xmlns="http://www.w3.org/2000/svg" onload="${attribute}"><script>${crime}</script></svg>`,
    },
  },
  chapters: [
    {
      title: 'One',
      head: `<script>${crime}</script><script src="evil.js"></script><meta http-equiv="refresh" content="0;url=javascript:${attribute}"/><base href="https://evil.example/"/>`,
      body: `<p onclick="${attribute}" onmouseover="${attribute}">All is well here.</p>
        <img src="missing.png" onerror="${attribute}" alt=""/>
        <img src="https://evil.example/pixel.png" alt=""/>
        <p><a href="javascript:${attribute}">A tempting link</a></p>
        <p><a href=" java&#10;script:${attribute}">Another one</a></p>
        <iframe src="evil.xhtml" srcdoc="&lt;script&gt;${attribute}&lt;/script&gt;"></iframe>
        <object data="drawing.svg" type="image/svg+xml"></object><embed src="drawing.svg"/>
        <svg xmlns="http://www.w3.org/2000/svg" onload="${attribute}"><script>${crime}</script>
          <a xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="javascript:${attribute}"><text y="20">Drawn link</text></a>
          <animate attributeName="href" values="javascript:${attribute}"/></svg>
        <form action="https://evil.example/"><button>Send</button></form>`,
    },
  ],
})

inBrowser('a hostile book', { books: { 'trap.epub': trap } }, (world) => {
  let page: Page
  const outside: string[] = []
  beforeAll(async () => {
    page = (await world.visit()).page
    page.on('request', (request) => {
      if (request.url().includes('evil.example') || request.url().endsWith('/api/auth/me')) outside.push(request.url())
    })
    await setUp(page, world.server.books, 'A Trap')
  })

  it('has a description without anything that runs', async () => {
    await page.getByRole('link', { name: 'A Trap' }).first().click()
    await page.getByText('Fine words.').waitFor()

    expect(await page.getByRole('main').locator('script, [onerror], a[href^="javascript"]').count()).toBe(0)
    expect(await page.title()).not.toBe('caught')
    await page.goBack()
  })

  it('is shown in a frame where nothing of it runs and nothing of it calls anybody', async () => {
    await openBook(page, 'A Trap')
    await untilShown(page, 'All is well here.')
    const frame = page.frames().find((one) => one.url().startsWith('blob:'))
    await frame?.getByText('All is well here.').hover()
    for (const bait of ['A tempting link', 'Another one', 'Drawn link']) {
      await frame?.getByText(bait).click({ timeout: 3_000, force: true })
    }
    await page.waitForTimeout(500)

    expect(await page.title()).not.toBe('caught')
    expect(outside).toEqual([])
    const left = frame?.locator('script, iframe, object, embed, base, meta[http-equiv], [onclick], [onerror], [onload]')
    expect(await left?.count()).toBe(0)
  })

  it('gives its frame no right to run scripts', async () => {
    const sandbox = await page.evaluate<string | null>(
      `(() => { let seen = null; const view = document.querySelector('foliate-view'); const frame = view.renderer.getContents()[0].doc.defaultView.frameElement; return frame.getAttribute('sandbox') })()`,
    )

    expect(sandbox).toBe('allow-same-origin')
  })
})
