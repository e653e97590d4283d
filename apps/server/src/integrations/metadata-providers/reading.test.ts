import { describe, expect, it } from 'vitest'
import { amount, count, date, isbn13, isbns, items, line, pictureAddress, prose } from './reading.ts'

describe('reading what others send', () => {
  it.each([
    ['October 1, 1988', '1988-10-01'],
    ['21 September 1866', '1866-09-21'],
    ['November 2006', '2006-11'],
    ['1st of May 1999', '1999-05-01'],
    ['2001-05-01T00:00:00.000Z', '2001-05-01'],
    ['1996', '1996'],
    [1895, '1895'],
    ['c 2013', '2013'],
    ['[2019]', '2019'],
    ['19??', null],
    ['0101-01-01', null],
    ['', null],
    [{}, null],
  ])('a date: %s', (written, read) => expect(date(written)).toBe(read))

  it('one line of text, without what breaks lines', () => {
    expect(line('  The\u0000 Time\n Machine ')).toBe('The Time Machine')
    expect(line('\ud800x')).toBe('\ufffdx')
    expect(line('x'.repeat(9_999))).toHaveLength(500)
    expect([line(''), line(null), line(['x']), line(7)]).toEqual([null, null, null, '7'])
  })

  it('text without markup', () => {
    expect(prose('English novelist. <b>Known</b> for six <script>alert(1)</script> novels.')).not.toMatch(/[<>]|alert/)
    expect([prose({ value: 'a' }), prose(undefined), prose(5)]).toEqual(['a', '', ''])
  })

  it('numbers that can be', () => {
    expect([amount('4.4'), amount(-1), amount('x'), amount(Number.NaN), amount(null)]).toEqual([
      4.4,
      null,
      null,
      null,
      null,
    ])
    expect([count(0), count(7.9), count(1e300)]).toEqual([null, 7, 2 ** 31 - 1])
  })

  it('ISBNs with a right check digit alone', () => {
    expect(isbn13('9783499015717 (pbk.)')).toBe('9783499015717')
    expect(isbns(['978-0-441-17271-9', '9780441172719', '0441172717', '9780441172710', 'x'], null)).toEqual([
      '9780441172719',
    ])
  })

  it('addresses that may be asked for', () => {
    expect(pictureAddress('https://example.org/a.jpg')).toBe('https://example.org/a.jpg')
    for (const odd of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'https://u:p@example.org/',
      '',
      5,
      'x'.repeat(3_000),
    ]) {
      expect(pictureAddress(odd)).toBeNull()
    }
  })

  it('no more than so many', () => expect(items(Array.from({ length: 10_000 }))).toHaveLength(500))
})
