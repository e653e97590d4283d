import { describe, expect, it } from 'vitest'
import { type ClientChoice, categoryOf, clientsFor } from './choose-client.ts'
import { type CustomFormatCondition, conditionTrouble, formatScorer } from './custom-formats.ts'
import { chooseDelayProfile } from './delay-profile.ts'
import { ageInMinutes, isDue, isForgotten, pendingFrom } from './pending.ts'
import { formatOf, meetsCutoff } from './quality-profile.ts'
import { decideOn, exampleContext, exampleRelease, now } from './testing/examples.ts'
import { upgradesToSearch, upgradeVerdict } from './upgrades.ts'

describe('the client that gets a release', () => {
  const client = (id: number, facts: Partial<ClientChoice> = {}): ClientChoice => ({
    id,
    protocol: 'torrent',
    isEnabled: true,
    priority: 1,
    category: 'books',
    categoryAudiobook: '',
    isHealthy: true,
    ...facts,
  })
  const ids = (slot: 'ebook' | 'audiobook', ...clients: ClientChoice[]) =>
    clientsFor(clients, 'torrent', slot).map(({ id }) => id)

  it('is one of the protocol that is switched on, by priority', () => {
    expect(
      ids(
        'ebook',
        client(1, { priority: 2 }),
        client(2),
        client(3, { protocol: 'usenet' }),
        client(4, { isEnabled: false }),
      ),
    ).toEqual([2, 1])
  })

  it('is the one that is made for the slot', () => {
    const clients = [
      client(1),
      client(2, { category: 'my-audio', priority: 2 }),
      client(3, { categoryAudiobook: 'heard', priority: 3 }),
    ]
    expect(ids('audiobook', ...clients)).toEqual([3, 2, 1])
    expect(ids('ebook', ...clients)).toEqual([1, 3, 2])
    expect(categoryOf(clients[2] as ClientChoice, 'audiobook')).toBe('heard')
    expect(categoryOf(clients[1] as ClientChoice, 'audiobook')).toBe('my-audio')
  })

  it('is an ailing one only where no other is left', () => {
    expect(ids('ebook', client(1, { isHealthy: false }), client(2, { priority: 9 }))).toEqual([2, 1])
  })
})

describe('a release that waits', () => {
  const title = 'Mary Doria Russell - The Sparrow (epub)'
  const delayProfile = {
    usenetDelay: 60,
    torrentDelay: 0,
    preferredProtocol: 'usenet',
    isUsenetEnabled: true,
    isTorrentEnabled: true,
    order: 1,
    tags: [],
  } as const
  const fresh = { title, publishedAt: '2026-03-01T11:50:00.000Z' }

  it('is held until its delay is over', () => {
    const held = pendingFrom(decideOn(fresh, exampleContext({ delayProfile })), 'ebook', now)
    expect(held).toMatchObject({
      reason: 'usenet delay not met — 50 min remaining',
      dueAt: '2026-03-01T12:50:00.000Z',
      firstSeenAt: '2026-03-01T12:00:00.000Z',
      format: 'epub',
    })
    expect(isDue({ dueAt: held?.dueAt }, now)).toBe(false)
    expect(isDue({ dueAt: held?.dueAt }, new Date('2026-03-01T12:50:00.000Z'))).toBe(true)
  })

  it('has no hour where it waits for a person or a client too', () => {
    const context = exampleContext({ delayProfile, protocolsWithClient: new Set() })
    expect(pendingFrom(decideOn(fresh, context), 'ebook', now)).toMatchObject({ dueAt: undefined })
  })

  it('is not held where something stands against it for good', () => {
    expect(
      pendingFrom(decideOn({ ...fresh, isProtected: true }, exampleContext({ delayProfile })), 'ebook', now),
    ).toBeUndefined()
    expect(pendingFrom(decideOn(fresh, exampleContext()), 'ebook', now)).toBeUndefined()
  })

  it('grows older, and is forgotten after two weeks', () => {
    const seen = '2026-03-01T11:00:00.000Z'
    expect(ageInMinutes(exampleRelease(fresh), seen, now)).toBe(10)
    expect(ageInMinutes(exampleRelease({ ...fresh, publishedAt: undefined }), seen, now)).toBe(60)
    expect(isForgotten({ firstSeenAt: '2026-02-15T11:59:00.000Z' }, now)).toBe(true)
    expect(isForgotten({ firstSeenAt: '2026-02-15T12:01:00.000Z' }, now)).toBe(false)
  })
})

describe('a delay profile', () => {
  const profile = (order: number, tags: number[]) => ({
    usenetDelay: 0,
    torrentDelay: 0,
    preferredProtocol: 'usenet' as const,
    isUsenetEnabled: true,
    isTorrentEnabled: true,
    order,
    tags,
  })
  it('is chosen by tag, else it is the first that is for everything', () => {
    const profiles = [profile(3, [7]), profile(2, []), profile(1, [8])]
    expect(chooseDelayProfile(profiles, [7])?.order).toBe(3)
    expect(chooseDelayProfile(profiles, [9])?.order).toBe(2)
    expect(chooseDelayProfile([profile(1, [8])], [])).toBeUndefined()
  })
})

