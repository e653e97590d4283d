import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import { buildEpub } from '../testing/build-epub.ts'
import { convertToKepub } from './convert.ts'

const folder = mkdtempSync(join(tmpdir(), 'kepub-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
function convert(bytes: Uint8Array, name = 'book.epub') {
  const source = join(folder, `${++count}-${name}`)
  const target = join(folder, `${count}.out`)
  writeFileSync(source, bytes)
  const result = convertToKepub({ source, target })
  return { result, bytes: result.isConverted ? readFileSync(target) : undefined }
}

function filesOf(bytes: Uint8Array | undefined): Record<string, string> {
  if (!bytes) throw new Error('the book was not converted')
  const files = Object.entries(unzipSync(bytes))
  return Object.fromEntries(files.map(([name, content]) => [name, new TextDecoder().decode(content)]))
}

const manyWords = `<p>${'several words of some length '.repeat(10)}</p>`

describe('the package of a converted book', () => {
  it('begins with its type, stored, and gives equal bytes each time', () => {
    const epub = buildEpub({ title: 'Emma' })
    const { bytes } = convert(epub)
    expect(bytes?.subarray(0, 4).toString('hex')).toBe('504b0304')
    expect(bytes?.readUInt16LE(8)).toBe(0)
    expect(bytes?.subarray(30, 58).toString()).toBe('mimetypeapplication/epub+zip')
    expect(convert(epub).bytes?.equals(bytes as Buffer)).toBe(true)
  })

  it('leaves out what other programs put in, and keeps other files to the byte', () => {
    const { bytes } = convert(
      buildEpub({
        files: {
          'OEBPS/images/.DS_Store': 'x',
          'OEBPS/thumbs.DB': 'x',
          '__MACOSX/OEBPS/._c1.xhtml': 'x',
          'META-INF/calibre_bookmarks.txt': 'x',
          'OEBPS/notes.txt': 'stays',
        },
      }),
    )
    const names = Object.keys(filesOf(bytes))
    expect(names.filter((name) => /DS_Store|thumbs|MACOSX|bookmarks/i.test(name))).toEqual([])
    expect(filesOf(bytes)['OEBPS/notes.txt']).toBe('stays')
  })

  it('names the cover, drops the marks of calibre and keeps the rest in order', () => {
    const opf = `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="id"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
<dc:title>T</dc:title><meta name="cover" content="art"/><meta name="calibre:timestamp" content="2020"/><meta name="calibre:rating" content="8"/><dc:contributor opf:role="bkp">calibre</dc:contributor><dc:contributor opf:role="trl">A. Translator</dc:contributor>
</metadata><manifest><item id="art" href="art.png" media-type="image/png"/><item id="c1" href="chapter-1.xhtml" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="c1"/></spine></package>`
    const edited = filesOf(convert(buildEpub({ opf })).bytes)['OEBPS/content.opf'] ?? ''
    expect(edited).toContain('<item properties="cover-image" id="art" href="art.png" media-type="image/png"/>')
    expect(edited).not.toMatch(/timestamp|"bkp"/)
    expect(edited).toMatch(/calibre:rating.*A\. Translator/)
  })

  it('gets an empty first page where the first one is text, and says so in the maps', () => {
    const { bytes, result } = convert(buildEpub({ chapters: [manyWords, '<p>Two.</p>'] }))
    const files = filesOf(bytes)
    expect(files['OEBPS/content.opf']).toMatch(
      /href="kobo-titlepage-dummy.xhtml"[\s\S]*<itemref idref="kobo-titlepage-dummy"\/>\s*<itemref/,
    )
    expect(files['OEBPS/kobo-titlepage-dummy.xhtml']).toContain('book-inner')
    expect(result).toMatchObject({
      documents: [
        { path: 'OEBPS/chapter-1.xhtml', index: 1, textLength: 290 },
        { path: 'OEBPS/chapter-2.xhtml', index: 2, textLength: 4, spans: [['kobo.1.1', 0, 0, 4]] },
      ],
    })
  })

  it('gets none before a picture', () => {
    const { bytes } = convert(buildEpub({ chapters: ['<div><img src="a.jpg" alt=""/></div>', manyWords] }))
    expect(Object.keys(filesOf(bytes)).some((name) => name.includes('dummy'))).toBe(false)
  })
})

describe('a book that goes to a Kobo as it is', () => {
  it('has a fixed layout, is locked, or is a kepub already', () => {
    const encryption = (uri: string, algorithm: string) => ({
      'META-INF/encryption.xml': `<encryption xmlns:enc="http://www.w3.org/2001/04/xmlenc#"><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`,
    })
    const fixed = buildEpub({ metadata: '<meta property="rendition:layout">pre-paginated</meta>' })
    const locked = buildEpub({
      files: encryption('OEBPS/chapter-1.xhtml', 'http://www.w3.org/2001/04/xmlenc#aes128-cbc'),
    })
    const fonts = buildEpub({ files: encryption('OEBPS/font.otf', 'http://www.idpf.org/2008/embedding') })
    expect(convert(fixed).result).toMatchObject({ isConverted: false, reason: 'fixed-layout' })
    expect(convert(locked).result).toMatchObject({ isConverted: false, reason: 'locked' })
    expect(convert(buildEpub(), 'book.kepub.epub').result).toMatchObject({ isConverted: false, reason: 'kepub' })
    expect(convert(fonts).result).toMatchObject({ isConverted: true })
  })

  it('is told apart from one that is damaged', () => {
    const container = '<container version="2.0"><rootfiles/></container>'
    expect(() => convert(buildEpub({ files: { 'META-INF/container.xml': container } }))).toThrow(/names no package/)
  })
})
