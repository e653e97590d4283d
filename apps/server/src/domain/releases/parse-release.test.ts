import { describe, expect, it } from 'vitest'
import { foldTitle } from '#kernel/text.ts'
import { type ParsedRelease, parseRelease } from './parse-release.ts'
import { readName } from './release-name.ts'
import { prepareBook } from './wanted-book.ts'
import { authorWords, significantWords } from './words.ts'

const parse = (title: string) => parseRelease(readName({ title }))

describe('the words of a name', () => {
  it.each([
    ['Mary.Doria.Russell.-.The.Sparrow.(1996).epub', 'mary doria russell the sparrow 1996 epub'],
    ['Der Größte Ärger', 'der groesste aerger'],
    ['Gera\u0308usch', 'geraeusch'],
    ['Ender’s Game', 'enders game'],
    ['Les Misérables', 'les misérables'],
  ])('%s is folded to %s', (name, folded) => expect(foldTitle(name)).toBe(folded))

  it.each([
    ['The Sparrow', ['sparrow']],
    ['It', []],
    ['Slaughterhouse-Five', ['slaughterhouse', 'five']],
    ['Eat That Frog!', ['eat', 'that', 'frog']],
    ['25 letzte Sommer', ['letzte', 'sommer']],
    ["Ender's Game", ['enders', 'game']],
    ['三体', ['三体']],
    ['1984', ['1984']],
  ])('%s has the significant words %j', (title, words) => expect(significantWords(title)).toEqual(words))

  it.each([
    ['J.R.R. Tolkien', ['tolkien']],
    ['Ursula K. Le Guin', ['ursula', 'guin']],
    ['Bo Li', ['bo', 'li']],
  ])('%s is known by %j', (name, words) => expect(authorWords(name)).toEqual(words))
})

describe('what a name says', () => {
  const table: [string, Partial<ParsedRelease>][] = [
    [
      'Mary.Doria.Russell.-.The.Sparrow.(1996).RETAIL.EPUB-GROUP',
      { year: 1996, formats: ['epub'], flags: ['retail'], group: 'GROUP' },
    ],
    ['Dune.Messiah.UNABRIDGED.2020.m4b', { year: 2020, formats: ['m4b'], flags: ['unabridged'] }],
    ['The.Sparrow.ABRIDGED.mp3', { formats: ['mp3'], flags: ['abridged'] }],
    ['The.Sparrow.9780449912553.epub', { isbn: '9780449912553', formats: ['epub'] }],
    ['The Sparrow 978-0-449-91255-3', { isbn: '9780449912553', formats: [] }],
    ['The Sparrow (0449912558)', { isbn: '9780449912553' }],
    ['Dune.Herbert.[B0036S4B2G].m4b', { asin: 'B0036S4B2G', formats: ['m4b'] }],
    ['Bob the Drag Queen - Harriet Tubman (Unabridged) [M4B + PDF]', { formats: ['pdf', 'm4b'] }],
    ['Andy Weir - Project Hail Mary [EPUB+MOBI+AZW3]', { formats: ['epub', 'azw3', 'mobi'] }],
    ['Andy Weir - Project Hail Mary-SEEDPOOL', { formats: [], group: 'SEEDPOOL' }],
    ['Dune - Dramatized Full Cast [M4B]', { flags: ['dramatized'] }],
    ['Dune read by Virtual Voice', { flags: ['virtual-voice'] }],
    ['Dune (sample) epub', { flags: ['sample'] }],
    ['Dune.64kbps.mp3', { bitrate: 64 }],
    ['Dune 128 k mp3', { bitrate: 128 }],
    ['Discworld Book 16.5 epub', { volume: 16.5 }],
    ['Stormlight #3 epub', { volume: 3 }],
    ['Dune (2005) 2019 epub', { year: 2005 }],
    ['Dune 1984 2019 epub', { year: 2019 }],
    ['Faust Band II epub', { volume: 2 }],
  ]
  it.each(table)('%s', (name, said) => expect(parse(name)).toMatchObject(said))

  it.each([
    ['title b0036s4b2g.mp3', 'asin'],
    ['BARRINGTON epub', 'asin'],
    ['The.Sparrow.9780449912554.epub', 'isbn'],
    ['The Sparrow 0449912559', 'isbn'],
    ['Kurt Vonnegut - Catch-22', 'group'],
    ['The Sparrow-epub', 'group'],
    ['Part of the Story', 'volume'],
  ] as const)('%s says no %s', (name, field) => expect(parse(name)[field]).toBeUndefined())

  it.each([
    ['The Sparrow GERMAN epub', ['ger']],
    ['The Sparrow [ENG / EPUB]', ['eng']],
    ['La casa por Isabel', []],
    ['La casa [POR]', ['por']],
    ['read by Dan Stevens', []],
    ['Mary Doria RUSSELL', []],
    ['Le Chat.FRENCH.ENGLISH', ['fre', 'eng']],
  ])('%s is in %j', (name, languages) => expect(parse(name).languages).toEqual(languages))

  it('takes words of the wanted book for what they are', () => {
    const of = (title: string, author: string) => prepareBook({ title, author, slot: 'ebook' })
    const patient = readName({ title: 'Michael Ondaatje - The English Patient (German).epub' })
    expect(parseRelease(patient, of('The English Patient', 'Michael Ondaatje')).languages).toEqual(['ger'])
    const orwell = readName({ title: 'Nineteen.Eighty.Four.1984.epub' })
    expect(parseRelease(orwell).year).toBe(1984)
    expect(parseRelease(orwell, of('1984', 'George Orwell')).year).toBeUndefined()
    const five = readName({ title: 'Kurt Vonnegut - Slaughterhouse-Five' })
    expect(parseRelease(five, of('Slaughterhouse-Five', 'Kurt Vonnegut')).group).toBeUndefined()
    const sample = readName({ title: 'The Sample by X' })
    expect(parseRelease(sample, of('The Sample', 'X')).flags).toEqual([])
  })

  it('believes the language that the indexer tells', () => {
    expect(parseRelease(readName({ title: 'Die Zeitmaschine', language: 'German' })).languages).toEqual(['ger'])
    expect(parseRelease(readName({ title: 'x', language: 'fra, English' })).languages).toEqual(['fre', 'eng'])
    expect(parseRelease(readName({ title: 'x', language: 'Klingon speech' })).languages).toEqual([])
  })

  it('reads anything at all without failing', () => {
    const pieces = [
      'B0',
      '978',
      '-',
      '(',
      '[',
      '#',
      'book ',
      'vol.',
      '\u0000',
      '\ud800',
      'ä',
      '三',
      '12',
      'k',
      '  ',
      '1-9',
    ]
    let state = 7
    const next = () => (state = (state * 1103515245 + 12345) % 2147483648)
    for (let run = 0; run < 500; run++) {
      const title = Array.from({ length: next() % 30 }, () => pieces[next() % pieces.length]).join('')
      expect(Array.isArray(parse(title).formats)).toBe(true)
    }
  })
})
