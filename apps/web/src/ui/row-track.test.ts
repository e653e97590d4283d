import { describe, expect, it } from 'vitest'
import { follow, realAt, type Spot, spotAt, trackOf } from './row-track.ts'

const start: Spot = { scroll: 0, shift: 0 }
const realOf = ({ scroll, shift }: Spot) => scroll + shift

describe('rows that fit', () => {
  it('stand where the window has scrolled to', () => {
    const track = trackOf(90_000, 800)

    expect(realOf(follow(track, start, 70_000))).toBe(70_000)
    expect(spotAt(track, 70_000)).toEqual({ scroll: 70_000, shift: 0 })
  })
})

describe('rows that are higher than browsers draw', () => {
  const track = trackOf(42_000_000, 800)

  it('are drawn no higher than browsers can', () => {
    expect(track.drawn).toBeLessThan(17_000_000)
  })

  it('move by as much as a wheel or a finger does', () => {
    const middle = spotAt(track, 21_000_000)

    expect(realOf(follow(track, middle, middle.scroll + 120))).toBe(realOf(middle) + 120)
    expect(realOf(follow(track, middle, middle.scroll - 300))).toBe(realOf(middle) - 300)
  })

  it('are all within reach of the scroll bar', () => {
    expect(realOf(follow(track, start, track.drawn - 800))).toBe(42_000_000 - 800)
    expect(realOf(follow(track, start, (track.drawn - 800) / 2))).toBeCloseTo((42_000_000 - 800) / 2, 0)
    expect(realOf(follow(track, spotAt(track, 42_000_000), 0))).toBe(0)
  })

  it.each([0, 1_000, 21_000_000, 41_999_000])('have a place of the scroll bar for %i that leads back to it', (real) => {
    const spot = spotAt(track, real)

    expect(realOf(spot)).toBe(real)
    expect(Math.abs(realAt(track, spot.scroll) - real)).toBeLessThan(4)
  })
})
