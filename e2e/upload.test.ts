import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub } from './support/epub.ts'
import { setUp } from './support/journeys.ts'
import { makeFb2, makePdf } from './support/other-formats.ts'

const fine = makeEpub({ title: 'Fine', author: 'Ada', chapters: [{ title: 'One', body: '<p>Text.</p>' }] })
const emma = { title: 'Emma', author: 'Jane Austen' }
const epub = makeEpub({ ...emma, chapters: [{ title: 'One', body: '<p>Text.</p>' }] })
const files = {
  'emma.epub': Buffer.from(epub),
  'Austen - Emma.fb2': makeFb2(emma),
  'E m m a.pdf': makePdf(emma),
}

inBrowser('adding books', { books: { 'fine.epub': fine } }, (world) => {
  let page: Page
  let folder: string
  beforeAll(async () => {
    page = (await world.visit()).page
    await setUp(page, world.server.books, 'Fine')
    folder = await mkdtemp(join(tmpdir(), 'colophon-upload-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const review = () => page.getByRole('region', { name: 'What became of them' })
  const choose = (given: Record<string, Buffer>) =>
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles(Object.entries(given).map(([name, buffer]) => ({ name, mimeType: '', buffer })))

  it('sends three formats of a book, and shows one book', async () => {
    await page.goto('upload')
    await choose(files)

    await expect.poll(() => review().getByRole('link', { name: 'Emma' }).count()).toBe(3)
    expect(await review().getByText('A new book, EPUB').count()).toBe(1)
    expect(
      await review()
        .getByText(/Joined this book as (FB2|PDF): same title and author/)
        .count(),
    ).toBe(2)

    await review().getByRole('link', { name: 'Emma' }).first().click()
    await page.getByRole('heading', { name: 'Emma', level: 1 }).waitFor()
    for (const format of ['EPUB', 'FB2', 'PDF']) await page.getByText(format).first().waitFor()
    await page.goto('books')
    await expect.poll(() => page.getByRole('list', { name: 'Books' }).getByRole('link').count()).toBe(2)
  })

  it('says of a file that was there already that nothing was added, and of a broken one why', async () => {
    await page.goto('upload')
    await choose({ 'another name.epub': Buffer.from(epub), 'broken.epub': Buffer.from('no book at all') })

    await review().getByText('This very file was there already. Nothing was added.').waitFor()
    await review().getByRole('listitem').filter({ hasText: 'broken.epub' }).locator('.text-danger').waitFor()
  })

  it('names what is no book before anything is sent', async () => {
    await page.goto('upload')
    await choose({ 'photo.jpg': Buffer.from('x'), 'notes.fb2': makeFb2({ title: 'Notes', author: 'Ada L' }) })

    await page.getByText('1 file is no book and stays behind: photo.jpg').waitFor()
    await page.getByRole('button', { name: 'Send', exact: true }).click()
    await review().getByRole('link', { name: 'Notes' }).waitFor()
  })

  it('lets what was read wrongly be set right on the spot', async () => {
    await page.goto('upload')
    await choose({ 'scan.fb2': makeFb2({ title: 'scan0001', author: 'Un Known' }) })
    await review().getByRole('button', { name: 'Correct scan0001' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Title').fill('Middlemarch')
    await dialog.getByLabel('Authors').fill('George Eliot')
    await dialog.getByLabel('Series').fill('Provincial Life')
    await dialog.getByLabel('Number').fill('1')
    await dialog.getByRole('button', { name: 'Save' }).click()

    await review().getByRole('link', { name: 'Middlemarch' }).waitFor()
    await review().getByText('George Eliot · Provincial Life 1').waitFor()
  })

  it('takes files that are dropped on any page', async () => {
    await page.goto('books')
    await page.getByRole('list', { name: 'Books' }).waitFor()
    const content = makeFb2({ title: 'Dropped', author: 'Ada L' }).toString()
    const data = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer()
      transfer.items.add(new File([${JSON.stringify(content)}], 'dropped.fb2'))
      return transfer
    })()`)
    await page.dispatchEvent('main', 'dragover', { dataTransfer: data })
    await page.getByText('Drop book files here').waitFor()
    await page.dispatchEvent('main', 'drop', { dataTransfer: data })

    await page.getByRole('heading', { name: 'Add books', level: 1 }).waitFor()
    await review().getByRole('link', { name: 'Dropped' }).waitFor()
  })

  it('keeps the tracks of a folder together, and goes on while another page is looked at', async () => {
    await mkdir(join(folder, 'Persuasion'))
    for (const track of ['01.mp3', '02.mp3']) await writeFile(join(folder, 'Persuasion', track), Buffer.alloc(50_000))
    await page.goto('upload')
    await page.route('**/api/web/uploads/folders/*/files', async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 3_000))
      await route.continue()
    })
    await page.locator('input[type=file]').last().setInputFiles(join(folder, 'Persuasion'))
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Notes' }).click()
    await page.getByRole('link', { name: 'Sending 1 more book' }).click()

    await expect.poll(async () => readdir(world.server.books)).toContain('Persuasion')
    expect((await readdir(join(world.server.books, 'Persuasion'))).sort()).toEqual(['01.mp3', '02.mp3'])
  })

  it('waits for the network and goes on by itself', async () => {
    await page.unroute('**/api/web/uploads/folders/*/files')
    await page.goto('upload')
    let isCut = true
    await page.route('**/api/web/uploads', (route) =>
      isCut && route.request().method() === 'POST' ? route.abort('internetdisconnected') : route.continue(),
    )
    await choose({ 'late.fb2': makeFb2({ title: 'Late', author: 'Ada L' }) })
    await page.getByText('The server cannot be reached. It goes on by itself.').waitFor()
    isCut = false

    await review().getByRole('link', { name: 'Late' }).waitFor()
  })
})
