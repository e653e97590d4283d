import { describe, expect, it } from 'vitest'
import { foundWork } from '#domain/metadata/testing/found-work.ts'
import { decideWork, type KnownBook } from './match-known-book.ts'

const book = (told: Partial<KnownBook> = {}): KnownBook => ({
  id: 1,
  title: 'Emma',
  foreignIds: ['OL1W'],
  mediaType: 'ebook',
  isExcluded: false,
  imageUrl: null,
  genres: [],
  averageRating: 3,
  ratingsCount: 10,
  lockedFields: [],
  isOwnerCredited: true,
  releaseDate: null,
  isbns: [],
  pages: null,
  series: [],
  ...told,
})
const hardcover = (told = {}) => foundWork({ provider: 'hardcover', foreignId: 'hc:emma', ...told })

describe('a work that a provider lists', () => {
  it('is new where nothing is like it', () => {
    expect(decideWork([book({ title: 'Persuasion' })], foundWork({ foreignId: 'OL2W' }))).toEqual({ kind: 'create' })
  })

  it('brings a known book newer figures, a cover and curated genres', () => {
    const work = hardcover({
      ratingsCount: 11,
      averageRating: 4,
      imageUrl: 'https://example.org',
      genres: ['Classics'],
    })
    expect(decideWork([book({ foreignIds: ['OL1W', 'hc:emma'] })], work)).toEqual({
      kind: 'update',
      bookId: 1,
      changes: { ratingsCount: 11, averageRating: 4, imageUrl: 'https://example.org', genres: ['Classics'] },
    })
  })

  it('changes nothing that is locked, larger or there', () => {
    const work = hardcover({ ratingsCount: 9, imageUrl: 'https://example.org', genres: ['Classics'] })
    const known = book({ foreignIds: ['hc:emma'], imageUrl: 'cover:1', lockedFields: ['genres'] })
    expect(decideWork([known], work)).toEqual({ kind: 'update', bookId: 1, changes: {} })
  })

  it('takes a book away from somebody who did not write it', () => {
    expect(decideWork([book({ isOwnerCredited: null })], foundWork())).toMatchObject({ changes: { reparent: true } })
    expect(decideWork([book({ isOwnerCredited: false, lockedFields: ['authors'] })], foundWork())).toMatchObject({
      changes: {},
    })
  })

  it('is known by any of its ids', () => {
    const merged = foundWork({
      foreignId: 'OL9W',
      title: 'Other',
      otherIds: [{ provider: 'hardcover', foreignId: 'hc:emma' }],
    })
    expect(decideWork([book({ foreignIds: ['hc:emma'] })], merged)).toMatchObject({
      kind: 'update',
      changes: { addIds: ['OL9W'] },
    })
  })

  it('makes a book of a placeholder', () => {
    expect(decideWork([book({ foreignIds: ['calibre:book:7'] })], foundWork())).toEqual({
      kind: 'upgrade',
      bookId: 1,
      changes: { addIds: ['OL1W'], foreignId: 'OL1W' },
    })
  })

  it('is the other form of a book', () => {
    const audio = foundWork({ provider: 'audible', foreignId: 'audible:B000000001', mediaType: 'audiobook' })
    expect(decideWork([book()], audio)).toEqual({
      kind: 'update',
      bookId: 1,
      changes: { addIds: ['audible:B000000001'], mediaType: 'both' },
    })
  })

  it('adds its id where another provider had the book first', () => {
    expect(decideWork([book()], hardcover())).toEqual({ kind: 'update', bookId: 1, changes: { addIds: ['hc:emma'] } })
    expect(decideWork([book()], hardcover({ ratingsCount: 19 }))).toMatchObject({ changes: { addIds: ['hc:emma'] } })
    expect(decideWork([book()], hardcover({ ratingsCount: 20, averageRating: 4 }))).toMatchObject({
      changes: { ratingsCount: 20 },
    })
  })

  it('stays away where somebody did not want it', () => {
    const known = [book({ id: 1, title: 'EMMA (Unabridged)', foreignIds: ['OL5W'], isExcluded: true }), book({ id: 2 })]
    expect(decideWork(known, hardcover())).toEqual({ kind: 'skip', bookId: 1 })
    expect(decideWork([book({ isExcluded: true })], foundWork({ title: 'Renamed' }))).toEqual({
      kind: 'skip',
      bookId: 1,
    })
  })
})
