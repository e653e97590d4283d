import { expect, it } from 'vitest'
import { dayOf, instantOf } from './days.ts'

const now = new Date(2026, 2, 14, 9, 30)

it('a day that was chosen means noon, but nothing that is yet to come', () => {
  expect(instantOf('2026-03-01', null, now)).toBe(new Date(2026, 2, 1, 12).toISOString())
  expect(instantOf('2026-03-14', null, now)).toBe(now.toISOString())
})

it('a day that stays keeps its time, and none means none', () => {
  const before = new Date(2026, 2, 1, 23, 59).toISOString()
  expect(instantOf(dayOf(before), before, now)).toBe(before)
  expect(instantOf('', before, now)).toBeNull()
})
