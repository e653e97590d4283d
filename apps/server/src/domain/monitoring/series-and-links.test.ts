import { describe, expect, it } from 'vitest'
import type { FoundSeries } from '#domain/metadata/provider.ts'
import { foundWork } from '#domain/metadata/testing/found-work.ts'
import { compareSeries, type SeriesMember } from './compare-series.ts'
import { linkSeries } from './link-series.ts'
import { checkRebind, chooseRelink, relinkCandidates } from './relink.ts'

const series = (foreignId: string, told: Partial<FoundSeries> = {}): FoundSeries => ({
  provider: 'hardcover',
  foreignId,
  name: 'Barsoom',
  authorName: 'Edgar Rice Burroughs',
  bookCount: 11,
  readersCount: 900,
  bookTitles: ['A Princess of Mars', 'The Gods of Mars', 'The Warlord of Mars'],
  ...told,
})
const local = {
  title: 'Barsoom',
  authors: ['Burroughs, Edgar Rice'],
  bookTitles: ['A Princess of Mars', 'The Gods of Mars'],
}

describe('linking a series', () => {
  it('takes the one that has the name and the books', () => {
    const { linked, candidates } = linkSeries(local, [
      series('hc-series:2', { name: 'Tarzan', bookTitles: [] }),
      series('hc-series:1'),
    ])
    expect(linked?.foreignId).toBe('hc-series:1')
    expect(candidates[0]?.confidence).toBeCloseTo(0.9875)
  })

  it.each([
    ['no candidates', []],
    ['low confidence', [series('hc-series:1', { authorName: 'Somebody Else', bookTitles: [] })]],
    ['low confidence', [series('hc-series:1', { name: 'Tarzan' })]],
    ['ambiguous candidates', [series('hc-series:1'), series('hc-series:2')]],
  ])('asks where there are %s', (reason, found) => {
    expect(linkSeries(local, found)).toMatchObject({ linked: undefined, reason })
  })
})

describe('comparing a series', () => {
  const entry = (position: string | null, title: string, foreignId = `hc:${title}`) => ({
    position,
    work: foundWork({ provider: 'hardcover', foreignId, title }),
  })
  const member = (id: number, title: string, position: string | null, foreignIds: string[] = []): SeriesMember => ({
    id,
    title,
    position,
    foreignIds,
  })
  const told = ({ present, uncertain, missing, localOnly }: ReturnType<typeof compareSeries>) => ({
    present: present.map((match) => [match.entry.work.title, match.member.id]),
    uncertain: uncertain.map((match) => [match.entry.work.title, match.member.id]),
    missing: missing.map(({ work }) => work.title),
    localOnly: localOnly.map(({ id }) => id),
  })

  it('tells what is there, what is missing and what is only here', () => {
    const entries = [
      entry('1', 'A Princess of Mars'),
      entry('2', 'The Gods of Mars'),
      entry('3', 'The Warlord of Mars'),
    ]
    const members = [
      member(1, 'A Princess of Mars', '1'),
      member(2, 'Gods of Mars', '2'),
      member(9, 'Something Else', null),
    ]
    expect(told(compareSeries(entries, members))).toEqual({
      present: [
        ['A Princess of Mars', 1],
        ['The Gods of Mars', 2],
      ],
      uncertain: [],
      missing: ['The Warlord of Mars'],
      localOnly: [9],
    })
  })

  it('never crosses volumes whose titles differ in the number alone', () => {
    const entries = ['1', '2', '3'].map((number) => entry(number, `Overlord, Vol. ${number}`))
    const members = [member(3, 'Overlord, Vol. 3', '3'), member(2, 'Overlord Vol 2', null)]
    expect(told(compareSeries(entries, members))).toMatchObject({
      present: [
        ['Overlord, Vol. 2', 2],
        ['Overlord, Vol. 3', 3],
      ],
      missing: ['Overlord, Vol. 1'],
    })
  })

  it('goes by ids first, and gives each book away once', () => {
    const entries = [entry('1', 'Dune', 'hc:dune'), entry('2', 'Dune', 'hc:dune-2')]
    const members = [member(1, 'Der Wüstenplanet', '5', ['hc:dune-2'])]
    expect(told(compareSeries(entries, members))).toMatchObject({ present: [['Dune', 1]], missing: ['Dune'] })
    expect(compareSeries(entries, members).missing[0]?.position).toBe('1')
  })

  it('asks about titles that are only alike', () => {
    const found = compareSeries([entry(null, 'The Gods of Mars')], [member(1, 'Gods of Mars', null)])
    expect(told(found)).toMatchObject({ present: [], uncertain: [['The Gods of Mars', 1]] })
  })
})

describe('linking an author anew', () => {
  const hit = (foreignId: string, name: string) => ({ provider: 'openlibrary' as const, foreignId, name, otherIds: [] })

  it('leaves out who is attached to somebody', () => {
    const merged = { ...hit('OL3A', 'x'), otherIds: [{ provider: 'hardcover' as const, foreignId: 'hc:x' }] }
    expect(relinkCandidates([hit('OL1A', 'x'), hit('OL2A', 'x'), merged], new Set(['OL1A', 'hc:x']))).toEqual([
      hit('OL2A', 'x'),
    ])
  })

  it('happens by itself for placeholders with one namesake', () => {
    const placeholder = { name: 'Tolkien, J.R.R.', foreignId: 'calibre:author:7' }
    const hits = [hit('OL1A', 'J. R. R. Tolkien'), hit('OL2A', 'Christopher Tolkien')]
    expect(chooseRelink(placeholder, hits)?.foreignId).toBe('OL1A')
    expect(chooseRelink(placeholder, [...hits, hit('OL3A', 'JRR Tolkien')])).toBeUndefined()
    expect(chooseRelink({ ...placeholder, foreignId: 'OL9A' }, hits)).toBeUndefined()
  })
})

describe('making a book another work', () => {
  const work = { title: 'Emma', authors: [{ name: 'Alexander McCall Smith', foreignId: null }] }

  it('is refused where that is by other people, unless it is meant', () => {
    expect(() => checkRebind({ name: 'Jane Austen' }, work, { force: false })).toThrow(
      expect.objectContaining({ kind: 'conflict' }),
    )
    expect(() => checkRebind({ name: 'Jane Austen' }, work, { force: true })).not.toThrow()
    expect(() =>
      checkRebind({ name: 'McCall Smith', aliases: ['Smith, Alexander McCall'] }, work, { force: false }),
    ).not.toThrow()
  })
})
