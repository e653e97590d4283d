import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { readBook } from '../packages/formats/src/read-book.ts'
import { fictionalBook, namesOf } from './fictional-book.ts'
import { writeEpub } from './make-epubs.ts'

const dir = mkdtempSync(join(tmpdir(), 'colophon-bench-test-'))
afterAll(() => rmSync(dir, { recursive: true, force: true }))

describe('made EPUBs', () => {
  it('are read as the books they stand for, with a cover that can be drawn', async () => {
    const number = 4_711
    const made = fictionalBook(number, number + 1)
    const path = await writeEpub(dir, number)

    const { facts, cover } = await readBook(path)

    expect(facts).toMatchObject({ title: made.title, languages: [made.language], publisher: made.publisher })
    expect(facts.creators.map(({ name }) => name)).toEqual(namesOf(made))
    expect(facts.series.length).toBe(made.series ? 1 : 0)
    expect(facts.warnings).toEqual([])
    const picture = await sharp(cover?.bytes).stats()
    expect(picture.channels.length).toBe(3)
    expect(cover?.bytes.length).toBe(143_000)
  })

  it('have the size of common books, and two of them have different bytes', async () => {
    const [one, other] = [await writeEpub(dir, 1), await writeEpub(dir, 41)]

    expect(statSync(one).size).toBeGreaterThan(180_000)
    expect(statSync(one).size).toBeLessThan(200_000)
    expect(readFileSync(one).equals(readFileSync(other))).toBe(false)
    const covers = await Promise.all([one, other].map(async (path) => (await readBook(path)).cover?.bytes))
    expect(Buffer.from(covers[0] ?? []).equals(Buffer.from(covers[1] ?? []))).toBe(false)
  })

  it('are the same in every run', async () => {
    const first = readFileSync(await writeEpub(dir, 7))
    expect(readFileSync(await writeEpub(dir, 7)).equals(first)).toBe(true)
  })
})
