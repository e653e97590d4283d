import { expect, it } from 'vitest'
import { addedBetween } from './added-between.ts'

const now = new Date('2026-03-02T15:30:00Z')

it.each([
  ['7d', '2026-02-23T08:00:00.000Z', true],
  ['7d', '2026-02-22T23:59:59.999Z', false],
  ['0d', '2026-03-02T00:00:00.000Z', true],
  ['2025', '2025-12-31T23:59:59.999Z', true],
  ['2025', '2026-01-01T00:00:00.000Z', false],
  ['2025', '2024-12-31T23:59:59.999Z', false],
])('books of %s: one of %s is among them: %s', (text, at, isAmong) => {
  const { from, before } = addedBetween(text, now)

  expect(at >= from && at < before).toBe(isAmong)
})
