import { describe, expect, it } from 'vitest'
import { isUnreleased, nextSearch } from './next-search.ts'

const now = new Date('2026-03-01T12:00:00.000Z')
const HOUR = 3_600_000
const hours = (fruitless: number, released: string | null) =>
  (nextSearch(fruitless, released, now).getTime() - now.getTime()) / HOUR

describe('the next search of a slot', () => {
  it.each([
    [0, 12],
    [1, 12],
    [2, 24],
    [5, 168],
    [6, 336],
    [40, 336],
  ])('comes later after %i searches that found nothing', (fruitless, expected) => {
    expect(hours(fruitless, null)).toBe(expected)
    expect(hours(fruitless, '1996-01-01T00:00:00.000Z')).toBe(expected)
  })

  it('waits for a book that has not appeared', () => {
    const released = '2026-04-01T00:00:00.000Z'
    expect(nextSearch(1, released, now).toISOString()).toBe('2026-03-31T00:00:00.000Z')
    expect([isUnreleased(released, now), isUnreleased('2026-03-02T00:00:00.000Z', now)]).toEqual([true, false])
  })

  it('comes every day in the first weeks of a book', () => {
    expect(hours(6, '2026-02-25T00:00:00.000Z')).toBe(24)
    expect(hours(6, '2026-02-01T00:00:00.000Z')).toBe(336)
  })
})
