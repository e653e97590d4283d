import { strToU8 } from 'fflate'
import { afterAll, describe, expect, it } from 'vitest'
import type { BookFacts, ReadBook } from '../facts.ts'
import { readBook } from '../read-book.ts'
import { BookFolder } from '../testing/book-folder.ts'
import { buildEpub, type EpubParts, packageDocument } from '../testing/build-epub.ts'
import { jpegOf, pngOf } from '../testing/pictures.ts'

const folder = new BookFolder()
afterAll(() => folder.remove())

let count = 0
function read(parts: EpubParts): Promise<ReadBook> {
  return readBook(folder.save(`${++count}.epub`, buildEpub(parts)))
}
async function facts(parts: EpubParts): Promise<BookFacts> {
  return (await read(parts)).facts
}
const metadata = async (xml: string, parts: EpubParts = {}) => facts({ ...parts, metadata: xml })

describe('titles of an EPUB', () => {
  it('are one line without invisible letters', async () => {
    const found = await facts({
      title: null,
      metadata: '<dc:title>\n Sense &amp;\t Sens&#xAD;ibility&#x202E;&nbsp;&mdash; &quot;A&quot; </dc:title>',
    })
    expect(found.title).toBe('Sense & Sensibility — "A"')
  })

  it('are the main one, its subtitle and its sort form', async () => {
    const found = await metadata(
      `<dc:title id="t1">Tales</dc:title><meta refines="#t1" property="title-type">collection</meta>
       <dc:title id="t2">The Case</dc:title><meta refines="#t2" property="title-type">main</meta>
       <meta refines="#t2" property="file-as">Case, The</meta>
       <dc:title id="t3">A Novella</dc:title><meta refines="#t3" property="title-type">subtitle</meta>`,
      { title: null },
    )
    expect(found).toMatchObject({ title: 'The Case', subtitle: 'A Novella', sortTitle: 'Case, The' })
  })

  it('fall back to the first, and to nothing when it is blank', async () => {
    expect((await metadata('<dc:title>Second</dc:title>', { title: 'First' })).title).toBe('First')
    expect((await facts({ title: '  \n ' })).title).toBeNull()
  })

  it('are cut when they are absurdly long', async () => {
    const found = await facts({ title: 'x'.repeat(1_000_000) })
    expect(found.title).toHaveLength(1000)
    expect(found.warnings.join()).toContain('longer than 1,000 characters')
  })
})

describe('people of an EPUB', () => {
  it('keep their roles, sort forms and wanted order', async () => {
    const found = await metadata(
      `<dc:creator id="a">H. G. Wells</dc:creator><meta refines="#a" property="role" scheme="marc:relators">aut</meta>
       <meta refines="#a" property="file-as">Wells, H. G.</meta><meta refines="#a" property="display-seq">2</meta>
       <dc:creator id="b">Jules Verne</dc:creator><meta refines="#b" property="display-seq">1</meta>
       <dc:creator opf:role="edt">Ada Quill</dc:creator>
       <dc:contributor opf:role="trl">Trans Lator</dc:contributor><dc:contributor>Some Body</dc:contributor>
       <dc:contributor opf:role="bkp">calibre (6.13.0) [http://calibre-ebook.com]</dc:contributor>`,
      { authors: [] },
    )
    expect(found.creators).toEqual([
      { name: 'Jules Verne', sort: null, role: 'author' },
      { name: 'H. G. Wells', sort: 'Wells, H. G.', role: 'author' },
      { name: 'Ada Quill', sort: null, role: 'editor' },
      { name: 'Trans Lator', sort: null, role: 'translator' },
      { name: 'Some Body', sort: null, role: 'contributor' },
    ])
  })

  it('are named once in each role, and unknown ones not at all', async () => {
    const found = await facts({ authors: ['Edward Lear', 'EDWARD LEAR', 'Unknown'] })
    expect(found.creators).toEqual([{ name: 'Edward Lear', sort: null, role: 'author' }])
  })

  it.each([
    ['Ann Onym & Bea Writer; Carl Third, and Dora Fourth', ['Ann Onym', 'Bea Writer', 'Carl Third', 'Dora Fourth']],
    ['Gilman, Charlotte Perkins', ['Gilman, Charlotte Perkins']],
  ])('in one element (%s) are told apart only where that is safe', async (text, names) => {
    expect((await facts({ authors: [text] })).creators.map(({ name }) => name)).toEqual(names)
  })
})

