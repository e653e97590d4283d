import { expect, it } from 'vitest'
import { allowedOf, cutoffOf, itemsOf, moved, orderOf } from './quality-order.ts'

it('allows every format of a profile that lists none', () => {
  const order = orderOf([])
  expect(order.ebook[0]).toEqual({ quality: 'epub', isAllowed: true })
  expect(order.audiobook[0]).toEqual({ quality: 'm4b', isAllowed: true })
  expect(allowedOf(order)).toContain('txt')
})

it('shows the best first, and what is not listed last and not allowed', () => {
  const order = orderOf([
    { quality: 'pdf', allowed: false },
    { quality: 'mp3', allowed: true },
    { quality: 'azw3', allowed: true },
    { quality: 'epub', allowed: true },
  ])
  expect(order.ebook.slice(0, 4).map(({ quality }) => quality)).toEqual(['epub', 'azw3', 'pdf', 'kepub'])
  expect(order.audiobook.slice(0, 2)).toEqual([
    { quality: 'mp3', isAllowed: true },
    { quality: 'm4b', isAllowed: false },
  ])
  expect(allowedOf(order)).toEqual(['epub', 'azw3', 'mp3'])
})

it('stores the worst first, so that it reads the same order again', () => {
  const order = orderOf([
    { quality: 'pdf', allowed: true },
    { quality: 'epub', allowed: true },
  ])
  expect(orderOf(itemsOf(order))).toEqual(order)
})

it('keeps a format that nobody here knows', () => {
  expect(orderOf([{ quality: 'ibooks', allowed: true }]).ebook[0]).toEqual({ quality: 'ibooks', isAllowed: true })
})

it('takes the best allowed format for a cutoff that is not allowed any more', () => {
  const order = orderOf([
    { quality: 'pdf', allowed: true },
    { quality: 'epub', allowed: false },
  ])
  expect(cutoffOf(order, 'epub')).toBe('pdf')
  expect(cutoffOf(order, 'pdf')).toBe('pdf')
})

it('moves an entry up and down', () => {
  expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b'])
  expect(moved(['a', 'b', 'c'], 0, 1)).toEqual(['b', 'a', 'c'])
})
