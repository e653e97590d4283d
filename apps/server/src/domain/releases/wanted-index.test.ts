import { describe, expect, it } from 'vitest'
import { exampleRelease } from './testing/examples.ts'
import { type IndexedBook, wantedIndex } from './wanted-index.ts'

const book = (id: number, title: string, author: string, more: Partial<IndexedBook> = {}): IndexedBook => ({
  ...{ id, title, author, slots: ['ebook'] },
  ...more,
})

const index = await wantedIndex([
  book(1, 'The Sparrow', 'Mary Doria Russell', { isbns: ['0449912558'] }),
  book(2, 'It', 'Stephen King'),
  book(3, 'Die Stille ist ein Geräusch', 'Cornelia Funke'),
  book(4, 'Sparrow', 'Rachel Reid', { slots: ['ebook', 'audiobook'] }),
  book(5, 'Project Hail Mary', 'Andy Weir', { asin: 'B08G9PRS1K' }),
  book(6, "Carl's Doomsday Scenario", 'Matt Dinniman', { seriesName: 'Dungeon Crawler Carl', seriesPosition: 2 }),
])
const found = (title: string, more: object = {}) =>
  index.booksFor(exampleRelease({ title, ...more })).map(({ bookId }) => bookId)

describe('the index of wanted books', () => {
  it.each([
    ['Mary.Doria.Russell.-.The.Sparrow.1996.RETAIL.EPUB', [1]],
    ['Rachel.Reid.Sparrow.epub', [4]],
    ['Stephen.King.-.It.1986.epub', [2]],
    ['Cornelia.Funke.Die.Stille.ist.ein.Geraeusch.epub', [3]],
    ['Cornelia.Funke.Die.Stille.ist.ein.Gerausch.epub', [3]],
    ['some name without words 9780449912553.epub', [1]],
    ['another name B08G9PRS1K.m4b', [5]],
    ["Matt Dinniman - Dungeon Crawler Carl 2 - Carl's Doomsday Scenario.epub", [6]],
    ['Falcon.and.the.Sparrow.MaryLu.Tyndall.epub', []],
    ['Nothing.That.Anybody.Wants.epub', []],
  ])('finds what %s may be', (title, books) => {
    expect(found(title)).toEqual(books)
  })

  it('believes what an indexer says of title and author beside the name', () => {
    expect(found('abc123.epub', { bookTitle: 'Project Hail Mary', author: 'Andy Weir' })).toEqual([5])
  })

  it('tells the slots in which a book is wanted', () => {
    expect(index.booksFor(exampleRelease({ title: 'Rachel.Reid.Sparrow.epub' }))[0]?.slots).toEqual([
      'ebook',
      'audiobook',
    ])
  })
})
