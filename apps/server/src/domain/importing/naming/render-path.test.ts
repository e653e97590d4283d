import { describe, expect, it } from 'vitest'
import { unknownGroups } from './parse-template.ts'
import { cutBytes, SEGMENT_BYTES, shareBytes } from './path-safe.ts'
import { renderPath } from './render-path.ts'
import type { NamingValues } from './tokens.ts'

const BOOK: NamingValues = {
  Author: 'Jane Doe',
  SortAuthor: 'Doe, Jane',
  AuthorInitial: 'D',
  Title: 'Sample Book',
  Year: '2024',
  Series: 'Demo Series',
  SeriesNumber: '2',
  Genre: 'Fantasy',
}
const DEFAULT = '{Author}/{Title} ({Year})/{Title} - {Author}.{ext}'
const { Year: _, ...UNDATED } = BOOK
const { Series: __, SeriesNumber: ___, ...ALONE } = BOOK

const path = (template: string, values: NamingValues = BOOK, ending: string | null = 'epub') =>
  renderPath(template, values, ending)

describe('naming a file by a template', () => {
  it.each([
    [DEFAULT, BOOK, 'Jane Doe/Sample Book (2024)/Sample Book - Jane Doe.epub'],
    ['{Title}{ - Series}.{ext}', BOOK, 'Sample Book - Demo Series.epub'],
    ['{Title}{ - Series}.{ext}', ALONE, 'Sample Book.epub'],
    ['{SortAuthor}/{AuthorInitial}/{Title}.{ext}', BOOK, 'Doe, Jane/D/Sample Book.epub'],
    ['{Genre:Unsorted}/{Author}/{Title}.{ext}', { ...BOOK, Genre: '' }, 'Unsorted/Jane Doe/Sample Book.epub'],
    ['{Genre:Unsorted}/{Title}.{ext}', BOOK, 'Fantasy/Sample Book.epub'],
    ['{Author}/{Series}/{SeriesNumber} - {Title}.{ext}', ALONE, 'Jane Doe/Sample Book.epub'],
    ['{Author}/{Series}/{SeriesNumber:3 - }{Title}.{ext}', ALONE, 'Jane Doe/Sample Book.epub'],
    ['{Author}/{Series}/{SeriesNumber:3 - }{Title}.{ext}', BOOK, 'Jane Doe/Demo Series/002 - Sample Book.epub'],
    [DEFAULT, UNDATED, 'Jane Doe/Sample Book/Sample Book - Jane Doe.epub'],
    ['{Title} [{Series}].{ext}', ALONE, 'Sample Book.epub'],
    ['Books/{Title}.{ext}', BOOK, 'Books/Sample Book.epub'],
    ['Books by {Author}/{Title}.{ext}', BOOK, 'Books by Jane Doe/Sample Book.epub'],
    ['{Title}', BOOK, 'Sample Book.epub'],
    ['{Title}.epub', BOOK, 'Sample Book.epub'],
    ['{Publisher}/{Narrator}/{Title}.{ext}', BOOK, 'Sample Book.epub'],
    ['/{Author}//{Title}.{ext}', BOOK, 'Jane Doe/Sample Book.epub'],
  ] as const)('%s', (template, values, expected) => {
    expect(path(template, values)).toBe(expected)
  })

  it.each([
    ['{SeriesNumber:2} - {Title}', BOOK, '02 - Sample Book'],
    ['{Title}{ #SeriesNumber:3}', BOOK, 'Sample Book #002'],
    ['{Title}{ #SeriesNumber:3}', ALONE, 'Sample Book'],
    ['{Vol SeriesNumber}', BOOK, 'Vol 2'],
    ['{Series:2}', BOOK, 'Demo Series'],
    ['{ - Titel}', BOOK, '{ - Titel}'],
    ['{Year:2024}', UNDATED, '2024'],
    ['{SeriesNumber:2}', { ...BOOK, SeriesNumber: '2.5' }, '02.5'],
    ['{SeriesNumber:2}', { ...BOOK, SeriesNumber: '2a' }, '2a'],
    ['{Series SeriesNumber:2}', BOOK, 'Demo Series 02'],
    ['{(Series) }{Title}', BOOK, '(Demo Series) Sample Book'],
    ['{(Series) }{Title}', ALONE, 'Sample Book'],
    ['{Authors}', BOOK, '{Authors}'],
  ] as const)('folder %s', (template, values, expected) => {
    expect(path(template, values, null)).toBe(expected)
  })

  it('numbers the tracks of an audiobook', () => {
    const template = '{Title} - Part {Part:3}.{ext}'
    expect(path(template, { ...BOOK, Part: '7' }, 'mp3')).toBe('Sample Book - Part 007.mp3')
  })

  it('says which groups hold no token, so that a slip shows before it names files', () => {
    expect(unknownGroups('{Author}/{Titel} {Vol SeriesNumber}/{Foo:3}')).toEqual(['{Titel}', '{Foo:3}'])
  })
})

