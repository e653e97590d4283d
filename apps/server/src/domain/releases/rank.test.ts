import { describe, expect, it } from 'vitest'
import type { DecisionContext } from './decision.ts'
import { rank } from './rank.ts'
import type { Release } from './release.ts'
import { decideOn, exampleContext, sparrow } from './testing/examples.ts'
import type { WantedBook } from './wanted-book.ts'

const MIB = 1 << 20
const hailMary: WantedBook = {
  title: 'Project Hail Mary',
  author: 'Andy Weir',
  slot: 'audiobook',
  year: 2021,
  asin: 'B08G9PRS1K',
}

describe('the visible score', () => {
  it.each([
    ['Mary Doria Russell - The Sparrow 9780449912553.epub', 1, 0, 700.01],
    ['Mary Doria Russell - The Sparrow (azw3)', 3, 9, 610.03],
    ['Mary.Doria.Russell.-.The.Sparrow.1996.RETAIL.EPUB', 2, 99, 590.02],
    ['Mary Doria Russell - The Sparrow UNABRIDGED M4B', 512, 500, 462.12],
    ['Mary Doria Russell - The Sparrow (1997) pdf', 10, 3, 316.12],
  ])('%s, %d MiB, %d grabs: %d', (title, mib, grabs, score) => {
    expect(decideOn({ title, sizeBytes: mib * MIB, grabs }, exampleContext()).score).toBeCloseTo(score, 2)
  })

  it.each([
    ['Andy Weir - Project Hail Mary [B08G9PRS1K] m4b', 900, 20, 0, 1172.22],
    ['Andy Weir - Project Hail Mary UNABRIDGED 2021 MP3 64kbps', 450, 300, 25, 804.29],
    ['Andy.Weir.-.Project.Hail.Mary.2021.RETAIL.EPUB', 1, 1000, 0, 100.01],
  ])('%s, %d MiB, %d grabs, priority %d: %d', (title, mib, grabs, indexerPriority, score) => {
    const release = { title, sizeBytes: mib * MIB, grabs, indexerPriority }
    expect(decideOn(release, exampleContext({}, hailMary)).score).toBeCloseTo(score, 2)
  })
})

describe('the order in which releases are taken', () => {
  const named = (name: string, facts: Partial<Release> = {}) => ({ title: `Mary Doria Russell - ${name}`, ...facts })
  const inOrder = (releases: (Partial<Release> & { title: string })[], facts: Partial<DecisionContext> = {}) => {
    const context = exampleContext(facts, { ...sparrow, title: 'The Sparrow' })
    return rank(
      releases.map((release) => decideOn(release, context)),
      context,
    ).map(({ release }) => release.guid)
  }
  const both = (better: Partial<Release>, worse: Partial<Release>, facts: Partial<DecisionContext> = {}) => {
    const pair = [
      { ...named('The Sparrow (epub)'), ...worse, guid: 'worse' },
      { ...named('The Sparrow (epub)'), ...better, guid: 'better' },
    ]
    expect(inOrder(pair, facts)).toEqual(['better', 'worse'])
    expect(inOrder(pair.toReversed(), facts)).toEqual(['better', 'worse'])
  }
  const profile = {
    name: 'mine',
    isUpgradeAllowed: true,
    cutoff: 'any',
    items: ['pdf', 'azw3', 'epub'].map((quality) => ({ quality, isAllowed: true })),
  }
  const delayProfile = {
    usenetDelay: 0,
    torrentDelay: 0,
    preferredProtocol: 'torrent',
    isUsenetEnabled: true,
    isTorrentEnabled: true,
    order: 1,
    tags: [],
  } as const

  it('puts what is approved before what is not', () =>
    both({ title: named('The Sparrow (pdf)').title }, { isProtected: true }))

  it('goes by the match before all else', () =>
    both(named('The Sparrow 9780449912553 (mobi)'), named('The Sparrow (azw3)', { grabs: 1000 })))

  it('goes by the usual order of formats, and by that of the profile where there is one', () => {
    both(named('The Sparrow (azw3)'), named('The Sparrow (epub)'))
    both(named('The Sparrow (epub)'), named('The Sparrow (azw3)'), { qualityProfile: profile })
  })

  it('puts an unknown format between the worst and the second worst', () => {
    both(named('The Sparrow (azw3)'), named('The Sparrow'), { qualityProfile: profile })
    both(named('The Sparrow'), named('The Sparrow (pdf)'), { qualityProfile: profile })
  })

  it('goes by custom formats next', () => {
    const scorer = { score: ({ grabs }: Release) => ({ names: [], sum: grabs > 0 ? 0 : 10 }) }
    both({ grabs: 0 }, { grabs: 1000 }, { formatScorer: scorer })
  })

  it('prefers the protocol of the delay profile', () =>
    both({ protocol: 'torrent' }, { protocol: 'usenet', grabs: 1000 }, { delayProfile }))

  it('goes by the score in steps, so that a few grabs are no reason', () => {
    both({ grabs: 1000 }, { grabs: 0 })
    both({ grabs: 0, indexerPriority: 1 }, { grabs: 1, indexerPriority: 2 })
  })

  it('goes by seeders in orders of magnitude, and by freshness on Usenet', () => {
    both({ protocol: 'torrent', seeders: 100 }, { protocol: 'torrent', seeders: 5 })
    both({ publishedAt: '2026-03-01T11:30:00.000Z' }, { publishedAt: '2026-02-27T12:00:00.000Z' })
  })

  it('prefers the size that most of them have', () => {
    const sizes = [1.1, 1.2, 1.25, 4].map((mib) =>
      named('The Sparrow (epub)', { guid: `${mib}`, sizeBytes: mib * MIB }),
    )
    expect(inOrder(sizes)).toEqual(['1.25', '1.2', '1.1', '4'])
  })

  it('takes the older post in the end', () => {
    both({ publishedAt: '2025-01-01T00:00:00.000Z' }, { publishedAt: '2025-01-02T00:00:00.000Z' })
    expect(inOrder([named('The Sparrow (epub)', { guid: 'b' }), named('The Sparrow (epub)', { guid: 'a' })])).toEqual([
      'a',
      'b',
    ])
  })
})
