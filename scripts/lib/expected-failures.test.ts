import { describe, expect, it } from 'vitest'
import { parseExpectedFailures } from './expected-failures.ts'

const list = `
# later
library/metadata: *
library/books: 14.3 candidates (of providers) *
`

describe('the list of expected failures', () => {
  const expected = parseExpectedFailures(list)

  it('knows whole files', () => {
    expect(expected.isWhole('library/metadata')).toBe(true)
    expect(expected.isWhole('library/books')).toBe(false)
  })

  it('matches names with a star as any text, and nothing else specially', () => {
    expect(expected.find('library/books', '14.3 candidates (of providers) are listed')).toBe(
      'library/books: 14.3 candidates (of providers) *',
    )
    expect(expected.find('library/books', '14x3 candidates (of providers) are listed')).toBeUndefined()
    expect(expected.find('library/upload', '14.3 candidates (of providers) are listed')).toBeUndefined()
  })

  it('refuses a line that it does not understand', () => {
    expect(() => parseExpectedFailures('books')).toThrow('books')
  })

  it('knows what is expected of one database alone', () => {
    const list = 'devices/kobo on postgres: B.10 *'
    const there = parseExpectedFailures(list, { isPostgres: true })
    expect(there.find('devices/kobo', 'B.10 the latch')).toBe(list)
    expect(there.linesOf('devices/kobo')).toEqual([list])
    expect(parseExpectedFailures(list).find('devices/kobo', 'B.10 the latch')).toBeUndefined()
  })
})
