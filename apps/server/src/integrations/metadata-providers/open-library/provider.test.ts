import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Asked, playProvider, recorded } from '../testing/play-provider.ts'

let played: Awaited<ReturnType<typeof playProvider>>
beforeAll(async () => {
  played = await playProvider('openlibrary', answer)
})
beforeEach(() => {
  played.asked.length = 0
  played.answerWith(answer)
})
afterAll(() => played.close())

function answer({ path, query }: Asked) {
  const file = (name: string) => recorded(`openlibrary/${name}.json`)
  if (path === '/search/authors.json') return file('search-authors')
  if (path === '/search.json' && query.get('author_key')) return file('search-books')
  if (path === '/search.json')
    return query.get('q')?.startsWith('key:') ? file('search-books') : file('search-with-series')
  if (path === '/authors/OL9999991A.json') return file('author-redirect')
  if (path === '/authors/OL13066A.json' || path === '/authors/OL34184A.json') return file('author-OL34184A')
  if (path === '/authors/OL13066A/works.json') return file(`author-works-page${Number(query.get('offset')) / 100 + 1}`)
  if (path === '/works/OL52267W.json') return file('work-OL52267W')
  if (path === '/works/OL99000003W.json') return file('work-redirect')
  if (path === '/works/OL99000004W.json') return file('work-deleted')
  if (path === '/works/OL15832982W/editions.json') return file('work-editions')
  if (path === '/isbn/9780140328721.json') return { status: 302, headers: { location: '/books/OL37044446M.json' } }
  if (path === '/books/OL37044446M.json') return file('edition-OL37044446M')
  if (path === '/b/isbn/9780140328721-L.jpg') return { status: 302, headers: { location: '/b/id/1.jpg' } }
  if (path === '/b/id/1.jpg') return { body: '' }
  return undefined
}

