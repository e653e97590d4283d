import { expect, it } from 'vitest'
import { firstWeekday, isMonth, monthAfter, today, weeksOf } from './month.ts'

it('lays a month out in weeks from the first day of the week', () => {
  // August 2026 begins on a Saturday.
  const monday = weeksOf('2026-08', 1)
  expect(monday).toHaveLength(6)
  expect(monday[0]).toEqual([undefined, undefined, undefined, undefined, undefined, '2026-08-01', '2026-08-02'])
  expect(monday.at(-1)).toEqual(['2026-08-31', ...Array.from({ length: 6 }, () => undefined)])
  expect(weeksOf('2026-08', 7)[0]?.at(-1)).toBe('2026-08-01')
  expect(weeksOf('2027-02', 1)).toHaveLength(4)
})

it('goes over the end of a year', () => {
  expect(monthAfter('2026-12', 1)).toBe('2027-01')
  expect(monthAfter('2026-01', -1)).toBe('2025-12')
})

it('begins a week where the reader begins it', () => {
  expect(firstWeekday('de-AT')).toBe(1)
  expect(firstWeekday('en-US')).toBe(7)
})

it('takes the day of the reader, and no month that there is not', () => {
  expect(today(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05')
  expect(isMonth('2026-13')).toBe(false)
  expect(isMonth('2026-08')).toBe(true)
})
