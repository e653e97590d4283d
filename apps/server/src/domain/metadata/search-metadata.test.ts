import { describe, expect, it } from 'vitest'
import { type DomainError, unavailable } from '#kernel/errors.ts'
import { silentLogger } from '#kernel/logger.ts'
import { findCanonicalWork, titleQueries } from './canonical-work.ts'
import { chooseEdition } from './choose-edition.ts'
import { findCoverByIsbn } from './find-cover.ts'
import { lookUpByAsin, lookUpByIsbn } from './look-up-book.ts'
import type { FoundAuthor, FoundWork, MetadataProvider, ProviderId } from './provider.ts'
import { relevance } from './relevance.ts'
import { searchAuthors, searchBooks } from './search-metadata.ts'
import { foundWork } from './testing/found-work.ts'

const author = (
  provider: ProviderId,
  foreignId: string,
  name: string,
  told: Partial<FoundAuthor> = {},
): FoundAuthor => ({
  provider,
  foreignId,
  name,
  alternateNames: [],
  description: '',
  disambiguation: '',
  imageUrl: null,
  ratingsCount: 0,
  averageRating: 0,
  workCount: null,
  ...told,
})
const provider = (id: ProviderId, abilities: Partial<MetadataProvider>): MetadataProvider => ({ id, ...abilities })
const finds = (id: ProviderId, ...works: FoundWork[]) => provider(id, { searchBooks: async () => works })
const down = (id: ProviderId) => {
  const fail = async () => {
    throw unavailable('provider.down', `${id} is down`)
  }
  return provider(id, { searchBooks: fail, searchAuthors: fail, byIsbn: fail, byAsin: fail, coverByIsbn: fail })
}

describe('relevance', () => {
  it.each([
    ['persuasion', 'Persuasion', undefined, 1],
    ['frankenstein shelley', 'Frankenstein', 'Mary Shelley', 0.98],
    ['time', 'The Time Machine', undefined, 0.725],
    ['machine time', 'The Time Machine', undefined, 0.5625],
    ['time war', 'The Time Machine', undefined, 0.15],
    ['emile zola', 'Émile Zola', undefined, 1],
    ['x', '', undefined, 0],
  ])('of %s for %s', (query, name, by, score) => {
    expect(relevance(query, { name, ...(by ? { author: by } : {}) })).toBeCloseTo(score, 4)
  })
})

