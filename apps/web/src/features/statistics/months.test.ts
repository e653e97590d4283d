import { expect, it } from 'vitest'
import { daysOfMonth, monthNames } from './months.ts'

it('puts the days of a month into weeks from Monday', () => {
  const march = daysOfMonth(2026, 2)
  expect(march).toHaveLength(31)
  // A Sunday.
  expect(march[0]).toEqual({ day: '2026-03-01', column: 6, row: 0 })
  expect(march[1]).toEqual({ day: '2026-03-02', column: 0, row: 1 })
  expect(march.at(-1)).toEqual({ day: '2026-03-31', column: 1, row: 5 })
})

it('knows leap years, and years of long ago', () => {
  expect(daysOfMonth(2024, 1)).toHaveLength(29)
  expect(daysOfMonth(1, 0)[0]?.day).toBe('0001-01-01')
})

it('names the months in the language of the page', () => {
  expect(monthNames('de', 'long')[2]).toBe('März')
  expect(monthNames('en', 'short')[11]).toBe('Dec')
})
