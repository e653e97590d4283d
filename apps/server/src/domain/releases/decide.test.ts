import { describe, expect, it } from 'vitest'
import { blocklist } from './blocklist.ts'
import { formatScorer } from './custom-formats.ts'
import type { DecisionContext } from './decision.ts'
import type { DelayProfile } from './delay-profile.ts'
import type { QualityProfile } from './quality-profile.ts'
import type { Release } from './release.ts'
import { decideOn, exampleContext, now, sparrow } from './testing/examples.ts'

const title = 'Mary Doria Russell - The Sparrow (epub)'
const torrent = { title, protocol: 'torrent' } as const
const MIB = 1 << 20

const profile = (facts: Partial<QualityProfile> = {}): QualityProfile => ({
  name: 'E-Book',
  isUpgradeAllowed: true,
  cutoff: 'azw3',
  items: ['pdf', 'mobi', 'epub', 'azw3'].map((quality) => ({ quality, isAllowed: quality !== 'pdf' })),
  ...facts,
})
const delays = (facts: Partial<DelayProfile>): DelayProfile => ({
  usenetDelay: 0,
  torrentDelay: 0,
  preferredProtocol: 'usenet',
  isUsenetEnabled: true,
  isTorrentEnabled: true,
  order: 1,
  tags: [],
  ...facts,
})
const owned = (format: string, facts = {}) => ({ format, formatScore: 0, isPlacedByHand: false, ...facts })
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000).toISOString()
const audiobook = { ...sparrow, slot: 'audiobook', durationSeconds: 36_000 } as const

type Case = [
  code: string,
  text: string,
  release: Partial<Release>,
  facts: Partial<DecisionContext>,
  wanted?: typeof audiobook,
]