describe('searching all providers', () => {
  it('brings a person of several providers once, the best first', async () => {
    const one = provider('openlibrary', {
      searchAuthors: async () => [
        author('openlibrary', 'OL2A', 'H. G. Wells Society'),
        author('openlibrary', 'OL1A', 'H. G. Wells', { workCount: 9 }),
        author('openlibrary', 'OL3A', 'H.G Wells', { workCount: 1 }),
      ],
    })
    const two = provider('hardcover', {
      searchAuthors: async () => [author('hardcover', 'hc:wells', 'Wells, H. G.', { description: 'Wrote it.' })],
    })
    const { hits } = await searchAuthors([one, two], ' h. g.  wells ')
    expect(hits.map(({ foreignId }) => foreignId)).toEqual(['OL1A', 'OL3A', 'OL2A'])
    expect(hits[0]).toMatchObject({
      description: 'Wrote it.',
      otherIds: [{ provider: 'hardcover', foreignId: 'hc:wells' }],
    })
  })

  it('finds people by another name of theirs', async () => {
    const one = provider('openlibrary', {
      searchAuthors: async () => [
        author('openlibrary', 'OL1A', 'Someone Else'),
        author('openlibrary', 'OL2A', 'Stephen King', { alternateNames: ['Richard Bachman'] }),
      ],
    })
    expect((await searchAuthors([one], 'richard bachman')).hits[0]?.foreignId).toBe('OL2A')
  })

  it('brings a book of several providers once, by ISBN or by title and author', async () => {
    const emma = foundWork({ isbns: ['9780141439587'] })
    const same = foundWork({
      provider: 'googlebooks',
      foreignId: 'gb:1',
      title: 'Emma: A Novel',
      isbns: ['9780141439587'],
      description: 'Told.',
    })
    const again = foundWork({
      provider: 'hardcover',
      foreignId: 'hc:emma',
      authors: [{ name: 'Austen, Jane', foreignId: null }],
    })
    const other = foundWork({
      provider: 'hardcover',
      foreignId: 'hc:other',
      authors: [{ name: 'Alexander McCall Smith', foreignId: null }],
    })
    const { hits, failed } = await searchBooks(
      [finds('openlibrary', emma), finds('googlebooks', same), finds('hardcover', other, again)],
      'emma jane austen',
    )
    expect(hits.map(({ foreignId, description }) => [foreignId, description])).toEqual([
      ['OL1W', 'Told.'],
      ['hc:other', ''],
    ])
    expect(failed).toEqual([])
  })

  it('says who gave no answer, and fails only where nobody gives one', async () => {
    const { hits, failed } = await searchBooks(
      [down('hardcover'), finds('openlibrary', foundWork()), provider('audnex', {})],
      'emma',
    )
    expect(hits).toHaveLength(1)
    expect(failed).toEqual([{ provider: 'hardcover', reason: 'hardcover is down' }])
    await expect(searchBooks([down('hardcover'), down('dnb')], 'emma')).rejects.toMatchObject({
      kind: 'bad-gateway',
      message: 'metadata provider unavailable',
    })
    expect((await searchBooks([], 'emma')).hits).toEqual([])
  })

  it('says whose answer is an old one', async () => {
    const since = new Date('2026-01-01')
    const old = provider('openlibrary', {
      async searchBooks(_, call) {
        call?.onStale?.(since)
        return [foundWork()]
      },
    })
    expect((await searchBooks([old], 'emma')).stale).toEqual([{ provider: 'openlibrary', since }])
  })

  it('does not hide mistakes of ours, and asks nothing for nothing', async () => {
    const broken = provider('openlibrary', {
      async searchBooks() {
        throw new TypeError('a mistake')
      },
    })
    await expect(searchBooks([broken], 'emma')).rejects.toThrow('a mistake')
    await expect(searchBooks([broken], '  ')).rejects.toMatchObject({ kind: 'invalid' })
  })

  it('ends when nobody waits any more', async () => {
    const gone = new AbortController()
    const slow = provider('openlibrary', {
      searchBooks: (_, call) =>
        new Promise((_resolve, reject) => call?.signal?.addEventListener('abort', () => reject(call.signal?.reason))),
    })
    const search = searchBooks([slow], 'emma', gone.signal)
    gone.abort(new Error('gone'))
    await expect(search).rejects.toThrow('gone')
  })
})

describe('looking a book up', () => {
  const asked: string[] = []
  const byIsbn = async (isbn: string) => {
    asked.push(isbn)
    return isbn === '9780141439686' ? foundWork({ title: 'Persuasion', foreignId: 'OL66554W' }) : undefined
  }
  const library = provider('openlibrary', { byIsbn })

  it.each(['9780141439686', '978-0-14-143968-6', '978 0141439686', '0141439688', '0-14-143968-8'])(
    'by ISBN %s',
    async (isbn) => {
      expect((await lookUpByIsbn([down('hardcover'), library], isbn)).work.foreignId).toBe('OL66554W')
      expect(asked.at(-1)).toBe('9780141439686')
    },
  )

  it('tells what is no ISBN from what nobody knows, and both from silence', async () => {
    const refusal = (isbn: string, providers = [library]) =>
      lookUpByIsbn(providers, isbn).catch((error: DomainError) => [error.kind, error.code])
    expect(await refusal('12345')).toEqual(['invalid', 'isbn.form'])
    expect(await refusal('9780141439687')).toEqual(['invalid', 'isbn.check-digit'])
    expect(await refusal('9780000000002')).toEqual(['not-found', 'book.not-found'])
    expect(await refusal('9780000000002', [down('dnb')])).toEqual(['bad-gateway', 'metadata.unavailable'])
  })

  it('by ASIN, always as an audiobook', async () => {
    const audio = provider('audnex', {
      byAsin: async (asin) => (asin === 'B00TESTPER' ? foundWork({ asin: null }) : undefined),
    })
    expect((await lookUpByAsin([audio], ' b00testper ')).work).toMatchObject({
      mediaType: 'audiobook',
      asin: 'B00TESTPER',
    })
    await expect(lookUpByAsin([audio], 'B0UNKNOWN9')).rejects.toMatchObject({ kind: 'not-found' })
    await expect(lookUpByAsin([audio], 'B0')).rejects.toMatchObject({ kind: 'invalid' })
  })
})

