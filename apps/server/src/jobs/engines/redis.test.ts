import { afterAll, beforeAll, describe } from 'vitest'
import { engineContract } from '#test/jobs/engine-contract.ts'
import { redisAway, redisTrouble } from '#test/jobs/redis-trouble.ts'
import { hasRedis } from '#test/support/redis.ts'
import { canStartRedis, ownRedisServer, type RedisServer } from '#test/support/redis-server.ts'

describe.skipIf(!hasRedis)('with a Redis server', () => {
  engineContract('redis')
  redisTrouble()
})

describe.skipIf(!canStartRedis)('with a Redis server of our own', () => {
  let server: RedisServer
  beforeAll(async () => {
    server = await ownRedisServer()
  })
  afterAll(() => server.kill())
  redisAway(() => server)
})
