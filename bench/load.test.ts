import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LoadPlan, load, startLoad } from './load.ts'

describe('the load generator', () => {
  let server: Server
  let plan: LoadPlan
  const asked: string[] = []
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.statusCode = request.url === '/missing' ? 404 : 200
      setTimeout(() => response.end('{}'), 5)
    })
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    plan = { origin, headers: {}, paths: ['/a', '/b'], connections: 4, warmUp: 8, count: 40, maxSeconds: 10 }
  })
  afterAll(() => server.close())

  it('asks as often as planned, in turn, and counts what comes after warming up', async () => {
    asked.length = 0
    const result = await load(plan)

    expect(result).toMatchObject({ count: 40, failures: {} })
    expect(asked.length).toBe(48)
    expect(asked.filter((path) => path === '/a').length).toBe(24)
    expect(result.p50).toBeGreaterThanOrEqual(4)
    expect(result.p50).toBeLessThanOrEqual(result.p95)
    expect(result.p95).toBeLessThanOrEqual(result.max)
  })

  it('gives no speed for answers that were failures', async () => {
    await expect(load({ ...plan, paths: ['/missing'] })).rejects.toThrow('404')
  })

  it('ends early when it is told to', async () => {
    const { result, stop } = startLoad({ ...plan, count: 1_000_000, pauseMs: 5 })
    setTimeout(stop, 600)
    expect((await result).count).toBeLessThan(2_000)
  })

  it('goes nowhere but to this machine', () => {
    expect(() => startLoad({ ...plan, origin: 'http://books.example.org' })).toThrow('Only this machine')
  })
})
