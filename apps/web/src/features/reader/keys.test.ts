import { expect, it } from 'vitest'
import { commandOf } from './keys.ts'

const press = (key: string, held: Partial<Record<'altKey' | 'ctrlKey' | 'metaKey', boolean>> = {}) =>
  commandOf({ key, altKey: false, ctrlKey: false, metaKey: false, ...held })

it.each([
  ['t', 'contents'],
  ['T', 'contents'],
  ['/', 'search'],
  ['?', 'keys'],
  ['Escape', 'close'],
  ['x', undefined],
  ['constructor', undefined],
])('takes %s for %s', (key, command) => {
  expect(press(key)).toBe(command)
})

it('leaves the browser its own keys, and searches the book where it would search the page', () => {
  expect(press('t', { ctrlKey: true })).toBeUndefined()
  expect(press('+', { ctrlKey: true })).toBeUndefined()
  expect(press('f', { metaKey: true })).toBe('search')
})
