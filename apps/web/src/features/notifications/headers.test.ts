import { expect, it } from 'vitest'
import { readHeaders, writeHeaders } from './headers.ts'

it('reads what it writes', () => {
  const headers = [
    { name: 'Authorization', value: 'Bearer x' },
    { name: 'X-Tag', value: 'books' },
  ]
  expect(readHeaders(writeHeaders(headers))).toEqual(headers)
})

it('stores nothing where no header has a name', () => {
  expect(writeHeaders([])).toBe('')
  expect(writeHeaders([{ name: ' ', value: 'x' }])).toBe('')
  expect(readHeaders('')).toEqual([])
})

it('says of text that holds no headers that it does not', () => {
  expect(readHeaders('Authorization: x')).toBeUndefined()
  expect(readHeaders('["x"]')).toBeUndefined()
})
