import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import type { Bus, BusMessage } from '#kernel/bus.ts'
import type { Logger } from '#kernel/logger.ts'
import { memoryBus } from './memory.ts'

interface RedisBusOptions {
  url: string
  logger: Logger
  /** Processes of one installation share it. */
  channel?: string
}

/**
 * News between processes. Listeners of this process hear at once and also while Redis is away; the others hear what
 * Redis passes on, and miss what was said while it was away.
 */
export function redisBus({ url, logger, channel = 'colophon:news' }: RedisBusOptions): Bus {
  const origin = randomUUID()
  const local = memoryBus((error) => logger.error({ err: error }, 'a listener of the bus failed'))
  const retryStrategy = (tried: number) => Math.min(tried * 200, 3_000)
  // News are worth nothing later, so they do not queue up while Redis is away.
  const sender = new Redis(url, { retryStrategy, enableOfflineQueue: false, maxRetriesPerRequest: 0 })
  const receiver = new Redis(url, { retryStrategy, maxRetriesPerRequest: null })
  for (const connection of [sender, receiver]) {
    connection.on('error', (error: Error) => logger.debug({ err: error }, 'the bus lost Redis'))
  }
  receiver.subscribe(channel).catch((error: unknown) => logger.warn({ err: error }, 'the bus hears no other process'))
  receiver.on('message', (_channel: string, text: string) => {
    const heard = parse(text)
    if (heard && heard.origin !== origin) local.publish(heard.message)
  })

  return {
    publish(message) {
      local.publish(message)
      sender.publish(channel, JSON.stringify({ origin, message })).catch(() => undefined)
    },
    subscribe: local.subscribe,
    async close() {
      await local.close()
      sender.disconnect()
      receiver.disconnect()
    },
  }
}

function parse(text: string): { origin: string; message: BusMessage } | undefined {
  try {
    return JSON.parse(text) as { origin: string; message: BusMessage }
  } catch {
    return undefined
  }
}
