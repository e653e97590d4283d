import { expect, it } from 'vitest'
import { placeAfter } from './use-arrow-keys.ts'

/** Eleven books in rows of four. */
const from = (place: number, key: string, isRightToLeft = false) =>
  placeAfter(key, { from: place, columns: 4, count: 11, isRightToLeft })

it('leads to the book beside, above and below', () => {
  expect([from(5, 'ArrowRight'), from(5, 'ArrowLeft'), from(5, 'ArrowUp'), from(5, 'ArrowDown')]).toEqual([6, 4, 1, 9])
  expect([from(5, 'ArrowRight', true), from(5, 'ArrowLeft', true)]).toEqual([4, 6])
})

it('leads down to the last book where none stands right below, and nowhere out of the list', () => {
  expect(from(7, 'ArrowDown')).toBe(10)
  expect([from(10, 'ArrowDown'), from(10, 'ArrowRight'), from(0, 'ArrowLeft'), from(2, 'ArrowUp')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

it('leaves the keys that go sideways alone where one book stands in a line', () => {
  const line = { from: 3, columns: 1, count: 9, isRightToLeft: false }
  expect([placeAfter('ArrowRight', line), placeAfter('ArrowDown', line), placeAfter('a', line)]).toEqual([
    undefined,
    4,
    undefined,
  ])
})
