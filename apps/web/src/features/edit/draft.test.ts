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
    expect(isFaultless(faultsOf(draftOf(values), values))).toBe(true)
  })

  it.each([
    [{ title: ' ' }, { title: 'title' }],
    [{ publishedOn: '1815-02-30' }, { publishedOn: 'date' }],
    [{ publishedOn: 'long ago' }, { publishedOn: 'date' }],
    [{ language: 'Klingon nonsense' }, { language: 'language' }],
    [{ language: 'English' }, { language: 'language' }],
    [{ language: 'qq' }, { language: 'language' }],
  ])('says what is wrong with %j', (wrong, fault) => {
    const draft = draftOf({ ...values, ...wrong })
    expect(faultsOf(draft, values)).toMatchObject(fault)
    expect(isFaultless(faultsOf(draft, values))).toBe(false)
  })

  it.each(['', 'de', 'pt-BR', 'ger', 'tlh', 'zh-Hant-TW', ' en '])('takes “%s” for a language', (language) => {
    expect(faultsOf(draftOf({ ...values, language }), values).language).toBeUndefined()
  })

  it('keeps a language that is no code where it came from a file', () => {
    const given = { ...values, language: 'Old English (ca. 450)' }
    expect(isFaultless(faultsOf(draftOf(given), given))).toBe(true)
  })

  it.each([
    ['title', 2_000],
    ['subtitle', 2_000],
    ['sortTitle', 2_000],
    ['publisher', 2_000],
    ['description', 200_000],
  ] as const)('says how long %s may be: %i characters', (field, most) => {
    const of = (text: string) => faultsOf(draftOf({ ...values, [field]: text }), values)[field]
    expect(of('x'.repeat(most + 1))).toEqual({ most })
    // Counted as the server counts them.
    expect(of('𝒳'.repeat(most))).toBeUndefined()
  })

  it('says how long names may be, and what stands beside them', () => {
    const long = 'x'.repeat(501)
    const draft = draftOf({
      ...values,
      creators: [{ name: long, role: 'author' }],
      series: [{ name: 'Novels', position: long }],
      tags: ['classic', long],
      genres: [long],
      identifiers: [{ scheme: long, value: long }],
    })
    const { lines, besides, tags, genres } = faultsOf(draft, values)
    expect([tags, genres]).toEqual([{ most: 500 }, { most: 500 }])
    expect([...lines.values()]).toEqual([{ most: 500 }, { most: 500 }])
    expect([...besides.values()]).toEqual([{ most: 40 }, { most: 60 }])
  })

  it.each([
    ['9780141439588', 'isbn-digit'],
    ['014143958', 'isbn-form'],
    ['0-14-143958-0', undefined],
    ['080442957X', undefined],
  ])('tells of the ISBN %s: %s', (value, fault) => {
    const draft = draftOf({ ...values, identifiers: [{ scheme: 'ISBN', value }] })
    expect(faultsOf(draft, values).lines.get(draft.identifiers[0]?.key ?? 0)).toBe(fault)
  })
})
