import { describe, expect, it } from 'vitest'
import { isJumpBack, stateAtPlace } from './state-rules.ts'

const at = (hour: number) => `2026-03-14T${String(hour).padStart(2, '0')}:00:00.000Z`

describe('a new place', () => {
  const since = (state: 'unread' | 'reading' | 'finished' | 'abandoned') => ({ state, at: at(10) })

  it.each([
    ['begins a book that was never opened', undefined, undefined, { fraction: 0, at: at(1) }, 'reading'],
    ['at the end alone finishes a book', undefined, undefined, { fraction: 0.99, at: at(1) }, 'finished'],
    [
      'begins a book marked unread',
      since('unread'),
      { fraction: 0.5, at: at(9) },
      { fraction: 0.51, at: at(11) },
      'reading',
    ],
    ['of before the mark changes nothing', since('unread'), undefined, { fraction: 0.5, at: at(9) }, undefined],
    [
      'that repeats the last changes nothing',
      since('unread'),
      { fraction: 0.5, at: at(9) },
      { fraction: 0.5, at: at(11) },
      undefined,
    ],
    [
      'in the middle leaves a book being read',
      since('reading'),
      { fraction: 0.5, at: at(9) },
      { fraction: 0.6, at: at(11) },
      undefined,
    ],
    [
      'at the end finishes it',
      since('reading'),
      { fraction: 0.9, at: at(9) },
      { fraction: 0.98, at: at(11) },
      'finished',
    ],
    [
      'at the end does not undo a mark made there',
      since('reading'),
      { fraction: 0.98, at: at(9) },
      { fraction: 0.99, at: at(11) },
      undefined,
    ],
    [
      'in the middle leaves a finished book finished',
      since('finished'),
      { fraction: 0.99, at: at(9) },
      { fraction: 0.4, at: at(20) },
      undefined,
    ],
    [
      'at the start soon after the end is looking something up',
      since('finished'),
      { fraction: 0.99, at: at(9) },
      { fraction: 0.01, at: at(10) },
      undefined,
    ],
    [
      'at the start on another occasion begins again',
      since('finished'),
      { fraction: 0.99, at: at(9) },
      { fraction: 0.01, at: at(20) },
      'reading',
    ],
    [
      'soon after a book was abandoned leaves it so',
      since('abandoned'),
      { fraction: 0.3, at: at(9) },
      { fraction: 0.31, at: at(10) },
      undefined,
    ],
    [
      'on another occasion takes it up again',
      since('abandoned'),
      { fraction: 0.3, at: at(9) },
      { fraction: 0.31, at: at(20) },
      'reading',
    ],
  ] as const)('%s', (_, standing, before, place, expected) => {
    expect(stateAtPlace(standing, before, place)).toBe(expected)
  })
})

describe('a jump back', () => {
  const web = { fraction: 0.6, at: at(10), source: 'web', device: null }

  it.each([
    ['another source far behind', { ...web, fraction: 0.1, source: 'kobo' }, true],
    ['another device far behind', { ...web, fraction: 0.1, device: 'phone' }, true],
    ['the same device turning back', { ...web, fraction: 0.1 }, false],
    ['another source that rounds', { ...web, fraction: 0.58, source: 'kobo' }, false],
    ['another source further on', { ...web, fraction: 0.7, source: 'kobo' }, false],
  ])('%s: %o', (_, place, expected) => {
    expect(isJumpBack(web, place)).toBe(expected)
  })
})
