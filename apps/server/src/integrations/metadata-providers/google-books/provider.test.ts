import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { playProvider, recorded } from '../testing/play-provider.ts'
import { untilPacificMidnight } from './provider.ts'

let played: Awaited<ReturnType<typeof playProvider>>
beforeAll(async () => {
  played = await playProvider('googlebooks', () => undefined)
})
beforeEach(() => {
  played.asked.length = 0
})
afterAll(() => played.close())

const open = () => played.open({ googleBooksKey: ' the-key ' })
const give = (name: string, status = 200) =>
  played.answerWith(() => ({ status, body: recorded(`google-books/${name}.json`) }))

describe('Google Books', () => {
  it('is left out without a key', () => {
    expect(
      played
        .sources()
        .enabled({})
        .map(({ id }) => id),
    ).not.toContain('googlebooks')
    const state = played
      .sources()
      .states({})
      .find(({ id }) => id === 'googlebooks')
    expect(state).toMatchObject({ state: 'unconfigured', reason: 'Google Books needs a key.' })
  })

  it('finds a book by its ISBN', async () => {
    give('search-isbn')
    expect(await open().byIsbn?.('9791026833307')).toMatchObject({
      foreignId: 'gb:4fX_DwAAQBAJ',
      title: 'La Légende du héros - Tome 3',
      authors: [{ name: 'Neal Exemple', foreignId: null }],
      releaseDate: '2020-09-04',
      language: 'fre',
      pages: 320,
      genres: ['Comics & Graphic Novels'],
      isbns: ['9791026833307'],
      imageUrl:
        'https://books.google.com/books/content?id=4fX_DwAAQBAJ&printsec=frontcover&img=1&zoom=3&source=gbs_api',
    })
    expect([...(played.asked[0]?.query ?? [])]).toEqual([
      ['q', 'isbn:9791026833307'],
      ['maxResults', '20'],
      ['key', 'the-key'],
    ])
  })

  it('takes a volume with markup, and one that says next to nothing', async () => {
    give('volume')
    const whole = await open().work?.('gb:OPy6E5ZhXs0C')
    expect(whole).toMatchObject({ genres: ['Fiction', 'Classics', 'Literary'], averageRating: 4.5, ratingsCount: 203 })
    expect(whole?.description).toBe('A masterpiece of Biblical scope.\nSecond line.')
    give('volume-sparse')
    expect(await open().work?.('gb:zzSPARSEzz')).toMatchObject({ releaseDate: null, language: null, authors: [] })
    expect(await open().work?.('gb:../volumes')).toBeUndefined()
  })

  it('gives nothing where nothing is found, and only works that are by somebody', async () => {
    give('search-empty')
    expect(await open().searchBooks?.('zzz')).toEqual([])
    give('search-title')
    const found = (await open().worksOfAuthor?.({ foreignId: null, name: 'John "Steinbeck' })) ?? []
    expect(found.length).toBeGreaterThan(0)
    expect(played.asked.at(-1)?.query.get('q')).toBe('inauthor:"John  Steinbeck"')
    expect(await open().worksOfAuthor?.({ foreignId: null, name: 'Jane Steinbeck' })).toEqual([])
  })

  it('is not asked again on a day whose quota is used up', async () => {
    give('error-429-anonymous', 429)
    const sources = played.sources()
    const ask = () =>
      sources
        .enabled({ googleBooksKey: 'k' })
        .find(({ id }) => id === 'googlebooks')
        ?.searchBooks?.('x')
    await expect(ask()).rejects.toMatchObject({ code: 'provider.busy', message: expect.stringContaining('in a day') })
    await expect(ask()).rejects.toMatchObject({ code: 'provider.busy' })
    expect(played.asked).toHaveLength(1)
    expect(sources.states({ googleBooksKey: 'k' }).find(({ id }) => id === 'googlebooks')).toMatchObject({
      state: 'cooling',
    })
  })

  it('says what is wrong with a key, without saying the key', async () => {
    give('error-400-key', 400)
    const error = await open()
      .searchBooks?.('x')
      ?.catch((reason: unknown) => reason)
    expect(error).toMatchObject({ kind: 'unavailable', message: expect.stringContaining('does not accept its key') })
    expect(JSON.stringify(error)).not.toContain('the-key')
    give('error-403-location', 403)
    await expect(open().searchBooks?.('x')).rejects.toMatchObject({ message: expect.stringContaining('user location') })
  })

  it.each([
    ['2026-01-15T07:59:00Z', 60_000],
    ['2026-01-15T08:00:00Z', 86_400_000],
    ['2026-07-15T06:00:00Z', 3_600_000],
  ])('begins a new day at midnight in California: %s', (at, ms) => {
    expect(untilPacificMidnight(new Date(at))).toBe(ms)
  })
})
