import { describe, expect, it } from 'vitest'
import { categoriesFor } from './categories.ts'
import { findByWords } from './find-by-words.ts'
import { findReleases, type IndexerTurn } from './find-releases.ts'
import type { Indexer, IndexerFailure, IndexerQuery } from './indexer-port.ts'
import type { Release } from './release.ts'
import { searchIndexer } from './search-indexer.ts'
import { searchSteps } from './search-steps.ts'
import { exampleContext, exampleRelease } from './testing/examples.ts'
import { prepareBook, type WantedBook } from './wanted-book.ts'

type Reply = { titles: string[]; total?: number } | IndexerFailure

/** An indexer that answers by what it is asked, and remembers that. */
function stubIndexer(reply: (query: IndexerQuery) => Reply, facts: Partial<Release> = {}) {
  const asked: IndexerQuery[] = []
  const indexer: Indexer = {
    id: facts.indexerId ?? 1,
    name: 'Example',
    protocol: 'usenet',
    capabilities: () => Promise.reject(new Error('not asked for')),
    fetchFile: () => Promise.reject(new Error('not asked for')),
    async search(query) {
      asked.push(query)
      const said = reply(query)
      const sent = { url: 'https://indexer.example/api', milliseconds: 1 }
      if ('kind' in said) return { ok: false, failure: said, ...sent }
      const releases = said.titles.map((title) => exampleRelease({ title, ...facts }))
      return { ok: true, value: { releases, total: said.total ?? releases.length }, ...sent }
    },
  }
  return { indexer, asked, words: () => asked.map(({ by }) => (by === 'newest' || 'title' in by ? by : by.words)) }
}

const nothing: Reply = { titles: [] }
const plan = (indexer: Indexer, facts = {}) => ({
  indexer,
  categories: [7020],
  hasBookSearch: true,
  findsIds: false,
  ...facts,
})
const phoenix: WantedBook = { title: 'Der Orden des Phönix', author: 'J. K. Rowling', slot: 'ebook' }
const name = 'Mary Doria Russell - The Sparrow (epub)'

describe('the questions for a book', () => {
  const words = (book: Partial<WantedBook>, options = { hasBookSearch: false, findsIds: false }) =>
    searchSteps(prepareBook({ title: '', author: '', slot: 'ebook', ...book }), options).map((round) =>
      round.map(({ by }) => ('words' in by ? by.words : by)),
    )

  it('go from the narrow to the wide, and once more in the letters of the title', () => {
    expect(words(phoenix, { hasBookSearch: true, findsIds: false })).toEqual([
      [
        { title: 'Der Orden des Phoenix', author: 'J. K. Rowling' },
        'Rowling Der Orden des Phoenix',
        'J. K. Rowling Der Orden des Phoenix',
        'Der Orden des Phoenix',
      ],
      [
        { title: 'Der Orden des Phönix', author: 'J. K. Rowling' },
        'Rowling Der Orden des Phönix',
        'J. K. Rowling Der Orden des Phönix',
        'Der Orden des Phönix',
      ],
    ])
  })

  it.each([
    [{ title: 'Outliers: The Story of Success' }, ['Outliers']],
    [{ title: 'Ender’s Game (German Edition)', author: 'Card' }, ["Card Ender's Game", "Ender's Game"]],
    [
      { title: '三体', author: '刘慈欣', authorAliases: ['Liu Cixin', '劉慈欣'] },
      ['刘慈欣 三体', 'Cixin 三体', 'Liu Cixin 三体', '三体'],
    ],
    [
      { title: 'It', author: 'Stephen King', seriesName: 'Derry', seriesPosition: 1 },
      ['King It', 'Stephen King It', 'It', 'Derry 01 King'],
    ],
  ])('of %j are %j', (book, asked) => expect(words(book)[0]).toEqual(asked))

  it('name numbers where the indexer finds them', () => {
    const book = { title: 'Dune', isbns: ['0441013597', '9780441013593'], asin: 'B0036S4B2G' }
    expect(words(book, { hasBookSearch: false, findsIds: true })).toEqual([['Dune', '9780441013593', 'B0036S4B2G']])
  })

  it.each(['', '  ', '???', '…'])('are none for the title "%s"', (title) =>
    expect(words({ title, author: 'X' })).toEqual([]),
  )
})

