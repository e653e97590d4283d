import { expect, it } from 'vitest'
import { readPairs, writePairs } from './path-pairs.ts'

it('reads what it writes', () => {
  const pairs = [
    { from: '/downloads', to: '/mnt/downloads' },
    { from: 'C:\\Books', to: '/mnt/books' },
  ]
  expect(writePairs(pairs)).toBe('/downloads:/mnt/downloads,C:\\Books:/mnt/books')
  expect(readPairs(writePairs(pairs))).toEqual(pairs)
})

it('reads nothing out of nothing', () => {
  expect(readPairs('')).toEqual([])
  expect(readPairs(' , ')).toEqual([])
})

it('leaves out pairs that are not whole', () => {
  expect(
    writePairs([
      { from: '/downloads', to: ' ' },
      { from: ' /a ', to: '/b' },
    ]),
  ).toBe('/a:/b')
})