describe('the work that a book is', () => {
  const wanted = { title: 'The Time Machine (Classics)', author: 'Wells, H. G.', isbn13: null }
  const by = [{ name: 'H. G. Wells', foreignId: null }]
  const machine = foundWork({ title: 'The Time Machine', authors: by, editionCount: 1154 })
  const twin = foundWork({ title: 'The Time Machine', foreignId: 'OL9W', authors: by, editionCount: 1 })

  it('is the one that many editions have', async () => {
    expect(await findCanonicalWork(finds('openlibrary', twin, machine), wanted)).toBe(machine)
  })

  it('is none of two that are alike, and none by other people', async () => {
    expect(await findCanonicalWork(finds('openlibrary', twin, { ...twin, foreignId: 'OL8W' }), wanted)).toBeUndefined()
    const stranger = { ...machine, authors: [{ name: 'Somebody Else', foreignId: null }] }
    expect(await findCanonicalWork(finds('openlibrary', stranger), wanted)).toBeUndefined()
  })

  it('is that of its ISBN where the titles agree', async () => {
    const withIsbn = { ...wanted, isbn13: '9780141439976' }
    expect(await findCanonicalWork(provider('openlibrary', { byIsbn: async () => machine }), withIsbn)).toBe(machine)
    const wrong = provider('openlibrary', { byIsbn: async () => foundWork({ title: 'Cooking for Beginners' }) })
    expect(await findCanonicalWork(wrong, withIsbn)).toBeUndefined()
  })

  it('is asked for in several spellings', () => {
    expect(titleQueries({ title: 'Dune: The Machine Crusade (Legends)', author: 'Brian Herbert' })).toEqual([
      'Dune: The Machine Crusade (Legends) Brian Herbert',
      'Dune: The Machine Crusade Brian Herbert',
      'Dune Brian Herbert',
      'The Machine Crusade (Legends) Brian Herbert',
      'Dune: The Machine Crusade Herbert Brian',
    ])
  })

  it('is searched by the edition that was selected, else by the first with a number', () => {
    const edition = (isbn13: string | null) => ({ isbn13, isbn10: null, asin: null })
    const editions = [edition(null), edition('1'), edition('2')]
    expect(chooseEdition(editions)).toBe(editions[1])
    expect(chooseEdition(editions, editions[2])).toBe(editions[2])
    expect(chooseEdition([edition(null)])).toBeUndefined()
  })
})

describe('the cover of an ISBN', () => {
  it('is that of the first provider that has one', async () => {
    const none = provider('openlibrary', { coverByIsbn: async () => undefined })
    const some = provider('dnb', { coverByIsbn: async (isbn) => (isbn === '2' ? 'https://example.org/2' : undefined) })
    const deps = { providers: [down('hardcover'), none, some], logger: silentLogger }
    expect(await findCoverByIsbn(deps, ['1', '2'])).toBe('https://example.org/2')
    expect(await findCoverByIsbn(deps, ['1'])).toBeUndefined()
  })
})
