import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { BookFile } from '../bytes/book-file.ts'
import { renderCover } from '../pictures/render-cover.ts'
import { readPdf } from './read-pdf.ts'
import { buildPdf } from './testing/build-pdf.ts'

const folder = mkdtempSync(join(tmpdir(), 'pdf-'))
afterAll(() => rmSync(folder, { recursive: true }))

async function read(bytes: Uint8Array, cover = false) {
  const path = join(folder, 'book.pdf')
  writeFileSync(path, bytes)
  return readPdf(path, { cover })
}

const packet = (properties: string) => `<?xpacket?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/hostname">]>
  <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><rdf:Description>${properties}</rdf:Description></rdf:RDF></x:xmpmeta>`
const list = (...values: string[]) =>
  `<rdf:Seq>${values.map((value) => `<rdf:li>${value}</rdf:li>`).join('')}</rdf:Seq>`

describe('reading a PDF', () => {
  it('finds what the Info dictionary says', async () => {
    const { facts } = await read(
      buildPdf({
        info: {
          Title: 'Алиса 不思議',
          Author: 'Ada Quill; Bea Writer',
          Subject: 'A story, ISBN 978-0-14-143976-1',
          Keywords: 'fantasy, rabbit',
        },
        language: 'ru',
        pages: 3,
      }),
    )

    expect(facts).toMatchObject({
      title: 'Алиса 不思議',
      creators: [
        { name: 'Ada Quill', role: 'author' },
        { name: 'Bea Writer', role: 'author' },
      ],
      description: 'A story, ISBN 978-0-14-143976-1',
      identifiers: [{ scheme: 'isbn', value: '9780141439761' }],
      subjects: ['fantasy', 'rabbit'],
      languages: ['ru'],
      pages: 3,
      drm: null,
      warnings: [],
    })
  })

  it('finds what XMP says, expands no entity, and lets Info have the title', async () => {
    const xmp =
      packet(`<dc:title>${list('Other')}</dc:title><dc:creator>${list('Lewis Carroll', 'John Tenniel')}</dc:creator>
      <dc:description>${list('&f;Described')}</dc:description><dc:publisher>${list('Macmillan')}</dc:publisher>
      <dc:date>${list('1865-11-26T00:00:00Z')}</dc:date><dc:language>${list('en-GB')}</dc:language>
      <xmp:Identifier><rdf:Bag><rdf:li><xmpidq:Scheme>goodreads</xmpidq:Scheme><rdf:value>123</rdf:value></rdf:li></rdf:Bag></xmp:Identifier>
      <calibre:series><rdf:value>Alice</rdf:value><calibreSI:series_index>2.00</calibreSI:series_index></calibre:series>
      <calibre:author_sort>Carroll, Lewis</calibre:author_sort><prism:doi>10.1000/182</prism:doi>`)

    const { facts } = await read(buildPdf({ info: { Title: 'Alice', Author: 'Lewis Carroll, John Tenniel' }, xmp }))

    expect(facts).toMatchObject({
      title: 'Alice',
      creators: [{ name: 'Lewis Carroll' }, { name: 'John Tenniel' }],
      description: 'Described',
      publisher: 'Macmillan',
      published: '1865-11-26',
      languages: ['en-GB'],
      series: [{ name: 'Alice', position: '2' }],
      identifiers: [
        { scheme: 'goodreads', value: '123' },
        { scheme: 'doi', value: '10.1000/182' },
      ],
    })
  })

  it('leaves out what a program filled in, and says so', async () => {
    const { facts } = await read(buildPdf({ info: { Title: 'Microsoft Word - final(2).doc', Author: 'user' } }))
    expect(facts).toMatchObject({ title: null, creators: [] })
    expect(facts.warnings).toHaveLength(2)
  })

  it('draws the first page', async () => {
    const { cover } = await read(buildPdf({}), true)
    expect(cover?.mime).toBe('image/jpeg')
    expect(await renderCover(cover?.bytes as Uint8Array)).toMatchObject({ width: 900, height: 1200, colour: '#fe0000' })
  })

  it.each(['0 0 2000000 2000000', '0 0 1 2000000', '0 0 2000000 1'])(
    'draws a page of %s in bounds',
    async (mediaBox) => {
      const { cover } = await read(buildPdf({ mediaBox }), true)
      if (!cover) return
      const { width, height } = await renderCover(cover.bytes)
      expect(width <= 900 && height <= 2700).toBe(true)
    },
  )

  it('reads a large file without its middle', async () => {
    const reads = vi.spyOn(BookFile.prototype, 'read')
    const { facts, cover } = await read(buildPdf({ info: { Title: 'Large' }, padding: 8 << 20, pages: 2 }), true)
    expect(facts).toMatchObject({ title: 'Large', pages: 2 })
    expect(cover).not.toBeNull()
    const bytesRead = reads.mock.calls.reduce((sum, [, length]) => sum + length, 0)
    expect(bytesRead).toBeLessThan(1 << 20)
    reads.mockRestore()
  })

  it('does not draw a page that would fill the memory', async () => {
    const { facts, cover } = await read(buildPdf({ info: { Title: 'Bomb' }, bomb: 100 << 20 }), true)
    expect(facts).toMatchObject({ title: 'Bomb', warnings: [expect.stringContaining('memory')] })
    expect(cover).toBeNull()
  })

  it('rebuilds a broken table of objects', async () => {
    const broken = Buffer.from(
      buildPdf({ info: { Title: 'Whole' } })
        .toString('latin1')
        .replace(/startxref\n\d+/, 'startxref\n99999'),
      'latin1',
    )
    expect((await read(broken)).facts.title).toBe('Whole')
  })

  it('refuses what it cannot open', async () => {
    await expect(read(Buffer.from('%PDF-1.7\nnothing'))).rejects.toMatchObject({
      name: 'UnreadableBook',
      code: 'damaged',
    })
  })
})
