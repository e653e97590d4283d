import { describe, expect, it } from 'vitest'
import type { DownloadStatus } from '#database/schema.ts'
import type { ClientItem, ItemState } from './download-client.ts'
import type { DownloadRow } from './download-store.ts'
import { liveOf, nextStep, stalledFor } from './next-step.ts'

const NOW = new Date('2026-03-14T12:00:00.000Z')
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString()
const LONG_AGO = ago(60)

const row = (status: DownloadStatus, more: Partial<DownloadRow> = {}) =>
  ({ status, updated_at: LONG_AGO, grabbed_at: LONG_AGO, not_before: null, ...more }) as DownloadRow

const item = (state: ItemState, more: Partial<ClientItem> = {}): ClientItem => ({
  id: '1',
  name: 'One',
  state,
  progress: 0.5,
  sizeBytes: 100,
  leftBytes: 50,
  speed: 1,
  secondsLeft: 50,
  isWithoutMetadata: false,
  error: '',
  path: '/d/one',
  ...more,
})

describe('what follows for a download', () => {
  it.each<[DownloadStatus, ItemState | undefined, string, Partial<DownloadRow>?]>([
    ['grabbed', undefined, 'nothing', { updated_at: ago(1) }],
    ['grabbed', 'completed', 'nothing', { updated_at: ago(1) }],
    ['grabbed', undefined, 'fail refused'],
    ['grabbed', 'downloading', 'follow'],
    ['grabbed', 'completed', 'import'],
    ['downloading', 'downloading', 'follow'],
    ['downloading', 'paused', 'follow'],
    ['downloading', 'checking', 'follow'],
    ['downloading', 'completed', 'import'],
    ['downloading', 'failed', 'fail reported'],
    ['downloading', 'removed', 'fail removed'],
    ['downloading', undefined, 'fail removed'],
    ['downloading', undefined, 'nothing', { grabbed_at: ago(1) }],
    ['completed', 'completed', 'import'],
    ['completed', undefined, 'nothing'],
    ['importPending', 'completed', 'nothing'],
    ['importFailed', 'completed', 'import'],
    ['importFailed', 'completed', 'nothing', { not_before: ago(-5) }],
    ['importFailed', 'failed', 'nothing'],
    ['importFailed', undefined, 'block'],
  ])('%s with %s: %s', (status, state, expected, more) => {
    const step = nextStep(row(status, more), state && item(state), NOW)
    expect(step.do === 'fail' ? `fail ${step.cause}` : step.do).toBe(expected)
  })

  it('says why it failed, in the words of the client', () => {
    expect(nextStep(row('downloading'), item('failed', { error: 'no space left' }), NOW)).toMatchObject({
      message: 'no space left',
    })
  })
})

describe('a download of which nothing comes', () => {
  const heard = (minutes: number, state: ItemState = 'stalled', more: Partial<ClientItem> = {}) => {
    const first = liveOf(item(state, more), null, new Date(ago(minutes)))
    return liveOf(item(state, more), first, NOW)
  }

  it('is stalled after its time', () => {
    expect(stalledFor(heard(121), 120, NOW)).toBe(121)
    expect(stalledFor(heard(119), 120, NOW)).toBeUndefined()
  })

  it('is not, while something comes', () => {
    const before = liveOf(item('downloading', { leftBytes: 60 }), null, new Date(ago(500)))
    expect(stalledFor(liveOf(item('downloading'), before, NOW), 120, NOW)).toBeUndefined()
  })

  it('is not, while it has to wait or is paused by a person', () => {
    for (const state of ['queued', 'paused', 'checking'] as const) {
      expect(stalledFor(heard(500, state), 120, NOW)).toBeUndefined()
    }
    expect(stalledFor(liveOf(item('stalled'), heard(500, 'paused'), NOW), 120, NOW)).toBeUndefined()
  })

  it('is given up sooner where not even its content is known', () => {
    expect(stalledFor(heard(31, 'downloading', { isWithoutMetadata: true }), 120, NOW)).toBe(31)
    expect(stalledFor(heard(31), 120, NOW)).toBeUndefined()
  })

  it('is left alone while its client does not answer', () => {
    const last = liveOf(item('stalled'), null, new Date(ago(500)))
    expect(stalledFor(last, 120, NOW)).toBeUndefined()
    expect(stalledFor(null, 120, NOW)).toBeUndefined()
  })
})
