import { expect, it } from 'vitest'
import { ago, fileSize, listOf, plainDate, runningTime, wholeNumber } from './measures.ts'

it.each([
  [0, '0 byte'],
  [999, '999 byte'],
  [1_400_000, '1.4 MB'],
  [312_000_000, '312 MB'],
  [5_100_000_000, '5.1 GB'],
])('writes %d bytes as %s', (bytes, text) => {
  expect(fileSize(bytes, 'en')).toBe(text)
})

it.each([
  ['1813', '1813'],
  ['1813-01', 'January 1813'],
  ['1813-01-28', 'January 28, 1813'],
  ['1813-01-28T00:00:00Z', 'January 28, 1813'],
  ['long ago', 'long ago'],
])('writes the date %s as %s', (date, text) => {
  expect(plainDate(date, 'en')).toBe(text)
})

it('rounds a running time to minutes, and never to none', () => {
  expect(runningTime(41_000)).toEqual({ hours: 11, minutes: 23 })
  expect(runningTime(5)).toEqual({ hours: 0, minutes: 1 })
})

const now = Date.parse('2026-05-20T12:00:00Z')

it.each([
  ['2026-05-20T11:59:40Z', 'en', 'now'],
  ['2026-05-20T11:55:00Z', 'en', '5 minutes ago'],
  ['2026-05-20T09:00:00Z', 'de', 'vor 3 Stunden'],
  ['2026-05-19T11:00:00Z', 'de', 'gestern'],
  ['2026-05-20T12:03:00Z', 'en', 'now'],
  ['2025-01-28T12:00:00Z', 'de', '28.01.2025'],
])('says of %s in %s that it was %s', (instant, locale, text) => {
  expect(ago(instant, locale, now)).toBe(text)
})

it('writes numbers and lists as the locale does', () => {
  expect(wholeNumber(12_345, 'en')).toBe('12,345')
  expect(wholeNumber(12_345, 'de')).toBe('12.345')
  expect(listOf(['Ada', 'Grace', 'Mary'], 'en')).toBe('Ada, Grace, and Mary')
  expect(listOf(['Ada', 'Grace', 'Mary'], 'de')).toBe('Ada, Grace und Mary')
})
