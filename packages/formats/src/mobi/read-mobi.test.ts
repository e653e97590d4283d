import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readMobi } from './read-mobi.ts'
import { buildMobi } from './testing/build-mobi.ts'

const folder = mkdtempSync(join(tmpdir(), 'mobi-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(bytes: Uint8Array, cover = true) {
  const path = join(folder, 'book.mobi')
  writeFileSync(path, bytes)
  return readMobi(path, { cover, format: 'mobi' })
}

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex')

describe('reading a Kindle book', () => {
  it('finds what the extended header says', async () => {
    const { facts } = await read(
      buildMobi({
        title: 'Cut off ti',
        extended: [
          [503, 'Pride &amp; Prejudice'],
          [100, 'Austen, Jane'],
          [100, 'Seth Grahame-Smith & Tony Lee'],
          [101, 'T. Egerton'],
          [103, '<p>A &lt;truth&gt;</p>'],
          [104, '978-0-14-143951-8'],
          [105, 'Romance; England'],
          [106, '1813-01-28T00:00:00+00:00'],
          [108, 'calibre (6.13.0) [https://calibre-ebook.com]'],
          [108, 'Hugh Thomson'],
          [113, 'B000FC1PJI'],
          [524, 'en-GB'],
          [527, 'ltr'],
        ],
      }),
    )

    expect(facts).toMatchObject({
      title: 'Pride & Prejudice',
      creators: [
        { name: 'Jane Austen', sort: 'Austen, Jane', role: 'author' },
        { name: 'Seth Grahame-Smith', role: 'author' },
        { name: 'Tony Lee', role: 'author' },
        { name: 'Hugh Thomson', role: 'contributor' },
      ],
      publisher: 'T. Egerton',
      description: '<p>A &lt;truth&gt;</p>',
      identifiers: [
        { scheme: 'isbn', value: '9780141439518' },
        { scheme: 'asin', value: 'B000FC1PJI' },
      ],
      subjects: ['Romance', 'England'],
      published: '1813-01-28',
      languages: ['en-GB'],
      direction: 'ltr',
      drm: null,
    })
  })

  it('falls back to the title behind the header, the name of the database and the locale', async () => {
    expect((await read(buildMobi({ title: 'Émile', codePage: 1252, locale: 12 }))).facts).toMatchObject({
      title: 'Émile',
      languages: ['fr'],
    })
    expect((await read(buildMobi({}))).facts).toMatchObject({ title: 'A Short Name', languages: [] })
  })

  it('says that a book is locked', async () => {
    expect((await read(buildMobi({ title: 'A', encryption: 2 }))).facts.drm).toBe('Mobipocket DRM')
  })

  it('takes the cover by its place among the pictures, else the thumbnail', async () => {
    const other = Buffer.from('no picture')
    const both: [number, number][] = [
      [201, 0],
      [202, 1],
    ]
    expect((await read(buildMobi({ extended: [[201, 1]], pictures: [other, jpeg] }))).cover?.bytes).toEqual(jpeg)
    expect((await read(buildMobi({ extended: both, pictures: [other, jpeg] }))).cover?.mime).toBe('image/jpeg')
    expect((await read(buildMobi({ extended: [[201, 700]], pictures: [jpeg] }))).cover).toBeNull()
    expect((await read(buildMobi({ pictures: [jpeg] }))).cover).toBeNull()
    expect(
      (await read(buildMobi({ extended: [[129, 'kindle:embed:0002']], pictures: [other, jpeg] }))).cover?.bytes,
    ).toEqual(jpeg)
  })

  it.each([
    ['is empty', 0, 'empty'],
    ['ends within the header', 60, 'truncated'],
    ['ends within the list of records', 80, 'truncated'],
  ])('refuses a file that %s', async (_what, length, code) => {
    await expect(read(buildMobi({ title: 'A' }).subarray(0, length))).rejects.toMatchObject({ code })
  })

  it('refuses a file whose last record is missing', async () => {
    const bytes = buildMobi({ title: 'A', pictures: [jpeg] })
    await expect(read(bytes.subarray(0, bytes.length - jpeg.length))).rejects.toMatchObject({ code: 'truncated' })
  })

  it('survives any four bytes being wrong', async () => {
    const bytes = buildMobi({
      title: 'A',
      extended: [
        [100, 'B'],
        [201, 0],
      ],
      pictures: [jpeg],
    })
    for (let at = 0; at + 4 <= bytes.length; at += 2) {
      const broken = Buffer.from(bytes)
      broken.writeUInt32BE(0xfffffff0, at)
      await read(broken).catch((error) => expect(error).toMatchObject({ name: 'UnreadableBook' }))
    }
  })
})