const rejected: Case[] = [
  ['match.irrelevant', 'title or author does not match', { title: 'Adam Reid - Other' }, {}],
  ['match.pack', 'multi-book pack (volumes 1-4)', { title: 'Mary Doria Russell - The Sparrow Books 1-4' }, {}],
  ['match.volume', 'release is volume 2, wanted 1', { title: 'Mary Doria Russell - The Sparrow 2 - Other' }, {}],
  ['match.weak', 'match too weak', { title: 'Mary Doria Russell - The Sparrow Messiah epub' }, {}],
  ['blocklist', 'release is blocklisted', { guid: 'a' }, { blocklist: blocklist([{ guid: 'a', title: '' }]) }],
  ['delay.protocol', 'usenet disabled in delay profile', {}, { delayProfile: delays({ isUsenetEnabled: false }) }],
  [
    'delay.not-met',
    'usenet delay not met — 50 min remaining',
    { publishedAt: ago(10) },
    { delayProfile: delays({ usenetDelay: 60 }) },
  ],
  [
    'delay.not-met',
    'torrent delay not met — 30 min remaining',
    { protocol: 'torrent', publishedAt: undefined, guid: 'seen' },
    { delayProfile: delays({ torrentDelay: 60 }), firstSeen: new Map([['seen', ago(30)]]) },
  ],
  [
    'quality.not-allowed',
    'format "pdf" not in quality profile "E-Book"',
    { title: 'Mary Doria Russell - The Sparrow (pdf)' },
    { qualityProfile: profile() },
  ],
  [
    'quality.cutoff',
    'book already has "mobi" which meets quality cutoff "mobi"',
    {},
    { qualityProfile: profile({ cutoff: 'mobi' }), owned: owned('mobi') },
  ],
  [
    'upgrade.not-allowed',
    'upgrades not allowed by profile "E-Book"',
    {},
    { qualityProfile: profile({ isUpgradeAllowed: false }), owned: owned('mobi') },
  ],
  [
    'upgrade.not-better',
    'existing epub (score 10) is not worse',
    {},
    { qualityProfile: profile(), owned: owned('epub', { formatScore: 10 }) },
  ],
  [
    'owned.by-hand',
    'the file was placed by hand and is never replaced',
    {},
    { qualityProfile: profile(), owned: owned('mobi', { isPlacedByHand: true }) },
  ],
  ['owned.imported', 'ebook already imported', {}, { mode: 'interactive', owned: owned('mobi') }],
  [
    'freeleech.hold',
    'freeleech hold: costs 1× ratio (not freeleech)',
    { ...torrent, downloadVolumeFactor: 1 },
    { indexers: new Map([[1, { isFreeleechOnly: true }]]) },
  ],
  [
    'freeleech.hold',
    'freeleech hold: indexer did not report downloadvolumefactor',
    torrent,
    { indexers: new Map([[1, { isFreeleechOnly: true }]]) },
  ],
  ['size.limit', 'release size 20000 B below minimum 20972 B for epub', { sizeBytes: 20_000 }, {}],
  ['size.limit', 'release size 419430400 B above maximum 314572800 B for epub', { sizeBytes: 400 * MIB }, {}],
  [
    'size.limit',
    'release size 20971520 B below minimum for its duration (5 kbit/s)',
    { title: 'Mary Doria Russell - The Sparrow (m4b)', sizeBytes: 20 * MIB },
    {},
    audiobook,
  ],
  [
    'language.not-allowed',
    'release language "fre" not in allowed list',
    { title: `${title} FRENCH` },
    { allowedLanguages: ['eng'] },
  ],
  ['seeders.minimum', '0 seeders, minimum 1', { ...torrent, seeders: 0 }, {}],
  [
    'seeders.minimum',
    '4 seeders, minimum 5',
    { ...torrent, seeders: 4 },
    { indexers: new Map([[1, { isFreeleechOnly: false, minimumSeeders: 5 }]]) },
  ],
  ['age.minimum', 'posted 4 min ago, minimum 30', { publishedAt: ago(4) }, { minimumUsenetAge: 30 }],
  [
    'age.retention',
    'older than retention of 3000 days',
    { publishedAt: '2010-01-01T00:00:00.000Z' },
    { usenetRetentionDays: 3000 },
  ],
  [
    'queue.underway',
    'already downloading "The Sparrow azw3"',
    {},
    { underway: { title: 'The Sparrow azw3', format: 'azw3', formatScore: 0 } },
  ],
  [
    'format.other-slot',
    'format m4b is an audiobook, wanted ebook',
    { title: 'Mary Doria Russell - The Sparrow (m4b)', sizeBytes: 100 * MIB },
    {},
  ],
  ['release.protected', 'archive is password protected', { isProtected: true }, {}],
  ['format.sample', 'sample', { title: `${title} sample` }, {}],
  ['format.virtual-voice', 'read by a virtual voice', { title: `${title} - Virtual Voice` }, {}],
  ['client.none', 'no enabled torrent client', torrent, { protocolsWithClient: new Set(['usenet']) }],
  ['disk.full', 'needs 3 MiB, 2 MiB free', { sizeBytes: 3 * MIB }, { freeBytes: 2 * MIB }],
]

