import { describe, expect, it } from 'vitest'
import { coverAddress, coverOfAddress } from './cover-address.ts'

const hash = 'ab'.repeat(32)

describe('the address of a cover', () => {
  it('is below the prefix of the server, or where it was said to be', () => {
    expect(coverAddress('/shelf', `cover:${hash}`)).toBe(`/shelf/api/covers/${hash}`)
    expect(coverAddress('/shelf', 'https://covers.test/1.jpg')).toBe('https://covers.test/1.jpg')
    expect(coverAddress('', null)).toBeNull()
  })

  it.each([
    [`/api/covers/${hash}`],
    [`/shelf/api/covers/${hash}?size=small`],
    [`https://books.test/shelf/api/covers/${hash}`],
  ])('%s stands for the cover', (address) => {
    expect(coverOfAddress(address)).toBe(`cover:${hash}`)
  })

  it.each([`/api/covers/${hash}0`, `/api/covers/../${hash}`, 'https://covers.test/1.jpg', ''])(
    '%s does not',
    (address) => {
      expect(coverOfAddress(address)).toBeUndefined()
    },
  )
})
