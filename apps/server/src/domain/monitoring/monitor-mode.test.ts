import { expect, it } from 'vitest'
import { type DatedBook, monitoredBooks } from './monitor-mode.ts'

const book = (id: number, releaseDate: string | null, more: Partial<DatedBook> = {}): DatedBook => ({
  id,
  releaseDate,
  seriesIds: [],
  isExcluded: false,
  ...more,
})
const books = [
  book(1, '2001-05-01T00:00:00.000Z', { seriesIds: [7] }),
  book(2, '2004-09-12T00:00:00.000Z'),
  book(3, '2099-11-01T00:00:00.000Z'),
  book(4, null),
  book(5, '2026-03-14T00:00:00.000Z'),
  book(6, '2098-01-01T00:00:00.000Z', { isExcluded: true }),
]
const rule = {
  ...{ isMonitored: true, latestCount: 2, seriesIds: new Set([7]), today: new Date('2026-03-14T12:00:00.000Z') },
}

it.each([
  ['all', [1, 2, 3, 4, 5]],
  ['future', [3]],
  ['latest', [3, 5]],
  ['series', [1]],
  ['none', []],
  ['whatever', []],
])('the mode %s monitors %j', (mode, ids) => {
  expect([...monitoredBooks({ ...rule, mode }, books)].toSorted()).toEqual(ids)
})

it('of an author who is not monitored no book is', () => {
  expect(monitoredBooks({ ...rule, mode: 'all', isMonitored: false }, books).size).toBe(0)
})
