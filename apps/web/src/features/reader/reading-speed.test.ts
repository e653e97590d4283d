import { expect, it } from 'vitest'
import { readingSpeed } from './reading-speed.ts'

const minute = 60_000

it('takes a stranger for a usual reader', () => {
  expect(readingSpeed(null).minutesFor(30)).toBe(30)
})

it('comes to know somebody who reads twice as fast', () => {
  const speed = readingSpeed(null)
  for (let page = 0; page < 60; page++) speed.arrive(100 - page, page * (minute / 2))

  expect(speed.minutesFor(30)).toBeGreaterThan(14.5)
  expect(speed.minutesFor(30)).toBeLessThan(16)
})

it.each([
  ['a jump', 40, minute],
  ['leafing', 99, 500],
  ['a break', 99, 30 * minute],
  ['turning back', 101, minute],
])('learns nothing from %s', (_, left, at) => {
  const speed = readingSpeed(null)
  speed.arrive(100, 0)

  expect(speed.arrive(left, at)).toBe(false)
  expect(speed.unitsPerMinute).toBe(1)
})

it('does not believe a remembered speed that nobody reads at', () => {
  expect(readingSpeed(9_000).minutesFor(1)).toBe(1)
})
