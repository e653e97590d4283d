import { describe, expect, it } from 'vitest'
import { allIds, enrichWork, isThin, mergeCatalogues, mergeRating, mergeWork, withoutLocked } from './merge-works.ts'
import { foundWork } from './testing/found-work.ts'

const hardcover = (told = {}) => foundWork({ provider: 'hardcover', foreignId: 'hc:emma', ...told })

describe('works of several providers', () => {
  it('are joined by their title, and what is new is appended', () => {
    const merged = mergeCatalogues([
      [foundWork(), foundWork({ foreignId: 'OL2W', title: 'Persuasion' })],
      [hardcover({ title: 'EMMA (Unabridged)' }), hardcover({ foreignId: 'hc:watsons', title: 'The Watsons' })],
    ])
    expect(merged.map(({ title }) => title)).toEqual(['Emma', 'Persuasion', 'The Watsons'])
    expect(merged[0] && allIds(merged[0])).toEqual([
      { provider: 'openlibrary', foreignId: 'OL1W' },
      { provider: 'hardcover', foreignId: 'hc:emma' },
    ])
  })

  it('fill what the first leaves open, and change nothing else', () => {
    const base = foundWork({ description: 'Short.', releaseDate: '1815' })
    const other = foundWork({
      provider: 'audible',
      foreignId: 'audible:B000000001',
      title: 'Emma (Unabridged)',
      description: 'Longer than that.',
      releaseDate: '2012-01-01',
      imageUrl: 'https://example.org/a.jpg',
      mediaType: 'audiobook',
      asin: 'B000000001',
      durationSeconds: 60,
    })
    expect(mergeWork(base, other)).toMatchObject({
      title: 'Emma',
      description: 'Short.',
      releaseDate: '1815',
      imageUrl: 'https://example.org/a.jpg',
      mediaType: 'both',
      asin: 'B000000001',
      durationSeconds: 60,
    })
  })

  it.each([
    [0, 1, 1],
    [5, 9, 5],
    [5, 10, 10],
    [100, 199, 100],
    [100, 200, 200],
  ])('of ratings by %i and %i people take those by %i', (mine, theirs, taken) => {
    const merged = mergeRating({ averageRating: 3, ratingsCount: mine }, { averageRating: 4, ratingsCount: theirs })
    expect(merged).toEqual({ averageRating: taken === theirs ? 4 : 3, ratingsCount: taken })
  })

  it('take genres that people chose, and no more than ten', () => {
    const base = foundWork({ genres: ['Fiction in English', 'Large type books'] })
    const genres = Array.from({ length: 12 }, (_, index) => `Genre ${index}`)
    expect(mergeWork(base, foundWork({ provider: 'googlebooks', genres })).genres).toEqual(base.genres)
    expect(mergeWork(base, hardcover({ genres })).genres).toEqual(genres.slice(0, 10))
    expect(mergeWork(base, hardcover()).genres).toEqual(base.genres)
  })

  it('name each author once', () => {
    const authors = ['Jane Austen Jane Austen', 'Austen, Jane', 'Fiona Beddall'].map((name) => ({
      name,
      foreignId: null,
    }))
    expect(mergeCatalogues([[foundWork({ authors })]])[0]?.authors.map(({ name }) => name)).toEqual([
      'Jane Austen',
      'Fiona Beddall',
    ])
  })

  it('stay apart where only their beginnings are the same', () => {
    const titles = ['Star Wars: Thrawn', 'Star Wars: Aftermath', 'Star Wars']
    expect(
      mergeCatalogues([titles.map((title, index) => foundWork({ title, foreignId: `OL${index}W` }))]),
    ).toHaveLength(3)
  })
})

describe('a single book', () => {
  it('is asked about where little is known of it', () => {
    expect(isThin({ description: 'x'.repeat(50), imageUrl: 'https://example.org' })).toBe(false)
    expect(isThin({ description: 'x'.repeat(49), imageUrl: 'https://example.org' })).toBe(true)
    expect(isThin({ description: 'x'.repeat(99), imageUrl: null })).toBe(true)
  })

  it('gets the longest description', () => {
    const whole = enrichWork(foundWork({ description: 'Short.' }), [
      hardcover({ description: 'The longest of all.' }),
      hardcover({ description: 'Middle size.' }),
    ])
    expect(whole.description).toBe('The longest of all.')
  })

  it('keeps what is locked', () => {
    const free = withoutLocked(foundWork({ title: 'New', genres: ['a'] }), ['title', 'genres', 'cover', 'nothing'])
    expect(['title', 'subtitle', 'genres', 'subjects', 'imageUrl'].filter((field) => field in free)).toEqual([])
    expect(free).toHaveProperty('description')
  })
})