describe('searching an indexer', () => {
  const search = (indexer: Indexer, book: WantedBook = phoenix, facts = {}) =>
    searchIndexer(plan(indexer, facts), prepareBook(book))

  it('throws away the newest items that come for a question that is not understood', async () => {
    const canned = { titles: ['Anything.At.All.epub', 'Phoenix', 'Orden des Der'], total: 5321 }
    const found = { titles: ['Rowling - Der Orden des Phoenix.epub', 'x', 'y'] }
    const { indexer, asked } = stubIndexer(({ by }) => (by !== 'newest' && 'title' in by ? canned : found))
    const { releases, requests } = await search(indexer)
    expect(releases.map(({ title }) => title)).toEqual(found.titles)
    expect(requests.map(({ tier, items, total }) => [tier, items, total])).toEqual([
      [1, 3, 5321],
      [2, 3, 3],
    ])
    expect(asked[0]?.categories).toEqual([7020])
  })

  it('keeps the first hits in words where nothing better comes, and does not ask for the title alone then', async () => {
    const { indexer, words } = stubIndexer(({ by }) =>
      by !== 'newest' && 'words' in by && by.words.startsWith('Rowling') ? { titles: ['Orden'] } : nothing,
    )
    const { releases } = await search(indexer, phoenix, { hasBookSearch: false })
    expect(releases.map(({ title }) => title)).toEqual(['Orden'])
    expect(words()).toEqual(['Rowling Der Orden des Phoenix', 'J. K. Rowling Der Orden des Phoenix'])
  })

  it('asks in the letters of the title where nothing at all was found', async () => {
    const { indexer, words } = stubIndexer(() => nothing)
    await search(indexer, phoenix, { hasBookSearch: false })
    expect(words()).toHaveLength(6)
    expect(words()[3]).toBe('Rowling Der Orden des Phönix')
  })

  it.each(['credentials', 'limit', 'unreachable', 'disabled'] as const)('stops at once at %s', async (kind) => {
    const { indexer, asked } = stubIndexer(() => ({ kind, text: 'no' }))
    expect((await search(indexer)).failure).toEqual({ kind, text: 'no' })
    expect(asked).toHaveLength(1)
  })

  it('remembers that the search by fields is not known', async () => {
    const { indexer } = stubIndexer(({ by }) =>
      by !== 'newest' && 'title' in by ? { kind: 'parameter', text: 'No such function' } : nothing,
    )
    const { hasNoBookSearch, failure, requests } = await search(indexer)
    expect([hasNoBookSearch, failure]).toEqual([true, undefined])
    expect(requests.map(({ tier }) => tier)).toEqual([1, 2, 3, 4, 2, 3, 4])
  })
})

describe('the categories that are searched', () => {
  const caps = (...categories: [number, string, boolean?][]) => ({
    title: '',
    hasBookSearch: false,
    mostResults: 100,
    categories: categories.map(([id, label, isChild = false]) => ({ id, name: label, isChild })),
  })
  it.each([
    [[7000, 7020, 3030, 100_013], [7020], [3030]],
    [[100_013], [100_013], [100_013]],
    [[7000], [7020], [3030]],
    [[], [7020], [3030]],
    [[7020, 7030, 3010], [7020, 7030], [3010]],
  ])('of %j are %j for ebooks and %j for audiobooks', (configured, ebook, audiobook) => {
    expect(categoriesFor('ebook', configured)).toEqual(ebook)
    expect(categoriesFor('audiobook', configured)).toEqual(audiobook)
  })

  it('hold the parents only where that is wanted', () => {
    expect(categoriesFor('ebook', [7000, 7020], { includesParents: true })).toEqual([7000, 7020])
  })

  it('are read by their names where an indexer counts in its own way', () => {
    const capabilities = caps(
      [7000, 'Other'],
      [7010, 'Misc', true],
      [8000, 'Books'],
      [8010, 'EBooks', true],
      [8020, 'Comics', true],
    )
    expect(categoriesFor('ebook', [7000, 7020, 3030], { capabilities })).toEqual([7020])
    expect(categoriesFor('ebook', [7000, 3030], { capabilities })).toEqual([8010, 8020])
    expect(categoriesFor('ebook', [8010, 3030], { capabilities })).toEqual([8010])
    expect(categoriesFor('audiobook', [9], { capabilities: caps([42, 'Audio Books']) })).toEqual([42])
  })
})

