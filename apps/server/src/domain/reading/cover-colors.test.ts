import { describe, expect, it } from 'vitest'
import { CoverColors, coverHash } from './cover-colors.ts'

const one = `cover:${'1a'.repeat(32)}`
const other = `cover:${'2b'.repeat(32)}`

describe('colours of covers', () => {
  it('are known for the cover that the book has, black too', () => {
    const colors = new CoverColors()
    colors.remember(7, one, '#000000')
    colors.remember(500_000, other, '#0a0b0c')

    expect([colors.of(7, one), colors.of(500_000, other)]).toEqual(['#000000', '#0a0b0c'])
    expect([colors.of(7, other), colors.of(8, one), colors.of(900_000, one)]).toEqual([null, null, null])
  })

  it('belong to covers of our own', () => {
    expect(coverHash(one)).toBe('1a'.repeat(32))
    expect([coverHash('https://example.org/cover.jpg'), coverHash(null)]).toEqual([undefined, undefined])
  })
})
