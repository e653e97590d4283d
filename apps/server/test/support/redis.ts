import { Redis } from 'ioredis'

export const redisUrl = process.env.TEST_REDIS_URL ?? 'redis://127.0.0.1:6379'

async function answers(): Promise<boolean> {
  const client = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 1_500 })
  client.on('error', () => undefined)
  try {
    await client.connect()
    await client.ping()
    return true
  } catch {
    return false
  } finally {
    client.disconnect()
  }
}

/** Whether a Redis server is there; `.ci/run` insists on it. */
export const hasRedis = await answers()
if (!hasRedis && process.env.REQUIRE_SERVICES === '1') throw new Error(`Redis does not answer at ${redisUrl}`)

/** Forgets all keys below a prefix, as if the server had lost them. */
export async function forgetKeys(prefix: string): Promise<void> {
  const client = new Redis(redisUrl)
  const keys = await client.keys(`${prefix}:*`)
  if (keys.length > 0) await client.unlink(...keys)
  client.disconnect()
}
