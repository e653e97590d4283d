import { describe, expect, it } from 'vitest'
import { hasRightCheckDigit, normaliseIsbn, toIsbn10, toIsbn13 } from './isbn.ts'

describe('an ISBN', () => {
  it.each([
    [' 978-0-306-40615-7 ', '9780306406157'],
    ['urn:isbn:0306406152', '0306406152'],
    ['ISBN: 0 8044 2957 x', '080442957X'],
    ['9780306406158', '9780306406158'],
  ])('of %j is kept as %s', (text, isbn) => expect(normaliseIsbn(text)).toBe(isbn))

  it.each(['', '978-XXXXXXXXXX', '12345', '97803064061570', 'X306406152', 'urn:uuid:0306406152'])(
    'is not seen in %j',
    (text) => expect(normaliseIsbn(text)).toBeUndefined(),
  )

  it('has two forms', () => {
    expect(toIsbn13('0-306-40615-2')).toBe('9780306406157')
    expect(toIsbn10('9780306406157')).toBe('0306406152')
    expect(toIsbn10('9780804429573')).toBe('080442957X')
    expect(toIsbn10('9791090636071')).toBeUndefined()
  })

  it('shows a wrong digit', () => {
    expect(hasRightCheckDigit('9780306406157')).toBe(true)
    expect(hasRightCheckDigit('9780306406158')).toBe(false)
    expect(hasRightCheckDigit('080442957X')).toBe(true)
    expect(hasRightCheckDigit('0804429570')).toBe(false)
  })
})
