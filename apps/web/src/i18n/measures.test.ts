import { expect, it } from 'vitest'
import { fileSize, plainDate, runningTime } from './measures.ts'

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