describe('Open Library', () => {
  it('finds people, and says who it is', async () => {
    const found = await played.open().searchAuthors?.('h g wells')
    expect(found?.map(({ foreignId, name, disambiguation }) => [foreignId, name, disambiguation])).toEqual([
      ['OL13066A', 'H. G. Wells', 'born 1866, The Time Machine'],
      ['OL9999991A', 'H.G Wells', 'born 1866, La machine à explorer le temps'],
    ])
    expect(found?.[0]).toMatchObject({ workCount: 1489, ratingsCount: 1300, averageRating: 3.9 })
    const [{ headers, query } = { headers: {}, query: new URLSearchParams() }] = played.asked
    expect([query.get('q'), query.get('limit'), headers.accept]).toEqual(['h g wells', '20', 'application/json'])
    expect(headers['user-agent']).toContain('+https://')
  })

  it('finds books with their place in series', async () => {
    const found = await played.open().searchBooks?.('gods of mars')
    expect(found).toMatchObject([
      {
        provider: 'openlibrary',
        foreignId: 'OL1417989W',
        title: 'The Gods of Mars',
        authors: [{ name: 'Edgar Rice Burroughs', foreignId: 'OL20206A' }],
        releaseDate: '1918',
        editionLanguages: ['eng'],
        editionCount: 310,
        series: [
          { foreignId: 'ol-series:barsoom', name: 'Barsoom', position: '2' },
          { foreignId: 'ol-series:john-carter-of-mars', name: 'John Carter of Mars', position: '2' },
        ],
      },
    ])
    expect(found?.[0]?.imageUrl).toBe(`${played.address}/b/id/6444021-L.jpg`)
  })

  it('tells a person without links and notes of librarians', async () => {
    const found = await played.open().author?.('OL34184A')
    expect(found).toMatchObject({ name: 'Roald Dahl', alternateNames: ['Poald Dahl'] })
    expect(found?.description).toBe(
      'Roald Dahl was a British novelist, short story writer, and screenwriter.\n\nBorn in north Cardiff, Wales, to Norwegian parents.',
    )
    expect(found?.imageUrl).toBe(`${played.address}/a/id/9395323-L.jpg`)
  })

  it('follows what was merged, and knows nothing of what was deleted', async () => {
    const provider = played.open()
    expect(await provider.author?.('OL9999991A')).toMatchObject({ foreignId: 'OL34184A' })
    expect(await provider.work?.('OL99000003W')).toMatchObject({ foreignId: 'OL52267W' })
    expect(await provider.work?.('OL99000004W')).toBeUndefined()
    expect(await provider.work?.('OL0W')).toBeUndefined()
    expect(await provider.author?.('../../etc')).toBeUndefined()
  })

  it('does not run in circles', async () => {
    played.answerWith(() => JSON.stringify({ type: { key: '/type/redirect' }, location: '/works/OL1W' }))
    expect(await played.open().work?.('OL1W')).toBeUndefined()
    expect(played.asked.length).toBeLessThan(10)
  })

  it('puts a work together of its page and of the search', async () => {
    const found = await played.open().work?.('OL52267W')
    expect(found).toMatchObject({
      title: 'The Time Machine',
      authors: [{ name: 'H. G. Wells', foreignId: 'OL13066A' }],
      releaseDate: '1895',
      averageRating: 3.97,
      ratingsCount: 351,
      editionLanguages: ['eng', 'spa', 'fre', 'ger'],
      isbns: ['9780141439976', '9780553213515'],
    })
    expect(found?.description).toMatch(/into the future\.$/)
    expect(found?.subjects).not.toContain('nyt:classics=2010-01-01')
    expect(found?.imageUrl).toBe(`${played.address}/b/id/9009316-L.jpg`)
  })

  it('lists all works of an author, page by page', async () => {
    const pages = [1, 2, 3].map((page) => JSON.parse(recorded(`openlibrary/author-works-page${page}.json`)))
    played.answerWith((asked) => {
      if (!asked.path.endsWith('/works.json')) return answer(asked)
      return JSON.stringify({ ...pages[Number(asked.query.get('offset')) / 100], size: 222 })
    })
    const found = (await played.open().worksOfAuthor?.({ foreignId: 'OL13066A', name: 'H. G. Wells' })) ?? []
    expect(found).toHaveLength(22)
    const lists = played.asked.filter(({ path }) => path.endsWith('/works.json'))
    expect(lists.map(({ query }) => [query.get('limit'), query.get('offset')])).toEqual([
      ['100', '0'],
      ['100', '100'],
      ['100', '200'],
    ])
    expect(found.find(({ foreignId }) => foreignId === 'OL52267W')).toMatchObject({ ratingsCount: 351 })
    expect(found.find(({ foreignId }) => foreignId === 'OL52266W')).toMatchObject({
      title: 'The Invisible Man',
      authors: [{ name: 'H. G. Wells', foreignId: 'OL13066A' }],
    })
  })

  it('reads editions in every shape that they have', async () => {
    const found = (await played.open().editions?.('OL15832982W', 50)) ?? []
    expect(found[0]).toMatchObject({
      foreignId: 'OL9142127M',
      isbn13: '9788478710539',
      isbn10: '8478710531',
      publisher: 'Rba Libros',
      releaseDate: '2006-11',
      format: 'Hardcover',
      language: 'spa',
      mediaType: 'ebook',
    })
    expect(found.find(({ format }) => format === 'Audio CD')).toMatchObject({ mediaType: 'audiobook', language: 'eng' })
    expect(found[1]).toMatchObject({ isbn13: '9780060273224', pages: 491 })
  })

  it('finds the work of an ISBN by way of the edition', async () => {
    const found = await played.open().byIsbn?.('9780140328721')
    expect(found).toMatchObject({ foreignId: 'OL52267W', title: 'The Time Machine', language: 'eng' })
    expect(found?.isbns).toContain('9780140328721')
    expect(await played.open().byIsbn?.('9780000000002')).toBeUndefined()
  })

  it('names a cover that is there', async () => {
    const provider = played.open()
    expect(await provider.coverByIsbn?.('9780140328721')).toBe(`${played.address}/b/isbn/9780140328721-L.jpg`)
    expect(played.asked[0]?.query.get('default')).toBe('false')
    expect(await provider.coverByIsbn?.('9780000000002')).toBeUndefined()
  })

  it('takes nothing from answers that are something else', async () => {
    const provider = played.open()
    for (const body of ['null', '[]', '{"docs":{"key":1}}', '{"docs":[null,1,{"key":[],"title":{}}]}', '"x"']) {
      played.answerWith(() => body)
      expect(await provider.searchBooks?.(`hostile ${body}`)).toEqual([])
    }
    played.answerWith(() => '<html>')
    await expect(provider.searchBooks?.('html')).rejects.toMatchObject({ kind: 'unavailable', code: 'provider.answer' })
  })
})
