import { expect, it } from 'vitest'
import { minutesLeft } from './progress-figures.ts'

const since = '2026-03-14T08:00:00.000Z'

it('takes the pace so far for the rest', () => {
  expect(minutesLeft(0.25, since, '2026-03-14T09:00:00.000Z')).toBe(180)
  expect(minutesLeft(0.9, since, '2026-03-14T17:00:00.000Z')).toBe(60)
})

it.each([
  ['almost nothing was read', 0.01, '2026-03-14T09:00:00.000Z'],
  ['the reports are too near to each other', 0.5, '2026-03-14T08:04:59.000Z'],
  ['they are more than a month apart', 0.5, '2026-04-14T08:00:00.000Z'],
])('says nothing where %s', (_, fraction, at) => {
  expect(minutesLeft(fraction, since, at)).toBeNull()
})
