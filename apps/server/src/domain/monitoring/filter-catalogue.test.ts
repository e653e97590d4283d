import { describe, expect, it } from 'vitest'
import type { FoundWork } from '#domain/metadata/provider.ts'
import { foundWork } from '#domain/metadata/testing/found-work.ts'
import { filterCatalogue, isUnreleased, summarise } from './filter-catalogue.ts'
import { fragmentOf, isAboutAuthor, isNoiseSubject, isNoiseTitle, isSet } from './junk-titles.ts'
import { allowedLanguages, type MetadataProfile } from './metadata-profile.ts'
import { languageOfCatalogue, languageOfWork, sampleLanguages } from './work-language.ts'

const profile: MetadataProfile = {
  minPopularity: 0,
  minPages: 0,
  skipMissingDate: false,
  skipMissingIsbn: false,
  skipPartBooks: true,
  allowedLanguages: 'eng',
  unknownLanguageBehavior: 'pass',
}
const today = new Date('2026-06-15T12:00:00Z')
const work = (title: string, told: Partial<FoundWork> = {}) => foundWork({ title, editionLanguages: ['eng'], ...told })
const filter = (works: FoundWork[], changes: Partial<MetadataProfile> = {}) =>
  filterCatalogue(works, { author: 'Jane Austen', profile: { ...profile, ...changes }, today })
const reasons = (works: FoundWork[], changes: Partial<MetadataProfile> = {}) =>
  filter(works, changes).hidden.map(({ work: { title }, reason }) => [title, reason])

describe('the works of an author', () => {
  it('are listed without foreign ones, sets and books about them, and each says why', () => {
    const works = [
      ...Array.from({ length: 8 }, (_, index) => work(`Novel ${index}`)),
      work('Die Watsons', { editionLanguages: ['ger'] }),
      work('Orgueil et préjugés', { editionLanguages: ['fre'] }),
      work('Jane Austen Box Set'),
      work('Emma: A Study Guide'),
    ]
    const result = filter(works)
    expect(result.kept).toHaveLength(8)
    const summary = summarise(result)
    expect([summary.language.count, summary.junk.count, summary.partBooks.count, summary.minPages.count]).toEqual([
      2, 1, 1, 0,
    ])
    expect(summary.language.sample).toEqual([
      { title: 'Die Watsons', language: 'ger' },
      { title: 'Orgueil et préjugés', language: 'fre' },
    ])
  })

  it('give no more than five titles for a reason', () => {
    const works = Array.from({ length: 9 }, (_, index) => work(`Band ${index}`, { editionLanguages: ['ger'] }))
    const { language } = summarise(filter(works))
    expect([language.count, language.sample.length]).toEqual([9, 5])
  })

  it('of an unknown language go by what the others are in, else by the profile', () => {
    const others = Array.from({ length: 4 }, (_, index) => work(`Novel ${index}`, { editionLanguages: ['ger'] }))
    const unknown = work('Unknown', { editionLanguages: [] })
    expect(filter([...others, unknown]).hidden).toHaveLength(5)
    expect(filter([unknown]).kept).toHaveLength(1)
    expect(filter([unknown], { unknownLanguageBehavior: 'fail' }).kept).toHaveLength(0)
    expect(filter([work('x', { editionLanguages: ['ger', 'eng'] })]).kept).toEqual([
      expect.objectContaining({ language: 'eng' }),
    ])
    expect(filter([...others], { allowedLanguages: 'any' }).kept).toHaveLength(4)
  })

  it('pass where a number is not known, and fail where it is too small', () => {
    const works = [
      work('Unknown'),
      work('Thin', { pages: 20 }),
      work('Rare', { ratingsCount: 2, releaseDate: '2001' }),
      work('Coming', { ratingsCount: 2, releaseDate: '2099-11-01' }),
    ]
    expect(reasons(works, { minPages: 50, minPopularity: 10 })).toEqual([
      ['Thin', 'minPages'],
      ['Rare', 'minPopularity'],
    ])
  })

  it('need a date and an ISBN where the profile says so', () => {
    const works = [
      work('Bare'),
      work('Dated', { releaseDate: '1815' }),
      work('Whole', { releaseDate: '1815', isbns: ['9780141439587'] }),
    ]
    expect(reasons(works, { skipMissingDate: true, skipMissingIsbn: true })).toEqual([
      ['Bare', 'missingDate'],
      ['Dated', 'missingIsbn'],
    ])
  })

  it('may be listed in one form alone', () => {
    const works = [work('Text'), work('Audio', { mediaType: 'audiobook' }), work('Both', { mediaType: 'both' })]
    const { hidden } = filterCatalogue(works, { author: 'x', profile, today, onlyMedia: 'audiobook' })
    expect(hidden.map(({ work: { title }, reason }) => [title, reason])).toEqual([['Text', 'mediaType']])
  })

  it('lose parts whose whole is there, and what another provider calls several works in one', () => {
    const works = [
      work('Dune'),
      work('Dune, Part One'),
      work('It, Part Two'),
      work('Two Novels'),
      work('Two Novels', { provider: 'hardcover', isCompilation: true }),
    ]
    expect(reasons(works)).toEqual([
      ['Dune, Part One', 'partBooks'],
      ['Two Novels', 'partBooks'],
      ['Two Novels', 'partBooks'],
    ])
    expect(reasons(works, { skipPartBooks: false })).toEqual([])
  })

  it('lose the technical books of a namesake', () => {
    const novels = ['A', 'B', 'C'].map((title) => work(title, { subjects: ['Fiction'] }))
    const manual = work('Routing', { subjects: ['Computer networks', 'TCP/IP (Computer network protocol)'] })
    expect(reasons([...novels, manual])).toEqual([['Routing', 'junk']])
    expect(reasons([manual, ...novels.slice(1)])).toEqual([])
  })
})