describe('a quality profile', () => {
  const profile = { name: 'x', isUpgradeAllowed: true, cutoff: 'epub', items: [] }
  it('lets the best format of the slot count for a release of several', () => {
    expect(formatOf(['pdf', 'm4b'], 'audiobook', profile)).toBe('m4b')
    expect(formatOf(['epub', 'azw3', 'mobi'], 'ebook', profile)).toBe('azw3')
    const mine = { ...profile, items: ['azw3', 'mobi', 'epub'].map((quality) => ({ quality, isAllowed: true })) }
    expect(formatOf(['epub', 'azw3', 'mobi'], 'ebook', mine)).toBe('epub')
    expect(formatOf(['mp3', 'm4b'], 'ebook', mine)).toBe('m4b')
    expect(formatOf([], 'ebook', mine)).toBeUndefined()
  })

  it.each([
    ['epub', 'ebook', 'azw3', true],
    ['epub', 'ebook', 'pdf', false],
    ['epub', 'audiobook', 'mp3', true],
    ['any', 'ebook', 'txt', true],
    ['audiobook', 'audiobook', 'mp3', true],
  ] as const)('has with the cutoff %s in the %s slot enough of %s: %s', (cutoff, slot, format, isEnough) => {
    expect(meetsCutoff({ ...profile, cutoff }, slot, format)).toBe(isEnough)
  })

  it.each([
    ['sought', 'pdf', {}],
    ['good-enough', 'epub', {}],
    ['good-enough', 'azw3', {}],
    ['not-allowed', 'pdf', { isUpgradeAllowed: false }],
    ['sought', 'epub', { upgradeUntilScore: 10 }],
    ['sought', 'docx', {}],
  ] as const)('says %s of a better file for one in %s', (verdict, format, facts) => {
    const owned = { format, formatScore: 0, isPlacedByHand: false }
    expect(upgradeVerdict(owned, { ...profile, ...facts }, 'ebook')).toBe(verdict)
    expect(upgradeVerdict({ ...owned, isPlacedByHand: true }, { ...profile, ...facts }, 'ebook')).toBe('by-hand')
    expect(upgradeVerdict(owned, undefined, 'ebook')).toBe('no-profile')
  })

  it('sends those to look for better files that were longest unsearched, and only so many', () => {
    const slot = (bookId: number, lastSearchedAt?: string) => ({ bookId, slot: 'ebook' as const, lastSearchedAt })
    const slots = [
      slot(1, '2026-02-20T00:00:00.000Z'),
      slot(3, '2026-02-10T00:00:00.000Z'),
      slot(4, '2026-02-27T00:00:00.000Z'),
      slot(5),
    ]
    expect(upgradesToSearch(slots, now).map(({ bookId }) => bookId)).toEqual([5, 3, 1])
    expect(
      upgradesToSearch(
        Array.from({ length: 30 }, (_, id) => slot(id)),
        now,
      ),
    ).toHaveLength(20)
  })
})

describe('custom formats', () => {
  const condition = (type: string, pattern: string, facts: Partial<CustomFormatCondition> = {}) => ({
    type,
    pattern,
    negate: false,
    required: false,
    ...facts,
  })
  const has = async (title: string, ...conditions: CustomFormatCondition[]) => {
    const formatScorerOfOne = await formatScorer([{ name: 'it', score: 5, conditions }])
    const context = exampleContext({ formatScorer: formatScorerOfOne })
    const release = { title, protocol: 'torrent', flags: ['freeleech'], sizeBytes: 3 << 20 } as const
    const { formatScore, formatNames } = decideOn(release, context)
    expect(formatNames).toEqual(formatScore === 5 ? ['it'] : [])
    return formatScore === 5
  }
  const title = 'Mary Doria Russell - The Sparrow GERMAN Unabridged (azw3)-GRP'

  it.each([
    ['releaseTitle', 'sparrow.*azw3', true],
    ['releaseTitle', '^azw3', false],
    ['releaseGroup', '^grp$', true],
    ['releaseGroup', 'sparrow', false],
    ['format', 'azw3', true],
    ['format', 'ebook', true],
    ['format', 'epub', false],
    ['protocol', 'torrent', true],
    ['protocol', 'usenet', false],
    ['indexer', 'EXAMPLE', true],
    ['indexerFlag', 'freeleech', true],
    ['indexerFlag', 'vip', false],
    ['language', 'ger', true],
    ['flag', 'unabridged', true],
    ['size', '>=2', true],
    ['size', '<= 2.5', false],
    ['size', '2-4', true],
    ['size', 'large', false],
    ['mood', 'good', false],
    ['releaseTitle', '(?=sparrow)', false],
    ['releaseTitle', '(unclosed', false],
  ])('are met by %s %s: %s', async (type, pattern, isMet) =>
    expect(await has(title, condition(type, pattern))).toBe(isMet),
  )

  it('need everything that is required, and one of the others of each type', async () => {
    const [is, isNot] = [condition('format', 'azw3'), condition('format', 'epub')]
    expect(await has(title, is, isNot)).toBe(true)
    expect(await has(title, is, { ...isNot, required: true })).toBe(false)
    expect(await has(title, is, condition('protocol', 'usenet'))).toBe(false)
    expect(await has(title, { ...isNot, negate: true })).toBe(true)
    expect(await has(title, condition('releaseTitle', '(bad', { negate: true }))).toBe(false)
    expect(await has(title)).toBe(false)
  })

  it('take no time for a pattern that would stop other engines', async () => {
    const began = performance.now()
    expect(await has(`${'a'.repeat(5000)}!`, condition('releaseTitle', '^(a+)+$'))).toBe(false)
    expect(performance.now() - began).toBeLessThan(2000)
  })

  it('say why a condition cannot be used', async () => {
    expect(await conditionTrouble(condition('releaseTitle', '(bad'))).toMatch(/cannot be used as a pattern/)
    expect(await conditionTrouble(condition('size', 'big'))).toMatch(/MiB/)
    expect(await conditionTrouble(condition('size', '1-2'))).toBeUndefined()
    expect(await conditionTrouble(condition('releaseTitle', '(ok)'))).toBeUndefined()
    expect(await conditionTrouble(condition('format', '(bad'))).toBeUndefined()
  })
})
