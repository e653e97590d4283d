import { randomBytes } from 'node:crypto'
import { afterEach, describe, expect, it } from 'vitest'
import type { Bus, BusMessage } from '#kernel/bus.ts'
import { silentLogger } from '#kernel/logger.ts'
import { hasRedis, redisUrl } from '#test/support/redis.ts'
import { until } from '#test/support/until.ts'
import { memoryBus } from './memory.ts'
import { redisBus } from './redis.ts'

const open: Bus[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((bus) => bus.close()))
})
const opened = (bus: Bus) => {
  open.push(bus)
  return bus
}
const listen = (bus: Bus) => {
  const heard: BusMessage[] = []
  return { heard, stop: bus.subscribe((message) => heard.push(message)) }
}

const kinds: [string, boolean, () => Bus][] = [
  ['memory', true, () => memoryBus()],
  ['redis', hasRedis, () => redisBus({ url: redisUrl, logger: silentLogger, channel: randomBytes(6).toString('hex') })],
]
for (const [name, isThere, make] of kinds) {
  describe.skipIf(!isThere)(`the ${name} bus`, () => {
    it('tells every listener of this process at once, and none that left', () => {
      const bus = opened(make())
      const [one, two] = [listen(bus), listen(bus)]
      two.stop()
      bus.publish({ topic: 'scan', data: 1 })
      expect(one.heard).toEqual([{ topic: 'scan', data: 1 }])
      expect(two.heard).toEqual([])
    })

    it('is not silenced by a listener that throws', () => {
      const bus = opened(make())
      bus.subscribe(() => {
        throw new Error('no')
      })
      const { heard } = listen(bus)
      bus.publish({ topic: 'scan', data: 1 })
      expect(heard).toHaveLength(1)
    })
  })
}

describe.skipIf(!hasRedis)('the redis bus between processes', () => {
  it('carries news to the others, and tells nobody twice', async () => {
    const channel = randomBytes(6).toString('hex')
    const make = () => opened(redisBus({ url: redisUrl, logger: silentLogger, channel }))
    const [here, there] = [make(), make()]
    const [own, other] = [listen(here), listen(there)]
    // Until both have subscribed, news are lost; that is what a bus is.
    await until(() => {
      here.publish({ topic: 'hello', data: null })
      return other.heard.length > 0
    })
    here.publish({ topic: 'place', userId: 3, data: { fraction: 0.5 } })
    await until(() => other.heard.some(({ topic }) => topic === 'place'))
    expect(other.heard.at(-1)).toEqual({ topic: 'place', userId: 3, data: { fraction: 0.5 } })
    expect(own.heard.filter(({ topic }) => topic === 'place')).toHaveLength(1)
  })
})

it('tells its own process also where no Redis answers', async () => {
  const bus = opened(redisBus({ url: 'redis://127.0.0.1:1', logger: silentLogger }))
  const { heard } = listen(bus)
  bus.publish({ topic: 'scan', data: 1 })
  expect(heard).toHaveLength(1)
})
