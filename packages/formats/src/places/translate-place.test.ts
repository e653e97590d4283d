import { afterAll, describe, expect, it } from 'vitest'
import { BookFolder } from '../testing/book-folder.ts'
import { buildEpub } from '../testing/build-epub.ts'
import { type NativePlace, translatePlace } from './translate-place.ts'

const folder = new BookFolder()
afterAll(() => folder.remove())

const chapter = (c: number) =>
  Array.from({ length: 30 }, (_, i) => `<p>Paragraph ${i + 1} of chapter ${c}. It goes on.</p>`).join('\n')
const rich =
  '<h2>Head</h2><div class="x"><p>One <em>two. Three</em> four. Five.</p><p>Six.</p></div><!-- x --><ul><li>Item one.</li><li><p>Item two. And three.</p></li></ul><pre>a  b\n  c</pre>'
const book = folder.save('book.epub', buildEpub({ chapters: [chapter(1), chapter(2), rich] }))

const translate = (place: NativePlace, insertedAt: number | null = null) =>
  translatePlace({ path: book, place, insertedAt })
const kobo = (document: number, span: string) =>
  translate({ kind: 'kobo', source: `OEBPS/chapter-${document}.xhtml`, span: `kobo.${span}` })
const xpointer = (text: string, { isKepub = false, insertedAt = null as number | null } = {}) =>
  translate({ kind: 'xpointer', xpointer: text, isKepub }, insertedAt)

describe('a place on a Kobo', () => {
  it('is the same sentence for KOReader and for the web', () => {
    expect(kobo(2, '5.2')).toMatchObject({
      document: 'OEBPS/chapter-2.xhtml',
      span: 'kobo.5.2',
      xpointer: '/body/DocFragment[2]/body/p[5]/text()[1].26',
      cfi: 'epubcfi(/6/4!/4/10/1:26)',
    })
  })

  it.each([
    ['3.1', '/div[1]/p[1]/text()[1].0'],
    ['2.2', '/div[1]/p[1]/em[1]/text()[1].0'],
    ['2.3', '/div[1]/p[1]/em[1]/text()[1].5'],
    ['2.4', '/div[1]/p[1]/text()[2].0'],
    ['5.2', '/ul[1]/li[2]/p[1]/text()[1].10'],
  ])('in marked-up text: %s', (span, path) => {
    const place = kobo(3, span)
    if (span === '3.1') expect(place?.xpointer).toBe('/body/DocFragment[3]/body/div[1]/p[2]/text()[1].0')
    else expect(place?.xpointer).toBe(`/body/DocFragment[3]/body${path}`)
  })

  it('is found however the reader writes the path', () => {
    for (const source of [
      'OEBPS/chapter-2.xhtml',
      '/OEBPS/chapter-2.xhtml#kobo.1.1',
      'OEBPS%2Fchapter-2.xhtml',
      'chapter-2.xhtml',
    ]) {
      expect(translate({ kind: 'kobo', source, span: 'kobo.9.1' })?.span, source).toBe('kobo.9.1')
    }
    expect(translate({ kind: 'kobo', source: 'other.xhtml', span: 'kobo.9.1' })).toBeNull()
  })
})

describe('a place in KOReader', () => {
  it('is one place in all the forms that engines write', () => {
    for (const form of [
      '/body/DocFragment[2]/body/p[5]/text()[1].26',
      '/body/DocFragment[2]/body/p[5]/text().26',
      '/body/DocFragment[2]/body[1]/p[5]/text()[1].26',
      '/body/DocFragment[2]/body/autoBoxing[1]/p[5]/text()[1].26',
      '/BODY/DocFragment[2]/Body/P[5]/text()[1].26',
    ]) {
      expect(xpointer(form)?.span, form).toBe('kobo.5.2')
    }
  })

  it('in the middle of a sentence is the sentence that holds it', () => {
    for (const [offset, span] of [
      [0, 'kobo.5.1'],
      [9, 'kobo.5.1'],
      [30, 'kobo.5.2'],
      [999, 'kobo.5.2'],
    ]) {
      expect(xpointer(`/body/DocFragment[2]/body/p[5]/text()[1].${offset}`)?.span).toBe(span)
    }
  })

  it('that leads nowhere is the nearest element, then the start of the document, then nothing', () => {
    expect(xpointer('/body/DocFragment[2]/body/table[9]/tr[2]/text()[1].4')?.span).toBe('kobo.1.1')
    expect(xpointer('#_doc_fragment_1_')).toMatchObject({ document: 'OEBPS/chapter-2.xhtml', span: 'kobo.1.1' })
    expect(xpointer('/body/DocFragment[2].0')?.span).toBe('kobo.1.1')
    expect(xpointer('/body/DocFragment[40]/body/p[1]')).toBeNull()
    expect(xpointer('nonsense')).toBeNull()
  })

  it('in a converted file counts the page that was put in, and its own elements', () => {
    const inKepub = '/body/DocFragment[3]/body/div[1]/div[1]/p[4]/span[2]/text()[1].0'
    const place = xpointer(inKepub, { isKepub: true, insertedAt: 0 })
    expect(place).toMatchObject({
      document: 'OEBPS/chapter-2.xhtml',
      span: 'kobo.4.2',
      xpointer: '/body/DocFragment[2]/body/p[4]/text()[1].26',
      kepubXpointer: inKepub,
    })
  })

  it('counts runs of white space as one, but not in preformatted text', () => {
    const spaced = folder.save('spaced.epub', buildEpub({ chapters: ['<p>a\n   b c</p><pre>a   b</pre>'] }))
    const at = (text: string) => {
      const place: NativePlace = { kind: 'xpointer', xpointer: `/body/DocFragment[1]/body${text}`, isKepub: false }
      return translatePlace({ path: spaced, place, insertedAt: null })
    }
    expect(at('/p[1]/text()[1].2')).toMatchObject({
      cfi: 'epubcfi(/6/2!/4/2/1:5)',
      xpointer: expect.stringMatching(/\.2$/),
    })
    expect(at('/pre[1]/text()[1].4')).toMatchObject({ cfi: 'epubcfi(/6/2!/4/4/1:4)' })
  })
})

describe('a place of the web reader', () => {
  it('goes to the others and comes back', () => {
    for (const cfi of ['epubcfi(/6/4!/4/10/1:26)', 'epubcfi(/6/6!/4/4/2/2/1:5)', 'epubcfi(/6/6!/4/4/2/3:3)']) {
      const place = translate({ kind: 'cfi', cfi })
      expect(place?.cfi).toBe(cfi)
      expect(xpointer(place?.xpointer ?? '')?.cfi).toBe(cfi)
    }
  })

  it('is read with assertions, as a range, and where elements are gone', () => {
    expect(translate({ kind: 'cfi', cfi: 'epubcfi(/6/4[c2]!/4[body]/10[p^]5],/1:26,/1:30)' })?.span).toBe('kobo.5.2')
    expect(translate({ kind: 'cfi', cfi: 'epubcfi(/6/4!/4/900/1:26)' })).toMatchObject({ span: 'kobo.1.1' })
    expect(translate({ kind: 'cfi', cfi: 'epubcfi(/6/400!/4/2)' })).toBeNull()
    expect(translate({ kind: 'cfi', cfi: '/4/2' })).toBeNull()
  })

  it('tells how far into the document it is', () => {
    expect(translate({ kind: 'cfi', cfi: 'epubcfi(/6/2!/4/32/1:0)' })?.share).toBeCloseTo(0.5, 1)
  })
})
