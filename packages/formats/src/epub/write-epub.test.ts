import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { readBook } from '../read-book.ts'
import { faultOfXml } from '../testing/well-formed.ts'
import { type EpubToWrite, writeEpub } from './write-epub.ts'

const folder = mkdtempSync(join(tmpdir(), 'colophon-write-epub-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const book: EpubToWrite = {
  identifier: 'urn:uuid:8c1f9c5e-0b3b-4d3e-9d5e-111111111111',
  title: 'Of <Whales> & "Men"\u0000',
  authors: ['Ann & Author', 'Bob'],
  language: 'en-GB',
  description: 'A <b>note</b>',
  publisher: 'The Sea',
  published: '2024-03-05',
  source: 'https://example.org/a?b=1&c=2',
  isRightToLeft: false,
  modified: new Date('2026-01-02T03:04:05.678Z'),
  chapters: [
    { title: 'One & two', xhtml: '<p>Text &#38; more <img src="pictures/0.jpg" alt=""/></p>' },
    { title: '', xhtml: '<p>End</p>' },
  ],
  pictures: [{ name: 'pictures/0.jpg', mime: 'image/jpeg', bytes: Uint8Array.of(0xff, 0xd8, 0xff, 0xe0) }],
}
const write = (parts: Partial<EpubToWrite> = {}) => {
  const bytes = writeEpub({ ...book, ...parts })
  const path = join(folder, 'book.epub')
  writeFileSync(path, bytes)
  return { path, bytes, files: unzipSync(bytes) }
}

describe('a written EPUB', () => {
  it('is read back with all it was given', async () => {
    const { facts } = await readBook(write().path, { cover: true })
    expect(facts).toMatchObject({
      format: 'epub',
      title: 'Of <Whales> & "Men"',
      languages: ['en-GB'],
      publisher: 'The Sea',
      published: '2024-03-05',
      drm: null,
      warnings: [],
    })
    expect(facts.creators.map(({ name, role }) => [name, role])).toEqual([
      ['Ann & Author', 'author'],
      ['Bob', 'author'],
    ])
  })

  it('shows its kind in its first bytes, as readers ask for', () => {
    const { bytes } = write()
    expect(Buffer.from(bytes.subarray(30, 58)).toString()).toBe('mimetypeapplication/epub+zip')
  })

  it('is well-formed in every part, and names each of its files', () => {
    const { files } = write()
    const text = (name: string) => Buffer.from(files[name] ?? []).toString()
    for (const name of Object.keys(files).filter((name) => /\.(xhtml|opf|xml)$/.test(name))) {
      expect(faultOfXml(text(name)), name).toBeUndefined()
    }
    const named = [...text('EPUB/package.opf').matchAll(/href="([^"]+)"/g)].map(([, name]) => `EPUB/${name}`)
    expect([...named, 'EPUB/package.opf', 'META-INF/container.xml', 'mimetype'].sort()).toEqual(
      Object.keys(files).sort(),
    )
    expect(text('EPUB/package.opf')).toContain('<dc:source>https://example.org/a?b=1&#38;c=2</dc:source>')
    expect(text('EPUB/package.opf')).toContain('<meta property="dcterms:modified">2026-01-02T03:04:05Z</meta>')
    expect(text('EPUB/nav.xhtml')).toContain('<a href="chapter-1.xhtml">One &#38; two</a>')
    expect(text('EPUB/nav.xhtml')).toContain('<a href="chapter-2.xhtml">2</a>')
  })

  it('says so where the language is not known, and which way it is read', async () => {
    const { path, files } = write({ language: null, authors: [], isRightToLeft: true })
    expect((await readBook(path, { cover: false })).facts).toMatchObject({ creators: [], direction: 'rtl' })
    expect(Buffer.from(files['EPUB/chapter-1.xhtml'] ?? []).toString()).toContain('xhtml" dir="rtl">')
  })
})