describe('why a release is not taken', () => {
  it.each(rejected)('%s: %s', (code, text, release, facts, wanted) => {
    const decision = decideOn({ title, ...release }, exampleContext(facts, wanted))
    expect(decision.rejections.map((one) => [one.code, one.text])).toEqual([[code, text]])
    expect(decision.isApproved).toBe(false)
  })

  const taken: [string, Partial<Release>, Partial<DecisionContext>][] = [
    ['anybody would take it', {}, {}],
    ['nobody can tell its format', { title: 'Mary Doria Russell - The Sparrow' }, { qualityProfile: profile() }],
    ['nobody tells its size', { sizeBytes: 0 }, { freeBytes: 10 }],
    ['nobody tells its seeders', torrent, {}],
    ['no language is named', {}, { allowedLanguages: ['eng'] }],
    ['its delay is over', { publishedAt: ago(60) }, { delayProfile: delays({ usenetDelay: 60 }) }],
    [
      'it costs nothing',
      { ...torrent, downloadVolumeFactor: 0 },
      { indexers: new Map([[1, { isFreeleechOnly: true }]]) },
    ],
    ['Usenet posts cost no ratio', {}, { indexers: new Map([[1, { isFreeleechOnly: true }]]) }],
    ['it is better than the file', {}, { qualityProfile: profile(), owned: owned('mobi') }],
    [
      'its custom formats are still below what is wanted',
      { title: 'Mary Doria Russell - The Sparrow (azw3)' },
      {
        qualityProfile: profile({ upgradeUntilScore: 50 }),
        owned: owned('azw3'),
        formatScorer: { score: () => ({ names: ['good'], sum: 20 }) },
      },
    ],
    ['the download of the slot is worse', {}, { underway: { title: 'x', format: 'mobi', formatScore: 0 } }],
    [
      'a person does not wait',
      { publishedAt: ago(1) },
      { mode: 'interactive', delayProfile: delays({ usenetDelay: 60 }) },
    ],
  ]
  it.each(taken)('is taken where %s', (_why, release, facts) => {
    expect(decideOn({ title, ...release }, exampleContext(facts)).rejections).toEqual([])
  })

  it('tells every reason, and which of them pass', () => {
    const facts = { protocolsWithClient: new Set<never>(), allowedLanguages: ['eng'] }
    const { rejections } = decideOn({ title: `${title} GERMAN`, isProtected: true }, exampleContext(facts))
    expect(rejections.map(({ code, isTemporary }) => [code, isTemporary])).toEqual([
      ['language.not-allowed', false],
      ['release.protected', false],
      ['client.none', true],
    ])
  })

  it('tells a person which offers are no better than what is there', () => {
    const context = exampleContext({ mode: 'interactive', qualityProfile: profile(), owned: owned('azw3') })
    const codes = decideOn({ title }, context).rejections.map(({ code }) => code)
    expect(codes).toEqual(['owned.imported', 'upgrade.not-better'])
  })

  it('says when a delay ends', () => {
    const context = exampleContext({ delayProfile: delays({ usenetDelay: 60 }) })
    expect(decideOn({ title, publishedAt: ago(10) }, context).rejections[0]?.until).toBe('2026-03-01T12:50:00.000Z')
  })

  it('grabs a fair match by itself only where files are looked at before they are placed', () => {
    const wanted = { ...sparrow, title: 'The Name of the Wind', author: 'Patrick Rothfuss' }
    const fair = { title: 'Patrick Rothfuss - Wind Tales and a Name.epub' }
    const codes = (facts: Partial<DecisionContext>) =>
      decideOn(fair, exampleContext(facts, wanted)).rejections.map(({ code }) => code)
    expect(codes({})).toEqual([])
    expect(codes({ isContentChecked: false })).toEqual(['match.weak'])
    expect(codes({ minimumMatch: 'strong' })).toEqual(['match.weak'])
    expect(codes({ minimumMatch: 'strong', mode: 'interactive' })).toEqual(['match.weak'])
  })

  it('asks for the sum of custom formats that the profile wants', async () => {
    const scorer = await formatScorer([
      {
        name: 'scan',
        score: -10,
        conditions: [{ type: 'releaseTitle', pattern: '\\bscan\\b', negate: false, required: false }],
      },
    ])
    const context = exampleContext({ formatScorer: scorer, qualityProfile: profile({ minimumFormatScore: 0 }) })
    expect(decideOn({ title: `${title} SCAN` }, context).rejections.map(({ text }) => text)).toEqual([
      'custom format score -10 below minimum 0',
    ])
    expect(decideOn({ title }, context).isApproved).toBe(true)
  })
})

describe('the blocklist', () => {
  const list = blocklist([{ guid: 'x', title: 'The.Sparrow.epub', indexerId: 1, infoHash: 'ABCD', sizeBytes: 1000 }])
  const has = (facts: Partial<Release>) => list.has({ ...decideOn({ title, ...facts }, exampleContext()).release })
  it('knows a release by its GUID, its hash, or name and size at the same indexer', () => {
    expect(has({ guid: 'x' })).toBe(true)
    expect(has({ infoHash: 'abcd' })).toBe(true)
    expect(has({ title: 'The Sparrow (epub)', sizeBytes: 1019 })).toBe(true)
    expect(has({ title: 'The Sparrow (epub)', sizeBytes: 1021 })).toBe(false)
    expect(has({ title: 'The Sparrow (epub)', sizeBytes: 1000, indexerId: 2 })).toBe(false)
    expect(has({ title: 'The Sparrow (epub)', sizeBytes: 0 })).toBe(false)
  })
})