describe('identifiers of an EPUB', () => {
  it.each([
    ['<dc:identifier opf:scheme="ISBN">978-0-14-143951-8</dc:identifier>', 'isbn', '9780141439518'],
    ['<dc:identifier>urn:isbn:080442957x</dc:identifier>', 'isbn', '080442957X'],
    ['<dc:identifier>0-306-40615-2</dc:identifier>', 'isbn', '0306406152'],
    [
      '<dc:identifier id="i">9780141439518</dc:identifier><meta refines="#i" property="identifier-type" scheme="onix:codelist5">15</meta>',
      'isbn',
      '9780141439518',
    ],
    ['<dc:identifier opf:scheme="MOBI-ASIN">B000JQUT8S</dc:identifier>', 'asin', 'B000JQUT8S'],
    ['<dc:identifier opf:scheme="AMAZON_UK">b000jqut8s</dc:identifier>', 'asin', 'B000JQUT8S'],
    ['<dc:identifier>urn:asin:B0084AYVT6</dc:identifier>', 'asin', 'B0084AYVT6'],
    ['<dc:identifier opf:scheme="GOODREADS">1234567890</dc:identifier>', 'goodreads', '1234567890'],
    ['<dc:identifier opf:scheme="calibre">abcdefghij</dc:identifier>', 'calibre', 'abcdefghij'],
    ['<dc:identifier>https://doi.org/10.1093/owc/9.1</dc:identifier>', 'doi', '10.1093/owc/9.1'],
    [
      '<dc:identifier>uuid:164dfeb9-7601-42e2-b318-00441b67bc3a</dc:identifier>',
      'uuid',
      '164dfeb9-7601-42e2-b318-00441b67bc3a',
    ],
    [
      '<dc:identifier opf:scheme="URI">http://www.gutenberg.org/11</dc:identifier>',
      'uri',
      'http://www.gutenberg.org/11',
    ],
  ])('%s', async (xml, scheme, value) => {
    expect((await metadata(xml)).identifiers).toContainEqual({ scheme, value })
  })

  it('leave out what only claims to be an ISBN', async () => {
    const found = await metadata(
      '<dc:identifier opf:scheme="ISBN">978-XXXXXXXXXX</dc:identifier><dc:identifier opf:scheme="ISBN"/>',
    )
    expect(found.identifiers.map(({ scheme }) => scheme)).toEqual(['uuid'])
  })
})

describe('dates of an EPUB', () => {
  it.each([
    ['<dc:date>1813-01-28T00:00:00+00:00</dc:date>', '1813-01-28'],
    ['<dc:date>2021-12-31T23:30:00-05:00</dc:date>', '2021-12-31'],
    ['<dc:date>1813</dc:date>', '1813'],
    ['<dc:date>1813:02:03</dc:date>', '1813-02-03'],
    ['<dc:date>January 28, 1813</dc:date>', 'January 28, 1813'],
    ['<dc:date>-0380</dc:date>', '-0380'],
    ['<dc:date>0101-01-01T00:00:00+00:00</dc:date>', null],
    [
      '<dc:date opf:event="modification">2020</dc:date><dc:date opf:event="original-publication">1813</dc:date>',
      '1813',
    ],
    [
      '<dc:date opf:event="creation">2010</dc:date><dc:date opf:event="publication">2011-04-05</dc:date><dc:date>2012</dc:date>',
      '2011-04-05',
    ],
    ['<dc:date opf:event="modification">2020-01-01</dc:date>', null],
  ])('%s', async (xml, published) => expect((await metadata(xml)).published).toBe(published))
})

describe('series of an EPUB', () => {
  it('are the collections that call themselves series, in the order of the file', async () => {
    const found = await metadata(
      `<meta property="belongs-to-collection" id="c1">Classics</meta><meta refines="#c1" property="collection-type">set</meta>
       <meta property="belongs-to-collection" id="c2">Barsoom</meta><meta refines="#c2" property="collection-type">series</meta>
       <meta refines="#c2" property="group-position">2.2.1</meta>
       <meta property="belongs-to-collection" id="c3">Burroughs</meta><meta refines="#c3" property="collection-type">series</meta>`,
    )
    expect(found.series).toEqual([
      { name: 'Barsoom', position: '2.2.1' },
      { name: 'Burroughs', position: null },
    ])
  })

  it.each([
    ['2.0', '2'],
    ['0', '0'],
    ['0.5', '0.5'],
    ['nan', null],
    ['1e308', null],
  ])('by calibre at %s have the position %s', async (index, position) => {
    const found = await metadata(
      `<meta name="calibre:series" content="Barsoom"/><meta name="calibre:series_index" content="${index}"/>`,
    )
    expect(found.series).toEqual([{ name: 'Barsoom', position }])
  })
})

