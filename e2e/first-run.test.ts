import { expect, it } from 'vitest'
import { inBrowser } from './support/browser.ts'
import { makeEpub, paragraphs } from './support/epub.ts'
import { chooseFolder, createFirstAccount } from './support/journeys.ts'
import { untilShown } from './support/reader.ts'

const emma = makeEpub({
  title: 'Emma',
  author: 'Jane Austen',
  cover: [120, 60, 50],
  chapters: [{ title: 'Volume One', body: paragraphs(12, 'Paragraph') }],
})

inBrowser('the first run', { books: { 'Jane Austen/Emma/Emma.epub': emma } }, (world) => {
  it('leads from an empty server to the first page read', async () => {
    const { page, complaints } = await world.visit()

    await createFirstAccount(page)
    await chooseFolder(page, world.server.books)
    await page.getByRole('link', { name: 'Emma' }).click()
    await page.getByRole('heading', { name: 'Emma', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Read', exact: true }).click()

    await untilShown(page, 'Paragraph 1.')
    expect(complaints).toEqual([])
  })

  it('lets a visitor without an account no further than the sign-in', async () => {
    const { page } = await world.visit()

    await page.goto('libraries')

    await page.getByRole('heading', { name: 'Welcome back' }).waitFor()
    expect(new URL(page.url()).searchParams.get('next')).toBe('/libraries')
  })
})
