import { expect, it } from 'vitest'
import { isNarrowed, readNotesSearch } from './notes-search.ts'

it('an address of the notebook keeps what can be and leaves the rest out', () => {
  expect(readNotesSearch({ q: 1984, kind: 'note', color: 'pink', book: 'b' })).toEqual({
    q: '1984',
    kind: 'note',
    color: 'pink',
    book: 'b',
  })
  const nonsense = readNotesSearch({ q: '', kind: 'scribble', color: 'url(x)', book: [] })
  expect(Object.values(nonsense).every((value) => value === undefined)).toBe(true)
  expect(isNarrowed(nonsense)).toBe(false)
  expect(isNarrowed({ book: 'b' })).toBe(false)
  expect(isNarrowed({ color: 'pink' })).toBe(true)
})
