import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asked, playProvider, recorded } from '../testing/play-provider.ts'
import { cleanToken, tokenEnd } from './token.ts'

let played: Awaited<ReturnType<typeof playProvider>>
beforeAll(async () => {
  played = await playProvider('hardcover', () => undefined)
})
beforeEach(() => {
  played.asked.length = 0
})
afterAll(() => played.close())

const SETTINGS = { hardcoverToken: 'Bearer secret-token' }
const open = () => played.open(SETTINGS)
const file = (name: string) => recorded(`hardcover/${name}.json`)
const data = (name: string) => JSON.parse(file(name)).data
const variablesOf = ({ body }: Asked) => JSON.parse(body).variables
const queryOf = ({ body }: Asked): string => JSON.parse(body).query
/** A recorded book as one of a list, which is how it is asked for. */
const books = (name: string) => JSON.stringify({ data: { books: [data(name).books_by_pk].filter(Boolean) } })
const nothing = JSON.stringify({ data: { books: [], authors: [] } })

describe('Hardcover', () => {
  it('sends the token with every question', async () => {
    played.answerWith(() => file('search-authors'))
    const found = await open().searchAuthors?.('wells')
    expect(found).toMatchObject([
      { foreignId: 'hc:h-g-wells', name: 'H. G. Wells', workCount: 231, disambiguation: 'The Time Machine' },
      { foreignId: 'hc:martha-wells', imageUrl: null },
    ])
    const [asked] = played.asked
    expect(asked && [asked.method, asked.path, asked.headers.authorization]).toEqual([
      'POST',
      '/v1/graphql',
      'Bearer secret-token',
    ])
    expect(asked && variablesOf(asked)).toEqual({ query: 'wells', queryType: 'Author' })
  })

  it('finds books; whoever adapted them is no author', async () => {
    played.answerWith(() => file('search-books'))
    const found = (await open().searchBooks?.('time machine wells')) ?? []
    expect(found.map(({ foreignId, isCompilation }) => [foreignId, isCompilation])).toEqual([
      ['hc:the-time-machine', false],
      ['hc:the-time-machine-the-war-of-the-worlds', true],
      ['hc:the-time-machine-graphic-novel', false],
    ])
    expect(found[2]?.authors.map(({ name }) => name)).toEqual(['H. G. Wells'])
    expect(found[0]).toMatchObject({ mediaType: 'both', genres: ['Science fiction', 'Classics', 'Fiction'] })
  })

  it('also reads results that come as text, with numbers as text', async () => {
    played.answerWith(() => file('search-books-results-as-string'))
    expect(await open().searchBooks?.('dune')).toMatchObject([
      {
        foreignId: 'hc:dune',
        ratingsCount: 12_000,
        releaseDate: '1965',
        isbns: ['9780441172719'],
        genres: ['Science Fiction', 'Classic'],
        series: [{ name: 'Dune Chronicles', position: '1' }],
        authors: [{ name: 'Frank Herbert' }],
      },
    ])
  })

  it('tells a book with its narrator, its series and the languages of its editions', async () => {
    played.answerWith(() => books('book'))
    expect(await open().work?.('hc:the-gods-of-mars')).toMatchObject({
      authors: [{ name: 'Edgar Rice Burroughs', foreignId: 'hc:edgar-rice-burroughs' }],
      narrators: ['Scott Brick'],
      language: 'eng',
      genres: ['Science fiction'],
      asin: 'B002V8DE5M',
      durationSeconds: 27_000,
      mediaType: 'both',
      series: [
        { foreignId: 'hc-series:5511', name: 'Barsoom', position: '2' },
        { foreignId: 'hc-series:9001', position: '1-3' },
      ],
    })
    expect(played.asked[0] && queryOf(played.asked[0])).not.toMatch(/books\([^)]*\) \{[^{}]*\blanguage\b/)
  })

  it('takes a number for a name first', async () => {
    played.answerWith((asked) => (variablesOf(asked).id === 42 ? books('book-narrator-first') : nothing))
    expect(await open().work?.('hc:42')).toMatchObject({
      title: 'Blackflame',
      authors: [{ name: 'Will Wight' }],
      narrators: ['Travis Baldree'],
    })
    expect(played.asked.map(variablesOf)).toEqual([{ slug: '42' }, { id: 42 }])
  })

  it('goes where a book was merged into', async () => {
    played.answerWith((asked) => (variablesOf(asked).id === 600101 ? books('book') : books('book-merged')))
    expect(await open().work?.('hc:gods-of-mars')).toMatchObject({ foreignId: 'hc:the-gods-of-mars' })
  })

  it('lists the works of an author to the last page', async () => {
    const [row] = data('author-books-page1').books
    const many = Array.from({ length: 100 }, (_, index) => ({ ...row, id: index + 1, slug: `book-${index + 1}` }))
    const last = data('author-books-page2').books
    played.answerWith((asked) => JSON.stringify({ data: { books: variablesOf(asked).offset === 0 ? many : last } }))
    const found = await open().worksOfAuthor?.({ foreignId: null, name: 'Edgar Rice Burroughs' })
    expect(found).toHaveLength(101)
    expect(played.asked.map(variablesOf)).toEqual([
      { name: 'Edgar Rice Burroughs', limit: 100, offset: 0 },
      { name: 'Edgar Rice Burroughs', limit: 100, offset: 100 },
    ])
    expect(found?.at(-1)).toMatchObject({ title: 'Tarzan of the Apes', series: [{ name: 'Tarzan', position: '1' }] })
  })

  it('finds the book of an ISBN, in the language of that edition', async () => {
    const edition = { ...data('editions-by-isbn').editions[0], language: { language: 'German', code3: 'ger' } }
    played.answerWith(() => JSON.stringify({ data: { editions: [edition] } }))
    expect(await open().byIsbn?.('9780345278357')).toMatchObject({ foreignId: 'hc:the-gods-of-mars', language: 'ger' })
    expect(played.asked.map(variablesOf)).toEqual([{ isbn13: '9780345278357', isbn10: '0345278356' }])
    played.answerWith(() => file('editions-by-isbn-none'))
    expect(await open().byIsbn?.('9780000000002')).toBeUndefined()
  })

  it('reads editions, and what is none of ours is left open', async () => {
    played.answerWith(() => JSON.stringify({ data: { editions: data('book').books_by_pk.editions } }))
    expect(await open().editions?.('hc:the-gods-of-mars', 50)).toMatchObject([
      { foreignId: 'hc:7001', isbn13: '9780345278357', language: 'eng', mediaType: 'ebook', pages: 190 },
      { foreignId: 'hc:7003', asin: 'B002V8DE5M', mediaType: 'audiobook', language: null, publisher: null },
      { foreignId: 'hc:7002', title: 'Die Götter des Mars', language: 'ger', pages: null, publisher: null },
    ])
  })

  it('finds a series and lists its books with broken positions', async () => {
    played.answerWith(() => file('search-series'))
    expect(await open().searchSeries?.('barsoom')).toMatchObject([
      {
        foreignId: 'hc-series:5511',
        name: 'Barsoom',
        authorName: 'Edgar Rice Burroughs',
        bookCount: 11,
        readersCount: 901,
      },
    ])
    played.answerWith(() => file('series'))
    const entries = await open().seriesEntries?.('hc-series:5511')
    expect(entries?.map(({ position, work }) => [position, work.title])).toEqual([
      ['1', 'A Princess of Mars'],
      ['1.5', 'John Carter: An Interlude'],
      ['2', 'The Gods of Mars'],
      ['3', 'The Warlord of Mars'],
      [null, 'Barsoom: A Guide'],
    ])
    played.answerWith(() => '{"data":{"series_by_pk":null}}')
    expect(await open().seriesEntries?.('hc-series:1')).toBeUndefined()
  })

  it('keeps nothing of the lists of an account', async () => {
    played.answerWith(() => file('my-lists'))
    const provider = open()
    const lists = await provider.lists?.()
    expect(lists?.map(({ foreignId, name }) => [foreignId, name])).toEqual([
      ['-1', 'Want to read'],
      ['-2', 'Currently reading'],
      ['-3', 'Read'],
      ['-4', 'Did not finish'],
      ['42', 'Favourites'],
      ['43', 'To buy 📚'],
    ])
    played.answerWith(() => file('list-books'))
    expect((await provider.worksOfList?.('42'))?.map(({ title }) => title)).toEqual(['The Gods of Mars', 'Shelf Book'])
    played.answerWith(() => file('my-want-to-read'))
    expect((await provider.worksOfList?.('-1'))?.map(({ title }) => title)).toEqual(['The Warlord of Mars'])
    await provider.worksOfList?.('-1')
    expect(played.asked).toHaveLength(4)
  })

  it('is left out once its token was refused, until there is another one', async () => {
    const sources = played.sources()
    played.answerWith(() => ({ status: 401, body: file('error-no-token') }))
    const [provider] = sources.enabled(SETTINGS).filter(({ id }) => id === 'hardcover')
    await expect(provider?.searchBooks?.('x')).rejects.toMatchObject({ code: 'provider.credentials' })
    const isThere = (hardcoverToken: string) => sources.enabled({ hardcoverToken }).some(({ id }) => id === 'hardcover')
    expect([isThere('secret-token'), isThere('a-new-token')]).toEqual([false, true])
    expect(sources.states(SETTINGS).find(({ id }) => id === 'hardcover')).toMatchObject({
      state: 'unconfigured',
      reason: expect.stringContaining('refused its token'),
    })
  })

  it('knows refusals that come as success', async () => {
    played.answerWith(() => file('error-malformed-header'))
    await expect(open().searchBooks?.('x')).rejects.toMatchObject({ code: 'provider.credentials' })
    played.answerWith(() => file('error-validation'))
    await expect(open().searchBooks?.('x')).rejects.toMatchObject({ code: 'provider.answer' })
  })

  it.each([
    'abc.def.ghi',
    '"abc.def.ghi"',
    'Bearer abc.def.ghi',
    " Authorization: Bearer 'abc.def.ghi' ",
    "'bearer  abc.def.ghi'",
  ])('takes a token as people paste it: %s', (pasted) => expect(cleanToken(pasted)).toBe('abc.def.ghi'))

  it('reads when a token ends', () => {
    const claims = (value: unknown) => `x.${Buffer.from(JSON.stringify(value)).toString('base64url')}.y`
    expect(tokenEnd(`Bearer ${claims({ exp: 1_800_000_000 })}`)).toEqual(new Date(1_800_000_000_000))
    expect([claims({}), claims({ exp: 'x' }), 'no token', 'a.b.c'].map(tokenEnd)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })
})
