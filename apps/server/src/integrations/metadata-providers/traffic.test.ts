import { describe, expect, it } from 'vitest'
import type { Time } from './time.ts'
import { createTraffic, type TrafficRules } from './traffic.ts'

/** A clock that jumps to the end of each pause. */
function jumpingTime() {
  let now = 1_000
  const slept: number[] = []
  const time: Time = {
    now: () => now,
    async sleep(ms) {
      slept.push(ms)
      now += ms
    },
  }
  return { time, slept, pass: (ms: number) => (now += ms) }
}

const rules: TrafficRules = { requests: 2, perMs: 1_000, burst: 3, parallel: 10 }
const { signal } = new AbortController()
const open = (changes: Partial<TrafficRules> = {}) => {
  const clock = jumpingTime()
  const traffic = createTraffic({ ...rules, ...changes }, clock.time, () => 10_000)
  const enter = (patience = 100_000) => traffic.enter(clock.time.now() + patience, signal)
  return { ...clock, traffic, enter }
}

describe('traffic to a provider', () => {
  it('lets a burst pass, then goes at its pace', async () => {
    const { enter, slept } = open()
    for (let i = 0; i < 5; i++) expect(await enter()).toBeUndefined()
    expect(slept).toEqual([500, 500])
  })

  it('sends no more than so many at once, and hands a place on', async () => {
    const { enter, traffic } = open({ parallel: 1 })
    await enter()
    let isIn = false
    const second = enter().then(() => {
      isIn = true
    })
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(isIn).toBe(false)
    traffic.leave()
    await second
    expect(isIn).toBe(true)
  })

  it('gives the place of somebody who left the queue to the next one', async () => {
    const { enter, traffic, time } = open({ parallel: 1 })
    await enter()
    const impatient = new AbortController()
    const left = traffic.enter(time.now() + 1_000, impatient.signal)
    const next = enter()
    impatient.abort(new Error('gone'))
    await expect(left).rejects.toThrow('gone')
    traffic.leave()
    expect(await next).toBeUndefined()
  })

  it('leaves it alone for longer with each refusal, then for ten minutes', async () => {
    const { traffic, time, pass } = open()
    const waits = []
    for (let i = 0; i < 5; i++) {
      traffic.refused(time.now(), undefined)
      waits.push(traffic.closedFor())
      pass(traffic.closedFor())
    }
    expect(waits).toEqual([5_000, 15_000, 60_000, 600_000, 600_000])
    traffic.answered()
    traffic.refused(time.now(), undefined)
    expect(traffic.closedFor()).toBe(5_000)
  })

  it('does as it is told, within reason', () => {
    const { traffic, time } = open()
    traffic.refused(time.now(), 42_000)
    expect(traffic.closedFor()).toBe(42_000)
    const other = open()
    other.traffic.refused(other.time.now(), 1e12)
    expect(other.traffic.closedFor()).toBe(3_600_000)
  })

  it('counts requests that were refused together once', async () => {
    const { traffic, time, pass } = open()
    const sentAt = time.now()
    pass(10)
    for (let i = 0; i < 4; i++) traffic.refused(sentAt, undefined)
    expect(traffic.closedFor()).toBe(5_000)
  })

  it('says at once that there is no turn in time', async () => {
    const { traffic, time, enter, slept } = open()
    traffic.refused(time.now(), 60_000)
    expect(await enter(8_000)).toEqual({ forMs: 60_000, reason: 'refused' })
    expect(slept).toEqual([])
    expect(await enter(61_000)).toBeUndefined()
  })

  it('ends with the quota of a day, and begins with the next', async () => {
    const { enter, pass } = open({ perDay: 2 })
    await enter()
    await enter()
    expect(await enter()).toEqual({ forMs: 10_000, reason: 'day' })
    pass(10_000)
    expect(await enter()).toBeUndefined()
  })
})