describe('names that every disk takes', () => {
  it.each([
    ['AC/DC: \\Back', 'AC-DC- -Back'],
    ['What? "Is" <This>|*', 'What Is This'],
    ['../../etc/passwd', '-..-etc-passwd'],
    ['..', ''],
    ['\u200F\u200E', 'untitled'],
    ['...And Ladies', 'And Ladies'],
    ['Ends with dots...', 'Ends with dots'],
    ['con', '_con'],
    ['LPT1', '_LPT1'],
    ['Cafe\u0301', 'Café'],
    ['tab\tand\nline', 'tab and line'],
    ['nul\u0000byte', 'nulbyte'],
    ['\u202Etxt.exe', 'txt.exe'],
    ['Война и мир', 'Война и мир'],
    ['三体', '三体'],
  ])('%j', (title, expected) => {
    const name = path('{Title:untitled}', { Title: title }, null)
    expect(name).toBe(expected)
  })

  it('never leads upwards, whatever the values are', () => {
    for (const evil of ['..', '.', '../..', '/etc', 'a/../../b', '\\..\\..', '..\u0000', '. .', '/']) {
      const made = path('{Author}/{Title}/{Title} - {Author}.{ext}', { Author: evil, Title: evil })
      expect(made.split('/').some((part) => part === '..' || part === '.' || part === '')).toBe(made === '')
      expect(made.startsWith('/')).toBe(false)
    }
  })

  it('keeps names within their bytes by cutting the longest value, not the ending or the words around', () => {
    const long = '長'.repeat(300)
    const made = path('{Title} - {Author}.{ext}', { Title: long, Author: 'Jane Doe' })
    expect(Buffer.byteLength(made)).toBeLessThanOrEqual(SEGMENT_BYTES)
    expect(made).toMatch(/^長+ - Jane Doe\.epub$/)
  })

  it('cuts two long values alike', () => {
    const made = path('{Title} - {Author}.{ext}', { Title: 'x'.repeat(400), Author: 'y'.repeat(400) })
    const [title = '', author = ''] = made.replace('.epub', '').split(' - ')
    expect(Buffer.byteLength(made)).toBeLessThanOrEqual(SEGMENT_BYTES)
    expect(Math.abs(title.length - author.length)).toBeLessThanOrEqual(1)
  })

  it('keeps the ending where the words of the template alone are too long', () => {
    const made = path(`${'word '.repeat(80)}{Title}.{ext}`)
    expect(Buffer.byteLength(made)).toBeLessThanOrEqual(SEGMENT_BYTES)
    expect(made.endsWith('.epub')).toBe(true)
  })

  it('random templates and values make relative names within the limits', () => {
    const alphabet = [
      '{',
      '}',
      ':',
      '/',
      '.',
      ' ',
      'Title',
      'Author',
      '3',
      '-',
      '(',
      ')',
      '..',
      '\\',
      'é',
      '👩‍👩‍👧',
      'x'.repeat(90),
    ]
    let seed = 7
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return seed % below
    }
    const text = () => Array.from({ length: random(12) }, () => alphabet[random(alphabet.length)]).join('')
    for (let turn = 0; turn < 2_000; turn++) {
      const made = path(text(), { Title: text(), Author: text(), Year: text() })
      for (const part of made.split('/').filter((one) => one !== '')) {
        expect(Buffer.byteLength(part)).toBeLessThanOrEqual(SEGMENT_BYTES + 6)
        expect(part).not.toMatch(/^\.|[\\:\p{Cc}]/u)
      }
      expect(made.startsWith('/')).toBe(false)
    }
  })
})

describe('cutting', () => {
  it('never inside a character or between a letter and its marks', () => {
    expect(cutBytes('aé', 2)).toBe('a')
    expect(cutBytes('👩‍👩‍👧!', 10)).toBe('')
  })

  it('shares a room like water', () => {
    expect(shareBytes([10, 100, 100], 110)).toEqual([10, 50, 50])
    expect(shareBytes([10, 20], 100)).toEqual([10, 20])
    expect(shareBytes([], 5)).toEqual([])
  })
})
