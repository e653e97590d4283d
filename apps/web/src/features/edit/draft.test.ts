import type { BookValues } from '@colophon/contract/web/edit-book.ts'
import { describe, expect, it } from 'vitest'
import { draftOf, faultsOf, isFaultless, valuesOf } from './draft.ts'

const values: BookValues = {
  title: 'Emma',
  subtitle: null,
  sortTitle: null,
  creators: [{ name: 'Jane Austen', role: 'author' }],
  series: [{ name: 'Novels', position: null }],
  tags: ['classic'],
  genres: [],
  publisher: null,
  publishedOn: '1815',
  language: 'en',
  identifiers: [{ scheme: 'isbn', value: '978-0-14-143958-7' }],
  description: null,
  libraryIds: [],
}

describe('a book that is edited', () => {
  it('comes out as it went in where nothing is typed', () => {
    expect(valuesOf(draftOf(values))).toEqual(values)
    expect(isFaultless(faultsOf(draftOf(values)))).toBe(true)
  })

  it.each([
    [{ title: ' ' }, { title: 'title' }],
    [{ publishedOn: '1815-02-30' }, { publishedOn: 'date' }],
    [{ publishedOn: 'long ago' }, { publishedOn: 'date' }],
  ])('says what is wrong with %j', (wrong, fault) => {
    expect(faultsOf(draftOf({ ...values, ...wrong }))).toMatchObject(fault)
  })

  it.each([
    ['9780141439588', 'isbn-digit'],
    ['014143958', 'isbn-form'],
    ['0-14-143958-0', undefined],
    ['080442957X', undefined],
  ])('tells of the ISBN %s: %s', (value, fault) => {
    const draft = draftOf({ ...values, identifiers: [{ scheme: 'ISBN', value }] })
    expect(faultsOf(draft).lines.get(draft.identifiers[0]?.key ?? 0)).toBe(fault)
  })
})