describe('a search at all indexers', () => {
  const find = (turns: readonly IndexerTurn[], facts = {}, options = {}) =>
    findReleases(turns, exampleContext(facts), options)

  it('decides on what they have, and tells what went where', async () => {
    const video = 'The.Sparrow.2019.720p.WEB-DL.h264-GRP'
    const { indexer } = stubIndexer(() => ({
      titles: [
        name,
        name,
        video,
        'Some.Book.part03.rar',
        'The.Sparrow.Russell.epub',
        `${name} GERMAN`,
        `${name} sample`,
      ],
    }))
    const found = await find([plan(indexer)], { allowedLanguages: ['eng'] })
    expect(found.decisions.map(({ release, isApproved }) => [release.title, isApproved])).toEqual([
      [name, true],
      [`${name} sample`, false],
    ])
    expect(found.counts).toEqual({
      raw: 7,
      afterDedupe: 6,
      afterJunk: 5,
      afterNonBook: 4,
      afterRelevance: 3,
      afterLanguage: 2,
      approved: 1,
    })
    expect(found.filters.map(({ title, stage, reason }) => [title, stage, reason])).toEqual([
      ['Some.Book.part03.rar', 'usenet-junk', 'raw Usenet post'],
      [video, 'non-book', 'video (720p)'],
      ['The.Sparrow.Russell.epub', 'relevance', 'title or author does not match'],
      [`${name} GERMAN`, 'language', 'release language "ger" not in allowed list'],
      [`${name} sample`, 'decision', 'sample'],
    ])
    expect(found.indexers).toMatchObject([{ id: 1, name: 'Example', count: 7, categories: [7020] }])
    expect(found.indexers[0]?.rawTitles).toHaveLength(7)
  })

  it('takes nothing from the others where one fails or rests', async () => {
    const failing = stubIndexer(() => ({ kind: 'limit', text: 'Request limit reached' }), { indexerId: 2 })
    const resting = { id: 3, name: 'Resting', isEnabled: true, skipReason: 'cooling down for 5 min: limit' }
    const found = await find([plan(failing.indexer), resting, plan(stubIndexer(() => ({ titles: [name] })).indexer)])
    expect(found.counts.approved).toBe(1)
    expect(found.indexers.map(({ failure, skipReason }) => failure?.text ?? skipReason)).toEqual([
      'Request limit reached',
      'cooling down for 5 min: limit',
      undefined,
    ])
  })

  it('turns the page where nothing is approved and there is more', async () => {
    const pages = stubIndexer(({ offset = 0 }) => ({ titles: [offset === 0 ? `${name} sample` : name], total: 140 }))
    const found = await find([plan(pages.indexer)])
    expect(found.decisions[0]?.isApproved).toBe(true)
    expect(pages.asked.map(({ offset }) => offset)).toEqual([undefined, 100])
    const enough = stubIndexer(() => ({ titles: [name], total: 140 }))
    await find([plan(enough.indexer)])
    expect(enough.asked).toHaveLength(1)
  })

  it('leaves packs to people, and shows the rest to those who ask for it', async () => {
    const titles = ['Mary Doria Russell - The Sparrow Books 1-2', 'Adam Reid - Other.epub']
    const shown = async (facts: object, options = {}) =>
      (await find([plan(stubIndexer(() => ({ titles })).indexer)], facts, options)).decisions.map(
        ({ rejections }) => rejections[0]?.code,
      )
    expect(await shown({ mode: 'automatic' })).toEqual([])
    expect(await shown({ mode: 'interactive' })).toEqual(['match.pack'])
    expect(await shown({ mode: 'interactive' }, { showsRejected: true })).toEqual(['match.irrelevant', 'match.pack'])
  })

  it('keeps the copy of the better indexer, and the others for when it refuses', async () => {
    const one = stubIndexer(() => ({ titles: [name] }), { guid: 'a', indexerId: 1, indexerPriority: 30 })
    const two = stubIndexer(() => ({ titles: [name] }), { guid: 'b', indexerId: 2, indexerPriority: 20 })
    const other = { guid: 'c', indexerId: 3, indexerPriority: 10, sizeBytes: 2 << 20 }
    const three = stubIndexer(() => ({ titles: [name] }), other)
    const found = await find([one, two, three].map(({ indexer }) => plan(indexer)))
    expect(found.counts).toMatchObject({ raw: 3, afterDedupe: 2 })
    expect(found.alternates.get('b')?.map(({ guid }) => guid)).toEqual(['a'])
    const hash = { infoHash: '08'.repeat(20), protocol: 'torrent' } as const
    const same = ['x', 'y'].map((guid) => stubIndexer(() => ({ titles: [`${name} ${guid}`] }), { guid, ...hash }))
    expect((await find(same.map(({ indexer }) => plan(indexer)))).counts.afterDedupe).toBe(1)
  })

  it('finds a book by whatever somebody typed', async () => {
    const { indexer, asked } = stubIndexer(() => ({ titles: ['Any (pdf)', 'Any (azw3)', 'Any 1080p', 'Any'] }))
    const failing = stubIndexer(() => ({ kind: 'unreachable', text: 'no' })).indexer
    const turns = [indexer, failing].map((one) => ({ indexer: one, categories: [7000] }))
    const found = await findByWords(turns, 'any words')
    expect(found.map(({ release, format }) => [release.title, format])).toEqual([
      ['Any (azw3)', 'azw3'],
      ['Any (pdf)', 'pdf'],
      ['Any', undefined],
    ])
    expect(asked).toEqual([{ by: { words: 'any words' }, categories: [7000] }])
  })
})
