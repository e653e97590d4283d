import type { FoundRelease } from '@colophon/contract/web/releases.ts'
import { expect, it } from 'vitest'
import { bestFirst, inOrder } from './release-order.ts'

const release = (guid: string, facts: Partial<FoundRelease>) =>
  ({
    guid,
    score: 0,
    isApproved: true,
    match: 'exact',
    format: 'epub',
    sizeBytes: 1,
    grabs: 0,
    seeders: null,
    ...facts,
  }) as FoundRelease
const order = (releases: FoundRelease[], ...[by]: [Parameters<typeof inOrder>[1]]) =>
  inOrder(releases, by).map(({ guid }) => guid)

it('puts what fits in front of what scores more and does not', () => {
  const releases = [release('rejected', { score: 900, isApproved: false }), release('good', { score: 100 })]
  expect(order(releases, bestFirst)).toEqual(['good', 'rejected'])
})

it('keeps the order of the server among equals, in both directions', () => {
  const releases = [release('a', {}), release('b', {}), release('c', { sizeBytes: 9 })]
  expect(order(releases, { column: 'size', isDescending: false })).toEqual(['a', 'b', 'c'])
  expect(order(releases, { column: 'size', isDescending: true })).toEqual(['c', 'a', 'b'])
})

it('orders matches by how sure they are and ages by how new they are', () => {
  const releases = [
    release('weak', { match: 'weak', publishedAt: '2026-01-01T00:00:00Z' }),
    release('id', { match: 'id', publishedAt: '2020-01-01T00:00:00Z' }),
  ]
  expect(order(releases, { column: 'match', isDescending: true })).toEqual(['id', 'weak'])
  expect(order(releases, { column: 'age', isDescending: false })).toEqual(['weak', 'id'])
})
