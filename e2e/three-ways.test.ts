import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { partialMd5 } from '@colophon/formats/partial-md5.ts'
import type { APIResponse, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { openBook, setUp, untilOpen } from './support/journeys.ts'
import { shownFraction } from './support/reader.ts'

const book = makeEpub({
  title: 'On Three Ways',
  author: 'Ada',
  chapters: [1, 2, 3, 4].map((n) => ({ title: `Part ${n}`, body: paragraphs(40, `Of part ${n}`) })),
})

const json = async <Value>(answer: Promise<APIResponse>): Promise<Value> => {
  const response = await answer
  if (!response.ok()) throw new Error(`${response.url()} answered ${response.status()} ${await response.text()}`)
  return (await response.json()) as Value
}

/** A Kobo, as far as its place in a book goes. */
function koboOf({ request }: Page, token: string) {
  const headers = { 'x-kobo-deviceid': 'b'.repeat(32), 'x-kobo-devicemodel': 'Kobo Clara BW' }
  let cursor: string | undefined
  return {
    async sync() {
      const answer = await request.get(`kobo/${token}/v1/library/sync`, {
        headers: { ...headers, ...(cursor ? { 'x-kobo-synctoken': cursor } : {}) },
      })
      cursor = answer.headers()['x-kobo-synctoken']
      return (await answer.json()) as Record<string, { [part: string]: Record<string, unknown> }>[]
    },
    read: (id: string, percent: number) => {
      const at = `${new Date().toISOString().slice(0, 19)}Z`
      const bookmark = { LastModified: at, ProgressPercent: percent }
      const status = { LastModified: at, Status: 'Reading' }
      const state = { EntitlementId: id, LastModified: at, CurrentBookmark: bookmark, StatusInfo: status }
      return json(request.put(`kobo/${token}/v1/library/${id}/state`, { headers, data: { ReadingStates: [state] } }))
    },
  }
}

inBrowser('one reader with a Kobo, KOReader and the browser', { books: { 'ways.epub': book } }, (world) => {
  it('goes on with each where another was put aside', async () => {
    const { page } = await world.visit({ viewport: { width: 1440, height: 900 } })
    await setUp(page, world.server.books, 'On Three Ways')
    const fromHere = { origin: new URL(world.server.url).origin }
    const made = page.request.post('api/kobo/tokens', { headers: fromHere, data: { name: 'Clara' } })
    const { token } = await json<{ token: string }>(made)
    const signIn = { username: 'ada-reader', password: 'correct horse' }
    await json(page.request.put('api/kosync/credentials', { headers: fromHere, data: signIn }))
    const document = partialMd5(join(world.server.books, 'ways.epub'))
    const headers = {
      accept: 'application/vnd.koreader.v1+json',
      'x-auth-user': signIn.username,
      'x-auth-key': createHash('md5').update(signIn.password).digest('hex'),
    }
    const pull = () => json<{ percentage: number }>(page.request.get(`syncs/progress/${document}`, { headers }))

    // The Kobo receives the book and begins it.
    const kobo = koboOf(page, token)
    const [first] = await kobo.sync()
    const id = String(first?.NewEntitlement?.BookEntitlement?.Id)
    await kobo.sync()
    await kobo.read(id, 40)

    // The browser opens at the same place and reads on.
    await openBook(page, 'On Three Ways')
    await expect.poll(() => shownFraction(page)).toBeCloseTo(0.4, 1)
    for (let turns = 0; turns < 6; turns++) await page.keyboard.press('PageDown')
    await expect.poll(async () => (await pull()).percentage).toBeGreaterThan(0.41)

    // KOReader takes it from there and goes further; the Kobo and the browser follow, and say from where.
    const data = { document, progress: '/body/DocFragment[4]/body/p[10]/text().0', percentage: 0.8, device: 'Boox' }
    await json(page.request.put('syncs/progress', { headers, data }))
    const told = (await kobo.sync()).flatMap(({ ChangedReadingState }) => ChangedReadingState?.ReadingState ?? [])
    expect(told).toMatchObject([{ CurrentBookmark: { ProgressPercent: 80 } }])
    await page.reload()
    await untilOpen(page)
    await page.getByText(/^Continued from .*Boox/).waitFor()
    expect(await shownFraction(page)).toBeGreaterThan(0.7)
  })
})
