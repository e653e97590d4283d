import { expect, it } from 'vitest'
import { longestStreak, shiftDay } from './reading-days.ts'

it('shifts days over the ends of months and years', () => {
  expect(shiftDay('2024-02-28', 1)).toBe('2024-02-29')
  expect(shiftDay('2026-01-01', -1)).toBe('2025-12-31')
  expect(shiftDay('0001-12-31', 1)).toBe('0002-01-01')
})

it.each([
  [[], 0],
  [['2026-03-14'], 1],
  [['2026-03-13', '2026-03-15'], 1],
  [['2026-02-27', '2026-02-28', '2026-03-01', '2026-03-05', '2026-03-06'], 3],
  [['2026-01-01', '2026-03-05', '2026-03-06'], 2],
])('finds the longest streak in %j: %i', (days, length) => {
  expect(longestStreak(days)).toBe(length)
})
