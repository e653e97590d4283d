import { describe, expect, it } from 'vitest'
import { normalisePosition } from '../epub/read-series.ts'
import { decodeEntities } from '../xml/entities.ts'
import { stripDoctype } from '../xml/strip-doctype.ts'
import { normaliseDate } from './dates.ts'
import { decodeText, decodeXml } from './decode.ts'
import { tidyLine, tidyText } from './tidy.ts'

describe('a line of text', () => {
  it.each([
    ['  a \n b\t c\u00a0d ', 'a b c d'],
    ['a\u202eb\u2066c\u200bd\ufeff', 'abcd'],
    ['a\u0000b\u0007c', 'abc'],
    ['👩‍👩‍👧‍👦 🇺🇳', '👩‍👩‍👧‍👦 🇺🇳'],
    ['a\u2028b', 'a b'],
    ['broken \ud83d half', 'broken \ufffd half'],
    [' \n ', null],
    ['', null],
    [null, null],
  ])('%j becomes %j', (text, line) => expect(tidyLine(text)).toBe(line))

  it('is cut without leaving half a letter', () => {
    expect(tidyLine('ab📚', 3)).toBe('ab')
    expect(tidyLine('x'.repeat(5000))).toHaveLength(1000)
  })

  it('may have several lines where that is asked for', () => expect(tidyText(' a\r\nb\u202e\n\nc ')).toBe('a\nb\n\nc'))
})

describe('encodings', () => {
  it.each([
    ['UTF-8', Buffer.from('Größe')],
    ['Latin-1', Buffer.from('Größe', 'latin1')],
    ['UTF-16 with a mark', Buffer.from('\ufeffGröße', 'utf16le')],
  ])('%s of plain text is noticed', (_name, bytes) => expect(decodeText(bytes)).toBe('Größe'))

  it('of XML are declared, and a wrong declaration is survived', () => {
    const koi8 = Buffer.concat([
      Buffer.from('<?xml version="1.0" encoding="KOI8-R"?><a>'),
      Buffer.from([0xd4, 0xc1, 0xcb]),
    ])
    expect(decodeXml(koi8)).toContain('так')
    expect(decodeXml(Buffer.from('<?xml version="1.0" encoding="no-such"?><a>ö'))).toContain('ö')
    expect(decodeXml(Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a>ö'))).toContain('ö')
  })
})

describe('references', () => {
  it.each([
    ['a &amp; b &lt;&#65;&#x42;&gt;', 'a & b <AB>'],
    ['&amp;lt;', '&lt;'],
    ['&nbsp;&eacute;&mdash;', '\u00a0é—'],
    ['&unknown; &xxe;', ' '],
    ['&#0;&#xD800;&#x110000;', ''],
    ['R & D', 'R & D'],
  ])('%j read as %j', (text, decoded) => expect(decodeEntities(text)).toBe(decoded))
})

describe('a document type', () => {
  it.each([
    ['<!DOCTYPE html><a/>', '<a/>'],
    ['<?xml?><!DOCTYPE x SYSTEM "a>b" [<!ENTITY e "]>"><!-- ]> -->]><a/>', '<?xml?><a/>'],
    ['<a/>', '<a/>'],
    ['<!DOCTYPE x [ <a/>', ''],
  ])('is cut out of %j', (xml, rest) => expect(stripDoctype(xml)).toBe(rest))
})

describe('dates and positions', () => {
  it.each([
    ['20190401', '2019-04-01'],
    ['2019-4-1', '2019-04-01'],
    ['2019-13-01', '2019'],
    ['2019-02-99', '2019-02'],
    ['28/01/1813', '28/01/1813'],
    ['0000', null],
  ])('%s is kept as %s', (text, date) => expect(normaliseDate(text)).toBe(date))

  it.each([
    ['1.0', '1'],
    ['-1', '-1'],
    ['½', '½'],
    ['1.50', '1.50'],
    ['inf', null],
  ])('%s in a series is %s', (text, position) => expect(normalisePosition(text)).toBe(position))
})
