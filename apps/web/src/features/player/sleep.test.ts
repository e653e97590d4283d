import { expect, it } from 'vitest'
import { fadeOf, sleepSeconds } from './sleep.ts'

it('counts down to a moment of the clock or to the end of the chapter', () => {
  const times = { now: 1_000_000, untilEnd: 42 }
  expect(sleepSeconds({ kind: 'clock', at: 1_060_000, minutes: 1 }, times)).toBe(60)
  expect(sleepSeconds({ kind: 'clock', at: 0, minutes: 1 }, times)).toBe(0)
  expect(sleepSeconds({ kind: 'chapter', chapter: 2 }, times)).toBe(42)
})

it('grows quiet in the last twenty seconds', () => {
  expect([300, 20, 10, 0].map(fadeOf)).toEqual([1, 1, 0.5, 0])
})
