import { describe, expect, it } from 'vitest'
import { invalid, notFound, unavailable } from '#kernel/errors.ts'
import { backOffMs, isWorthRetrying } from './back-off.ts'

describe('the wait after a failure', () => {
  it.each([
    [1, 5_000],
    [2, 20_000],
    [3, 80_000],
    [4, 320_000],
    [5, 1_280_000],
    [9, 3_600_000],
  ])('after try %i it is about %i ms', (attempt, ms) => {
    expect(backOffMs(attempt, 5_000, 0.5)).toBe(ms)
    expect(backOffMs(attempt, 5_000, 0)).toBe(ms * 0.8)
    expect(backOffMs(attempt, 5_000, 1)).toBe(ms * 1.2)
  })
})

it('only what was asked for wrongly is not tried again', () => {
  expect(isWorthRetrying(invalid('x', 'wrong'))).toBe(false)
  expect([unavailable('x', 'down'), notFound('book'), new Error('bug'), 'text'].map(isWorthRetrying)).not.toContain(
    false,
  )
})
