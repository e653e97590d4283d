import { expect, it } from 'vitest'
import { readDiscoverSearch } from './discover-search.ts'

it('reads what it understands of an address and leaves out the rest', () => {
  expect(readDiscoverSearch({ q: 'emma', kind: 'authors' })).toEqual({ q: 'emma', kind: 'authors' })
  expect(readDiscoverSearch({ q: 1984, kind: 'films' })).toEqual({ q: '1984', kind: undefined })
  expect(readDiscoverSearch({ q: ['a'] })).toEqual({ q: undefined, kind: undefined })
})