describe('other facts of an EPUB', () => {
  it('are languages, publisher, subjects, direction and layout', async () => {
    const opf = packageDocument({
      language: 'en',
      publisher: ' A  Press ',
      subjects: ['One', 'one', '', 'Two'],
      metadata: '<dc:language>fr-CA</dc:language><meta property="rendition:layout">pre-paginated</meta>',
    }).replace('<spine>', '<spine page-progression-direction="rtl">')
    expect(await facts({ opf })).toMatchObject({
      languages: ['en', 'fr-CA'],
      publisher: 'A Press',
      subjects: ['One', 'Two'],
      direction: 'rtl',
      isFixedLayout: true,
    })
  })

  it('keep line breaks and markup of the description', async () => {
    expect((await facts({ description: 'First.\nSecond, x < y.' })).description).toBe('First.\nSecond, x < y.')
    expect((await metadata('<dc:description><![CDATA[<p>A &amp; B</p>]]></dc:description>')).description).toBe(
      '<p>A &amp; B</p>',
    )
    expect((await metadata('<dc:description><p>raw <b>markup</b></p></dc:description>')).description).toBe(
      '<p>raw <b>markup</b></p>',
    )
  })

  it.each([
    ['UTF-16', Buffer.from(`\ufeff${packageDocument({ title: 'Größe' }).replace('UTF-8', 'UTF-16')}`, 'utf16le')],
    [
      'Latin-1',
      Buffer.from(
        packageDocument({ title: 'X' }).replace('UTF-8', 'iso-8859-1').replace('X</dc:title>', 'Größe</dc:title>'),
        'latin1',
      ),
    ],
    [
      'Latin-1 that says UTF-8',
      Buffer.from(packageDocument({ title: 'X' }).replace('X</dc:title>', 'Größe</dc:title>'), 'latin1'),
    ],
    ['UTF-8 with a mark', strToU8(`\ufeff${packageDocument({ title: 'Größe' })}`)],
  ])('are read from %s', async (_name, opf) => expect((await facts({ opf })).title).toBe('Größe'))

  it('are read from old files with wrappers and capital letters, and from any prefix', async () => {
    const old = `<package><metadata><dc-metadata><dc:Title>Old</dc:Title><dc:Creator role="aut" file-as="Quill, Ada">Ada Quill</dc:Creator></dc-metadata></metadata></package>`
    expect(await facts({ opf: old })).toMatchObject({
      title: 'Old',
      creators: [{ name: 'Ada Quill', sort: 'Quill, Ada', role: 'author' }],
    })
    const prefixed = `<opf:package xmlns:opf="o" xmlns:x="d"><opf:metadata><x:title>Prefixed</x:title></opf:metadata></opf:package>`
    expect((await facts({ opf: prefixed })).title).toBe('Prefixed')
  })

  it('never hold what a file declares as an entity', async () => {
    const opf = packageDocument({ title: 'X' })
      .replace('<package', '<!DOCTYPE package [<!ENTITY a "x>"><!ENTITY e SYSTEM "file:///etc/passwd">]><package')
      .replace('X</dc:title>', 'Left&e;&a;right</dc:title>')
    expect((await facts({ opf })).title).toBe('Leftright')
  })
})

describe('the way to the package document', () => {
  it('forgives other letter case and a missing container', async () => {
    const container = (path: string) => ({
      'META-INF/container.xml': `<container><rootfiles><rootfile full-path="${path}"/></rootfiles></container>`,
    })
    expect((await facts({ files: container('oebps/CONTENT.OPF') })).title).toBe('A Title')
    expect((await facts({ files: container('gone.opf') })).warnings.join()).toContain('OEBPS/content.opf')
  })

  it.each(['../../../etc/passwd', 'http://127.0.0.1:9/x.opf', 'file:///etc/passwd'])(
    'never leaves the archive (%s)',
    async (path) => {
      const files = {
        'META-INF/container.xml': `<container><rootfiles><rootfile full-path="${path}"/></rootfiles></container>`,
      }
      await expect(read({ files })).rejects.toMatchObject({ code: 'dangerous' })
    },
  )

  it('ends with a plain reason when there is none', async () => {
    await expect(read({ opf: 'nothing' })).rejects.toMatchObject({ code: 'damaged' })
    await expect(read({ opf: `<package><metadata>${'<a>'.repeat(5000)}` })).rejects.toMatchObject({ code: 'dangerous' })
  })
})

