import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { whenQuiet } from './when-quiet.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('waits for the end of what somebody does, and acts once', () => {
  const page = new EventTarget()
  const act = vi.fn()
  whenQuiet(act, 2_000, page)
  for (const name of ['pointerdown', 'keydown', 'scroll', 'wheel']) {
    vi.advanceTimersByTime(1_500)
    page.dispatchEvent(new Event(name))
  }
  vi.advanceTimersByTime(1_900)
  expect(act).not.toHaveBeenCalled()
  vi.advanceTimersByTime(200)
  expect(act).toHaveBeenCalledOnce()
  page.dispatchEvent(new Event('keydown'))
  vi.advanceTimersByTime(10_000)
  expect(act).toHaveBeenCalledOnce()
})

it('acts at once where nobody does anything, and not at all where it is given up', () => {
  const page = new EventTarget()
  const act = vi.fn()
  const givenUp = vi.fn()
  whenQuiet(act, 2_000, page)
  whenQuiet(givenUp, 2_000, page)()
  vi.advanceTimersByTime(2_000)
  expect(act).toHaveBeenCalledOnce()
  expect(givenUp).not.toHaveBeenCalled()
})
