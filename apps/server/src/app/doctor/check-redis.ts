import { type Finding, note, ok, problem, reasonOf } from './finding.ts'

const OLDEST = 6

/** Whether Redis answers, where one is configured. */
export async function checkRedis(redisUrl: string | null): Promise<Finding> {
  if (redisUrl === null) return ok('Jobs are worked off by the server itself; Redis is not needed.')
  const { Redis } = await import('ioredis')
  const redis = new Redis(redisUrl, { lazyConnect: true, retryStrategy: () => null, connectTimeout: 3_000 })
  redis.on('error', () => {})
  try {
    await redis.connect()
    const version = (await redis.info('server')).match(/redis_version:(\S+)/)?.[1] ?? '0'
    if (Number.parseInt(version, 10) < OLDEST) {
      return problem(`Redis ${version} is too old.`, `Install Redis ${OLDEST} or newer.`)
    }
    const [, policy = ''] = (await redis.config('GET', 'maxmemory-policy').catch(() => [])) as string[]
    return policy === '' || policy === 'noeviction'
      ? ok(`Redis ${version} answers.`)
      : note(
          `Redis ${version} answers, but may drop jobs when its memory is full (${policy}).`,
          'Set maxmemory-policy noeviction.',
        )
  } catch (error) {
    return problem(
      `Redis does not answer: ${reasonOf(error)}.`,
      'Start it, correct --redis-url, or leave it out: one process needs no Redis.',
    )
  } finally {
    redis.disconnect()
  }
}
