import { describe, expect, it } from 'vitest'
import { checkContent, type ExpectedBook, type FileClaim, standsInTheWay } from './check-content.ts'

const BOOK: ExpectedBook = {
  title: 'The Gods of Mars',
  authors: ['Edgar Rice Burroughs'],
  isbns: ['9780000000019'],
  asins: ['B000000001'],
  siblings: [{ id: 7, title: 'A Princess of Mars' }],
}
const says = (title: string | null, author: string | null = null, more: Partial<FileClaim> = {}): FileClaim => ({
  title,
  authors: author === null ? [] : [author],
  isbns: [],
  asin: null,
  ...more,
})

describe('whether a file is the book that it was fetched for', () => {
  it.each([
    [says('The Gods of Mars', 'Edgar Rice Burroughs'), 'pass'],
    [says('The Gods of Mars'), 'pass'],
    [says('Gods of Mars, The', 'Burroughs, Edgar Rice'), 'pass'],
    [says('The Gods of Mars (Barsoom #2)', 'E. R. Burroughs'), 'pass'],
    [says('Barsoom 02: The Gods of Mars', 'Edgar Rice Burroughs'), 'pass'],
    [says('Something Else', 'Somebody', { isbns: ['9780000000019'] }), 'pass'],
    [says('Track 01', 'Somebody', { asin: 'B000000001' }), 'pass'],
    [says('Track 01', 'Somebody Else'), 'unknown'],
    [says('Chapter 3'), 'unknown'],
    [says('17'), 'unknown'],
    [says(null, 'Somebody Else'), 'unknown'],
    [says('The Gods of Mars', 'Somebody Else'), 'unknown'],
    [says('Die Götter des Mars', 'Edgar Rice Burroughs'), 'unknown'],
    [says('Cooking for Two', 'Somebody Else'), 'other'],
    [says('A Princess of Mars', 'Edgar Rice Burroughs'), 'other'],
    [says('Cooking for Two'), 'unknown'],
  ] as const)('%j: %s', (claim, kind) => expect(checkContent(claim, BOOK).kind).toBe(kind))

  it('tells which other book of the author it is', () => {
    expect(checkContent(says('A Princess of Mars', 'Edgar Rice Burroughs'), BOOK)).toMatchObject({ siblingId: 7 })
  })

  it('stops what the system chose and lets pass what a person chose', () => {
    const other = checkContent(says('Cooking for Two', 'Somebody Else'), BOOK)
    expect(standsInTheWay(other, { isAutomatic: true, matchLevel: 'exact', isTakenAsIs: false })).toBe(true)
    expect(standsInTheWay(other, { isAutomatic: false, matchLevel: null, isTakenAsIs: false })).toBe(false)
    expect(standsInTheWay({ kind: 'unknown' }, { isAutomatic: true, matchLevel: 'exact', isTakenAsIs: false })).toBe(
      false,
    )
    expect(standsInTheWay({ kind: 'unknown' }, { isAutomatic: true, matchLevel: 'fair', isTakenAsIs: false })).toBe(
      true,
    )
    expect(standsInTheWay(other, { isAutomatic: true, matchLevel: 'exact', isTakenAsIs: true })).toBe(false)
    expect(standsInTheWay({ kind: 'pass' }, { isAutomatic: true, matchLevel: 'fair', isTakenAsIs: false })).toBe(false)
  })
})