describe('titles', () => {
  it.each([
    'The Expanse Boxed Set: Books 1-3',
    'Dune Box Set',
    'Novels (boxed)',
    'Harry Potter Collection Set',
    'Collection of 5',
    'Carton of 12',
    'The Wheel of Time, Books 1–3',
    'A 3 Books Set',
    'Emma / Persuasion / Sanditon',
    'Two Novels (Emma / Persuasion)',
    'Barsoom Omnibus',
  ])('of sets: %s', (title) => expect(isSet(title)).toBe(true))

  it.each([
    'Omnibus',
    'The Box',
    'Books of Blood',
    '11/22/63',
    'Emma',
    'The Set',
    'Time Machine / The War of the Worlds',
  ])('of no sets: %s', (title) => expect(isSet(title)).toBe(false))

  it.each([
    ['Dune, Part One', 'dune'],
    ['Dune (Part 2)', 'dune'],
    ['Dune 1/2', 'dune'],
    ['Dune [1/?]', 'dune'],
    ['Dune: Book 1 of 3', 'dune'],
    ['Dune', undefined],
    ['Part of Your World', undefined],
    ['Book 1', undefined],
  ])('of parts: %s', (title, whole) => expect(fragmentOf(title)).toBe(whole))

  it.each([
    ['Summary and Analysis of Emma', true],
    ['SparkNotes Emma', true],
    ["Emma: A Reader's Guide", true],
    ['Emma Workbook', true],
    ['The Summary', false],
    ['Workbooks', false],
  ])('of noise: %s', (title, isNoise) => expect(isNoiseTitle(title)).toBe(isNoise))

  it('go with subjects that say what a book is about', () => {
    expect(isNoiseSubject('Austen, Jane -- Criticism and interpretation')).toBe(true)
    expect(isNoiseSubject('Fiction')).toBe(false)
    expect(isAboutAuthor(['Fiction', 'Austen, Jane, 1775-1817'], 'Jane Austen')).toBe(true)
    expect(isAboutAuthor(['Nelson, Horatio, 1758-1805', 'Austen, Jane'], 'Jane Austen')).toBe(false)
  })

  it('are read in linear time', () => {
    const began = performance.now()
    for (const title of [
      `${'book '.repeat(100)}`,
      `${'1 '.repeat(250)}`,
      `a${' ,'.repeat(249)}`,
      `${'('.repeat(500)}`,
    ]) {
      isSet(title)
      fragmentOf(title)
    }
    expect(performance.now() - began).toBeLessThan(2_000)
  })
})

describe('languages', () => {
  it('of a profile are codes, names or any', () => {
    expect(allowedLanguages({ allowedLanguages: 'en, deutsch ,fra,en-GB' })).toEqual(['eng', 'ger', 'fre'])
    expect([allowedLanguages({ allowedLanguages: 'any' }), allowedLanguages({ allowedLanguages: '' })]).toEqual([
      undefined,
      undefined,
    ])
  })

  it('of a work are those of most editions', () => {
    expect(languageOfWork({ language: null, editionLanguages: ['ger', 'ger', 'eng'] }, ['eng'])).toBe('ger')
    expect(languageOfWork({ language: null, editionLanguages: ['fre', 'eng', 'ger'] }, ['ger'])).toBe('ger')
    expect(languageOfWork({ language: null, editionLanguages: ['fre', 'eng'] }, [])).toBe('eng')
    expect(languageOfWork({ language: 'spa', editionLanguages: [] }, ['eng'])).toBe('spa')
  })

  it('of a catalogue are clear or unknown', () => {
    expect(languageOfCatalogue(['eng', 'eng', 'eng', 'eng', 'ger', null])).toBe('eng')
    expect(languageOfCatalogue(['eng', 'ger'])).toBeNull()
    expect(languageOfCatalogue([])).toBeNull()
  })

  it('are looked for in editions where nobody told, a few works at a time', async () => {
    let running = 0
    let most = 0
    const asked: [string, number][] = []
    const provider = {
      id: 'openlibrary' as const,
      async editions(id: string, limit: number) {
        asked.push([id, limit])
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 2))
        running--
        return [{ language: 'ger' }, { language: null }].map((told) => ({ ...edition, ...told }))
      },
    }
    const works = [
      work('Told'),
      ...Array.from({ length: 9 }, (_, index) => work(`x${index}`, { editionLanguages: [], foreignId: `OL${index}W` })),
    ]
    const sampled = await sampleLanguages(provider, works)
    expect(sampled.map((found) => languageOfWork(found, []))).toEqual([
      'eng',
      ...Array.from({ length: 9 }, () => 'ger'),
    ])
    expect([asked.length, asked[0], most]).toEqual([9, ['OL0W', 5], 4])
  })
})

const edition = {
  foreignId: 'OL1M',
  title: 'x',
  isbn13: null,
  isbn10: null,
  asin: null,
  publisher: null,
  releaseDate: null,
  format: null,
  language: null,
  pages: null,
  durationSeconds: null,
  imageUrl: null,
  mediaType: 'ebook' as const,
}

it.each([
  ['2026', false],
  ['2027', true],
  ['2026-06-15', false],
  ['2026-06-16', true],
  ['2026-07', true],
  [null, false],
])('a book of %s is unreleased: %s', (date, is) => expect(isUnreleased(date, today)).toBe(is))
