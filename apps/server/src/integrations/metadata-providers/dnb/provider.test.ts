import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { playProvider, recorded } from '../testing/play-provider.ts'
import { readMarc } from './marc.ts'
import { volumeOf } from './records.ts'

let played: Awaited<ReturnType<typeof playProvider>>
beforeAll(async () => {
  played = await playProvider('dnb', () => undefined)
})
beforeEach(() => {
  played.asked.length = 0
})
afterAll(() => played.close())

const give = (name: string) => played.answerWith(() => recorded(`dnb/${name}.xml`))

describe('the German National Library', () => {
  it('tells a work without the signs of librarians', async () => {
    give('search-title')
    expect(await played.open().searchBooks?.('"Wüsten*planet\\')).toMatchObject([
      {
        foreignId: 'dnb:1234567890',
        title: 'Der Wüstenplanet',
        subtitle: null,
        authors: [{ name: 'Frank Herbert', foreignId: 'dnb:gnd:118549405' }],
        releaseDate: '2019',
        language: 'ger',
        isbns: ['9783453320710'],
        pages: 794,
        series: [{ name: 'Der Wüstenplanet', position: '1' }],
        description: 'Science-Fiction-Roman über den Wüstenplaneten Arrakis.',
      },
    ])
    const [{ path, query } = { path: '', query: new URLSearchParams() }] = played.asked
    expect([path, Object.fromEntries(query)]).toEqual([
      '/sru/dnb',
      {
        operation: 'searchRetrieve',
        version: '1.1',
        recordSchema: 'MARC21-xml',
        maximumRecords: '20',
        startRecord: '1',
        query: 'woe="Wüsten planet"',
      },
    ])
  })

  it('collapses the records of an author to works', async () => {
    const page = recorded('dnb/author-works-page1.xml').replace('>9</numberOfRecords>', '>109</numberOfRecords>')
    played.answerWith(({ query }) => (query.get('startRecord') === '1' ? page : recorded('dnb/author-works-page2.xml')))
    const found = (await played.open().worksOfAuthor?.({ foreignId: null, name: 'Patrick Rothfuss' })) ?? []
    expect(found.map(({ title, releaseDate, mediaType }) => [title, releaseDate, mediaType])).toEqual([
      ['Der Name des Windes', '2008', 'ebook'],
      ['Die Königsmörder-Chronik', '2022', 'audiobook'],
      ['Die Furcht des Weisen, Teil 1', '2011', 'ebook'],
      ['The name of the wind', '2007', 'ebook'],
    ])
    expect(found[0]?.series).toEqual([{ foreignId: null, name: 'Die Königsmörder-Chronik', position: '1' }])
    expect(found[1]).toMatchObject({ narrators: ['Stefan Kaminski'], subtitle: null })
    expect(played.asked.map(({ query }) => [query.get('query'), query.get('startRecord')])).toEqual([
      ['per="Rothfuss, Patrick"', '1'],
      ['per="Rothfuss, Patrick"', '101'],
    ])
  })

  it('lists the people of what it finds', async () => {
    give('author-works-page1')
    expect(await played.open().searchAuthors?.('rothfuss')).toMatchObject([
      { foreignId: 'dnb:gnd:136119873', name: 'Patrick Rothfuss' },
      { foreignId: 'dnb:author:patrick-rothfuss', name: 'Patrick Rothfuss' },
    ])
    expect(await played.open().searchAuthors?.('somebody else')).toEqual([])
    expect(await played.open().author?.('dnb:author:patrick-rothfuss')).toMatchObject({ name: 'Patrick Rothfuss' })
  })

  it('finds a book by an ISBN with something behind it', async () => {
    give('search-isbn')
    expect(await played.open().byIsbn?.('9783499015717')).toMatchObject({
      title: 'Tintenherz',
      authors: [{ name: 'Cornelia Funke', foreignId: 'dnb:author:cornelia-funke' }],
    })
    give('search-empty')
    expect(await played.open().byIsbn?.('9780000000002')).toBeUndefined()
  })

  it.each(['error-query', 'error-schema'])('says that a question was not understood: %s', async (name) => {
    give(name)
    await expect(played.open().searchBooks?.('x')).rejects.toMatchObject({
      code: 'provider.answer',
      message: expect.stringContaining('did not understand'),
    })
  })

  it('asks whether there is a cover before it names one', async () => {
    played.answerWith(({ query }) => (query.get('isbn') === '9783453320710' ? { body: '' } : undefined))
    const provider = played.open()
    expect(await provider.coverByIsbn?.('9783453320710')).toBe(`${played.address}/opac/mvb/cover?isbn=9783453320710`)
    expect(await provider.coverByIsbn?.('9780000000002')).toBeUndefined()
    expect(played.asked[0]?.method).toBe('HEAD')
  })

  it.each([
    ['Band 2', 2],
    ['Bd. 3.', 3],
    ['Teil IV', 4],
    ['Vol. 12', 12],
    ['Die Königsmörder-Chronik. Zweiter Tag. Band 1', 1],
    ['Tag 2', null],
    ['Bandwurm 3', null],
    [null, null],
  ])('counts the volume of %s', (text, volume) => expect(volumeOf(text)).toBe(volume))

  it('expands nothing that a document declares, and is not led astray by its nesting', () => {
    const bomb = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><r><record><leader>&b;</leader>
      <controlfield tag="001">1</controlfield><controlfield tag="__proto__">2</controlfield></record></r>`
    expect(readMarc(bomb).records).toEqual([{ leader: '', control: { '001': '1' }, fields: {} }])
    expect(() => readMarc('<a>'.repeat(5_000))).toThrow()
    expect(readMarc('no document at all')).toEqual({ records: [], total: 0 })
  })
})
