import { mkdtempSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createFileCache } from '../filesystem/file-cache.ts'
import { playProvider, recorded } from './testing/play-provider.ts'
import type { Time } from './time.ts'

let played: Awaited<ReturnType<typeof playProvider>>
let folder: string
beforeAll(async () => {
  played = await playProvider('openlibrary', () => undefined)
  folder = mkdtempSync(join(tmpdir(), 'colophon-answers-'))
})
beforeEach(() => {
  played.asked.length = 0
  played.answerWith(found)
})
afterAll(async () => {
  await played.close()
  rmSync(folder, { recursive: true, force: true })
})

const found = () => recorded('openlibrary/search-authors.json')
const nothing = () => recorded('openlibrary/search-empty.json')
const HOUR = 3_600_000

/** Pauses pass at once and are written down. */
function quickTime() {
  let now = 0
  const slept: number[] = []
  const time: Time = {
    now: () => now,
    async sleep(ms) {
      slept.push(ms)
      now += ms
    },
  }
  return { time, slept }
}

describe('asking a provider', () => {
  it('asks once for what is known, and again after a day', async () => {
    let at = Date.now()
    const provider = played.open({}, { clock: { now: () => new Date(at) } })
    for (const hours of [0, 23, 2]) {
      at += hours * HOUR
      expect(await provider.searchAuthors?.('wells')).toHaveLength(2)
    }
    expect(played.asked).toHaveLength(2)
  })

  it('asks again after an hour where there was nothing', async () => {
    let at = Date.now()
    const provider = played.open({}, { clock: { now: () => new Date(at) } })
    played.answerWith(nothing)
    for (const minutes of [0, 59, 2]) {
      at += minutes * 60_000
      expect(await provider.searchAuthors?.('nobody')).toEqual([])
    }
    played.answerWith(() => undefined)
    expect(await provider.work?.('OL7W')).toBeUndefined()
    expect(await provider.work?.('OL7W')).toBeUndefined()
    expect(played.asked).toHaveLength(3)
  })

  it('answers somebody at the page by the clock on the wall', async () => {
    expect(await played.open().searchAuthors?.('wells', { urgency: 'interactive' })).toHaveLength(2)
  })

  it('joins equal questions that are on their way', async () => {
    const provider = played.open()
    const answers = await Promise.all([1, 2, 3].map(() => provider.searchAuthors?.('wells')))
    expect(answers.map((answer) => answer?.length)).toEqual([2, 2, 2])
    expect(played.asked).toHaveLength(1)
  })

  it('lets one leave without taking the answer from the others', async () => {
    const provider = played.open()
    const impatient = new AbortController()
    const left = provider.searchAuthors?.('wells', { signal: impatient.signal })
    const stays = provider.searchAuthors?.('wells')
    impatient.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    expect(await stays).toHaveLength(2)
  })

  it('comes back after the pause that it is told, and after longer ones of its own', async () => {
    const { time, slept } = quickTime()
    const answers = [
      { status: 429, headers: { 'retry-after': '7' } },
      { status: 503, body: '<html>' },
      { body: found() },
    ]
    played.answerWith(() => answers.shift())
    expect(await played.open({}, { time }).searchAuthors?.('wells')).toHaveLength(2)
    expect(slept.map((ms) => Math.round(ms))).toEqual([7_000, 15_000])
  })

  it('does not let somebody at the page wait for long', async () => {
    const { time, slept } = quickTime()
    played.answerWith(() => ({ status: 429, headers: { 'retry-after': '30' } }))
    const provider = played.open({}, { time })
    await expect(provider.searchAuthors?.('wells', { urgency: 'interactive' })).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'provider.busy',
      message: 'Open Library asks to be left alone; try again in 30 seconds',
    })
    expect(slept).toEqual([])
    expect(played.asked).toHaveLength(1)
  })

  it('tries once more after trouble of the moment, and then says so', async () => {
    const { time, slept } = quickTime()
    const answers = [{ status: 500 }, { body: found() }]
    played.answerWith(() => answers.shift())
    expect(await played.open({}, { time }).searchAuthors?.('wells')).toHaveLength(2)
    played.answerWith(() => ({ status: 502 }))
    await expect(played.open({}, { time }).searchAuthors?.('wells')).rejects.toMatchObject({
      kind: 'unavailable',
      message: 'Open Library answered 502',
    })
    expect(slept).toEqual([1_000, 1_000])
  })

  it('takes an older answer when the provider is down, and says since when', async () => {
    const answers = createFileCache(folder, { maxAgeMs: 30 * 24 * HOUR, maxBytes: 1 << 20 })
    await played.open({}, { answers }).searchAuthors?.('wells')
    const before = new Date(Date.now() - 48 * HOUR)
    for (const key of [`openlibrary GET ${played.address}/search/authors.json?q=wells&limit=20 `]) {
      utimesSync(answers.pathOf(key), before, before)
    }
    played.answerWith(() => ({ status: 500 }))
    const since: Date[] = []
    const { time } = quickTime()
    const provider = played.open({}, { answers, time })
    expect(await provider.searchAuthors?.('wells', { onStale: (at) => since.push(at) })).toHaveLength(2)
    expect(since.map((at) => Math.round((at.getTime() - before.getTime()) / 1000))).toEqual([0])
  })

  it('needs no question after a restart for what is on disk', async () => {
    const answers = createFileCache(folder, { maxAgeMs: 30 * 24 * HOUR, maxBytes: 1 << 20 })
    await played.open({}, { answers }).searchAuthors?.('herbert')
    await played.open({}, { answers }).searchAuthors?.('herbert')
    expect(played.asked).toHaveLength(1)
  })

  it('takes no answer that is larger than any of theirs', async () => {
    const { time } = quickTime()
    played.answerWith(() => ({ body: Buffer.alloc(9 << 20, 32) }))
    await expect(played.open({}, { time }).searchAuthors?.('wells')).rejects.toMatchObject({ kind: 'unavailable' })
  })

  it('goes to the internet alone unless an address was given', async () => {
    played.answerWith(() => ({ status: 302, headers: { location: 'http://169.254.169.254/latest' } }))
    const { time } = quickTime()
    await expect(played.open({}, { time }).searchAuthors?.('wells')).rejects.toMatchObject({ code: 'provider.down' })
  })
})