describe('the lock of an EPUB', () => {
  const encryption = (algorithm: string) =>
    `<encryption><EncryptedData><EncryptionMethod Algorithm="${algorithm}"/><CipherReference URI="x"/></EncryptedData></encryption>`

  it.each([
    ['none for scrambled fonts', { 'META-INF/encryption.xml': encryption('http://www.idpf.org/2008/embedding') }, null],
    [
      'Adobe',
      { 'META-INF/encryption.xml': encryption('aes'), 'META-INF/rights.xml': '<r xmlns="http://ns.adobe.com/adept"/>' },
      'Adobe ADEPT',
    ],
    ['Readium', { 'META-INF/encryption.xml': encryption('aes'), 'META-INF/license.lcpl': '{}' }, 'Readium LCP'],
    ['Apple', { 'META-INF/sinf.xml': '<s/>' }, 'Apple FairPlay'],
    ['one nobody knows', { 'META-INF/encryption.xml': encryption('aes') }, 'Unknown lock'],
  ])('is %s', async (_name, files: Record<string, string>, drm) => expect((await facts({ files })).drm).toBe(drm))
})

describe('the cover of an EPUB', () => {
  const item = (attributes: string, type = 'image/jpeg') => `<item media-type="${type}" ${attributes}/>`
  async function cover(items: string, files: Record<string, Uint8Array | string>, extra = '', tail = '') {
    const opf = packageDocument({ metadata: extra })
      .replace('<manifest>', `<manifest>${items}`)
      .replace('</package>', `${tail}</package>`)
    const book = await read({ opf, files })
    return { size: book.cover?.bytes.length, mime: book.cover?.mime, warnings: book.facts.warnings }
  }
  const [one, two] = [jpegOf(300, 450, 111), jpegOf(300, 450, 222)]
  const files = { 'OEBPS/a.jpg': one, 'OEBPS/b.jpg': two }
  const both = (first: string, second: string) => item(`href="a.jpg" ${first}`) + item(`href="b.jpg" ${second}`)

  it('is the picture with the id “cover”, then what meta names, then the property, then a telling name', async () => {
    expect((await cover(both('id="x" properties="cover-image"', 'id="cover"'), files)).size).toBe(222)
    expect(
      (await cover(both('id="x" properties="cover-image"', 'id="y"'), files, '<meta name="cover" content="y"/>')).size,
    ).toBe(222)
    expect((await cover(both('id="x" properties="cover-image"', 'id="y"'), files)).size).toBe(111)
    expect((await cover(both('id="x"', 'id="my-Cover-1"'), files)).size).toBe(222)
    expect((await cover(item('id="x" href="a.jpg"'), files)).size).toBe(111)
    expect((await cover(both('id="x"', 'id="y"'), files)).size).toBeUndefined()
  })

  it('is found where meta holds the address, and where it names a page', async () => {
    expect((await cover(both('id="x"', 'id="y"'), files, '<meta name="cover" content="b.jpg"/>')).size).toBe(222)
    const page = item('id="p" href="cover.xhtml"', 'application/xhtml+xml')
    const wrapped = { ...files, 'OEBPS/cover.xhtml': '<html><svg><image xlink:href="b.jpg"/></svg></html>' }
    expect((await cover(page + both('id="x"', 'id="y"'), wrapped, '<meta name="cover" content="p"/>')).size).toBe(222)
    expect(
      (
        await cover(
          both('id="x"', 'id="y"'),
          wrapped,
          '',
          '<guide><reference type="cover" href="cover.xhtml"/></guide>',
        )
      ).size,
    ).toBe(222)
  })

  it('is what it is by its bytes, and none when it is no picture or a bomb', async () => {
    const png = pngOf(300, 450)
    expect(await cover(item('id="cover" href="a.jpg"'), { 'OEBPS/a.jpg': png })).toMatchObject({ mime: 'image/png' })
    expect(
      (await cover(item('id="cover" href="a.jpg"'), { 'OEBPS/a.jpg': '<html>not found</html>' })).warnings,
    ).toHaveLength(1)
    expect((await cover(item('id="cover" href="a.jpg"'), { 'OEBPS/a.jpg': pngOf(50000, 50000) })).size).toBeUndefined()
    expect((await cover(item('id="cover" href="../../etc/passwd"'), files)).size).toBeUndefined()
  })

  it('is the picture inside a drawing that only frames it', async () => {
    const frame = '<svg xmlns="http://www.w3.org/2000/svg"><image xlink:href="a.jpg"/></svg>'
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg"><text>Title</text><image xlink:href="a.jpg"/></svg>'
    const svg = item('id="cover" href="c.svg"', 'image/svg+xml')
    expect((await cover(svg, { ...files, 'OEBPS/c.svg': frame })).size).toBe(111)
    expect((await cover(svg, { ...files, 'OEBPS/c.svg': drawing })).mime).toBe('image/svg+xml')
  })

  it('is not looked for when nobody wants it', async () => {
    const path = folder.save('plain.epub', buildEpub({ cover: one }))
    expect((await readBook(path, { cover: false })).cover).toBeNull()
    expect((await readBook(path)).cover?.bytes).toHaveLength(111)
  })
})
