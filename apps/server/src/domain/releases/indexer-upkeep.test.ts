import { describe, expect, it } from 'vitest'
import { afterFailure, afterSuccess, counted, mayGrab, restReason, UNTRIED } from './indexer-health.ts'
import type { IndexerFailure } from './indexer-port.ts'
import { ownerOfLink } from './link-owner.ts'
import { type ListedIndexer, planIndexerSync, type SyncedIndexer } from './plan-indexer-sync.ts'
import { now } from './testing/examples.ts'

const free = { per: 'day' } as const
const after = (minutes: number) => new Date(now.getTime() + minutes * 60_000)
const failure = (kind: IndexerFailure['kind'], retryAfterSeconds?: number): IndexerFailure => ({
  kind,
  text: 'said so',
  ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
})

describe('an indexer that fails', () => {
  const minutesOfRest = (health = UNTRIED) =>
    health.disabledUntil === undefined ? 0 : (Date.parse(health.disabledUntil) - now.getTime()) / 60_000

  it('rests longer after every failure in a row, and is forgiven with the first answer', () => {
    let health = UNTRIED
    const rests = Array.from({ length: 8 }, () => {
      health = afterFailure(health, failure('unreachable'), now)
      return minutesOfRest(health)
    })
    expect(rests).toEqual([0, 1, 5, 15, 60, 180, 360, 360])
    expect(afterSuccess(health, now)).toMatchObject({
      failures: 0,
      disabledUntil: undefined,
      lastSuccessAt: now.toISOString(),
    })
  })

  it.each([
    ['credentials', undefined, 360],
    ['disabled', undefined, 15],
    ['limit', undefined, 60],
    ['limit', 300, 5],
    ['limit', 1, 1],
    ['limit', 10 ** 9, 1440],
    ['parameter', undefined, 0],
    ['gone', undefined, 0],
  ] as const)('rests for %s that lasts %s seconds %d minutes', (kind, seconds, minutes) => {
    expect(minutesOfRest(afterFailure(UNTRIED, failure(kind, seconds), now))).toBe(minutes)
  })

  it('says why it is not asked', () => {
    const health = afterFailure(UNTRIED, failure('limit', 300), now)
    expect(restReason(health, free, now)).toBe('cooling down for 5 min: said so')
    expect(restReason(health, free, after(5))).toBeUndefined()
    expect(restReason(UNTRIED, free, now)).toBeUndefined()
  })
})

describe('the limits of an indexer', () => {
  it('are counted by day or hour', () => {
    const limits = { queries: 2, grabs: 1, per: 'hour' } as const
    let health = counted(UNTRIED, limits, now, { requests: 1 })
    expect(restReason(health, limits, after(1))).toBeUndefined()
    health = counted(health, limits, after(1), { requests: 1, grabs: 1 })
    expect(restReason(health, limits, after(2))).toBe('its limit of 2 requests per hour is used up')
    expect(mayGrab(health, limits, after(2))).toBe(false)
    expect(restReason(health, limits, after(60))).toBeUndefined()
    expect(mayGrab(health, limits, after(60))).toBe(true)
    expect(restReason(health, { ...limits, per: 'day' }, after(60))).toBeDefined()
    expect(mayGrab(health, free, now)).toBe(true)
  })
})

describe('taking over the indexers of a Prowlarr', () => {
  const listed = (remoteId: number, facts: Partial<ListedIndexer> = {}): ListedIndexer => ({
    remoteId,
    name: `n${remoteId}`,
    type: 'newznab',
    url: `http://p/${remoteId}/api`,
    categories: [7020],
    seedRatio: undefined,
    ...facts,
  })
  const stored = (remoteId: number, facts: Partial<SyncedIndexer> = {}): SyncedIndexer => ({
    ...listed(remoteId),
    id: remoteId * 10,
    seedRatioSource: '',
    ...facts,
  })

  it('adds what is new, changes what differs, removes what is gone', () => {
    const sync = planIndexerSync(
      [stored(1), stored(2), stored(3)],
      [listed(1), listed(2, { name: 'renamed' }), listed(4)],
    )
    expect(sync.added).toMatchObject([{ remoteId: 4, isEnabled: true, priority: 25, seedRatioSource: '' }])
    expect(sync.updated).toMatchObject([{ id: 20, changes: { name: 'renamed' } }])
    expect(sync.removed).toEqual([30])
  })

  it('removes nothing where nothing is listed', () => expect(planIndexerSync([stored(1)], []).removed).toEqual([]))

  it('never overwrites a ratio that a person typed', () => {
    const mine = stored(1, { seedRatio: 3, seedRatioSource: 'user' })
    expect(planIndexerSync([mine], [listed(1, { seedRatio: 1 })]).updated).toEqual([])
    const theirs = planIndexerSync([stored(1)], [listed(1, { seedRatio: 1 })])
    expect(theirs.updated).toMatchObject([{ id: 10, changes: { seedRatio: 1, seedRatioSource: 'prowlarr' } }])
  })
})

describe('a link without its key', () => {
  const [one, two] = [{ url: 'https://a.example/api' }, { url: 'https://b.example/api' }]
  it('belongs to the only indexer at its host', () => {
    expect(ownerOfLink('https://b.example/get/1', [one, two])).toBe(two)
    expect(ownerOfLink('https://b.example:444/get/1', [one, two])).toBeUndefined()
    expect(ownerOfLink('https://b.example/get/1', [two, { ...two }])).toBeUndefined()
    expect(ownerOfLink('magnet:?xt=urn:btih:00', [one, two])).toBeUndefined()
    expect(ownerOfLink('nonsense', [one])).toBeUndefined()
  })
})
