import { describe, expect, it } from 'vitest'
import { hasFilters, orderOf, readBookSearch } from './book-search.ts'

describe('the list of books as it stands in the address', () => {
  it('keeps filters and leaves out what nobody understands', () => {
    const search = readBookSearch({ format: 'epub', language: '', author: 7, sort: 'colour', missing: true, page: '3' })

    expect(search).toEqual({ format: 'epub', author: '7', missing: 'true' })
  })

  it('leaves out what goes without saying, so that equal lists have equal addresses', () => {
    expect(readBookSearch({ sort: 'title', direction: 'asc' })).toEqual({})
    expect(readBookSearch({ sort: 'added', direction: 'desc' })).toEqual({ sort: 'added' })
    expect(readBookSearch({ sort: 'added', direction: 'asc' })).toEqual({ sort: 'added', direction: 'asc' })
  })

  it.each([
    [{}, { sort: 'title', direction: 'asc' }],
    [{ sort: 'published' as const }, { sort: 'published', direction: 'desc' }],
    [{ series: 's1' }, { sort: 'series', direction: 'asc' }],
    [
      { series: 's1', sort: 'added' as const },
      { sort: 'added', direction: 'desc' },
    ],
  ])('means by %o the order %o', (search, order) => {
    expect(orderOf(search)).toEqual(order)
  })

  it('knows an order from a filter', () => {
    expect(hasFilters({ sort: 'added' })).toBe(false)
    expect(hasFilters({ tag: 't1' })).toBe(true)
    expect(hasFilters({ missing: 'true' })).toBe(true)
  })
})
