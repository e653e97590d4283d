import { expect, it } from 'vitest'
import { detailsOf } from './reason-words.ts'

it.each([
  ['format "pdf" not in quality profile "E-Book"', ['pdf', 'E-Book']],
  ['posted 4 min ago, minimum 30', ['4', '30']],
  ['custom format score -10 below minimum 0', ['-10', '0']],
  ['match too weak', []],
])('finds in “%s” what tells it from others', (text, details) => {
  expect(detailsOf(text)).toEqual(details)
})
