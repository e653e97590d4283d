import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { playProvider, recorded } from './testing/play-provider.ts'

let audnex: Awaited<ReturnType<typeof playProvider>>
let audible: Awaited<ReturnType<typeof playProvider>>
beforeAll(async () => {
  audnex = await playProvider('audnex', () => undefined)
  audible = await playProvider('audible', () => undefined)
})
beforeEach(() => {
  audnex.asked.length = 0
  audible.asked.length = 0
})
afterAll(() => Promise.all([audnex.close(), audible.close()]))

describe('Audnexus', () => {
  it('knows an audiobook by its ASIN, in the region that is set', async () => {
    audnex.answerWith(() => recorded('audnex/book-B017V4IM1G.json'))
    expect(await audnex.open({ audibleRegion: 'de' }).byAsin?.('b017v4im1g')).toMatchObject({
      foreignId: 'audnex:B017V4IM1G',
      title: "Harry Potter and the Sorcerer's Stone, Book 1",
      authors: [{ name: 'J.K. Rowling', foreignId: null }],
      narrators: ['Jim Dale'],
      mediaType: 'audiobook',
      asin: 'B017V4IM1G',
      durationSeconds: 498 * 60,
      releaseDate: '2015-11-20',
      language: 'eng',
      genres: ["Children's Audiobooks", 'Science Fiction & Fantasy'],
      series: expect.arrayContaining([{ foreignId: null, name: 'Harry Potter', position: '1' }]),
    })
    expect(audnex.asked.map(({ path, query }) => [path, query.get('region')])).toEqual([['/books/B017V4IM1G', 'de']])
  })

  it.each([
    ['error-not-found', 404],
    ['error-podcast', 400],
  ])('knows nothing of %s', async (name, status) => {
    audnex.answerWith(() => ({ status, body: recorded(`audnex/${name}.json`) }))
    expect(await audnex.open().byAsin?.('B017V4U2VQ')).toBeUndefined()
  })

  it('does not ask for what is no ASIN', async () => {
    for (const odd of ['', '../x', 'B01', 'B017V4IM1G/chapters'])
      expect(await audnex.open().byAsin?.(odd)).toBeUndefined()
    expect(audnex.asked).toEqual([])
  })
})

describe('Audible', () => {
  it('knows a product with its largest picture', async () => {
    audible.answerWith(() => recorded('audible/product-B017V4IM1G.json'))
    const found = await audible.open().byAsin?.('B017V4IM1G')
    expect(found).toMatchObject({
      foreignId: 'audible:B017V4IM1G',
      imageUrl: 'https://m.media-amazon.com/images/I/91eopoUCjLL._SL1024_.jpg',
      ratingsCount: 187_760,
      series: [
        { name: 'Harry Potter', position: '1' },
        { name: 'Wizarding World Collection', position: '1' },
      ],
    })
    expect(found?.description).not.toContain('<')
  })

  it.each(['product-unknown', 'product-podcast'])('takes %s for nothing', async (name) => {
    audible.answerWith(() => recorded(`audible/${name}.json`))
    expect(await audible.open().byAsin?.('B000000000')).toBeUndefined()
  })

  it('lists what is by somebody, page by page', async () => {
    const products = (page: number) =>
      Array.from({ length: 50 }, (_, index) => ({
        asin: `B${String(page * 50 + index).padStart(9, '0')}`,
        title: `Book ${page * 50 + index}`,
        authors: [{ name: index === 0 ? 'Somebody Else' : 'Frank  Herbert' }],
      }))
    audible.answerWith(({ query }) => {
      const page = Number(query.get('page'))
      return JSON.stringify({ products: page < 2 ? products(page) : [], total_results: 120 })
    })
    const found = await audible.open().worksOfAuthor?.({ foreignId: null, name: 'Frank Herbert' })
    expect(found).toHaveLength(98)
    expect(audible.asked.map(({ query }) => query.get('page'))).toEqual(['0', '1', '2'])
    expect(Object.fromEntries(audible.asked[0]?.query ?? [])).toEqual({
      author: 'Frank Herbert',
      num_results: '50',
      page: '0',
      response_groups: 'product_desc,product_attrs,media,contributors',
      products_sort_by: '-ReleaseDate',
    })
  })

  it('leaves out records without number or title', async () => {
    audible.answerWith(() => recorded('audible/products-search-narrator-mixed.json'))
    const found = await audible.open().worksOfAuthor?.({ foreignId: null, name: 'Frank Herbert' })
    expect(found?.map(({ title, narrators }) => [title, narrators])).toEqual([['Dune', ['Scott Brick', 'Simon Vance']]])
  })
})
