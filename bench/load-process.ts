import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import type { LoadPlan, LoadResult } from './load.ts'

/** The process behind `startLoad`: takes a plan as a line, works until it is done or its input ends, prints the result. */
const lines = createInterface({ input: process.stdin })
const first = await lines[Symbol.asyncIterator]().next()
const plan = JSON.parse(first.value as string) as LoadPlan
let isStopped = false
process.stdin.on('end', () => {
  isStopped = true
})
process.stdin.resume()
process.stdout.write(JSON.stringify(await run(plan)), () => process.exit(0))

async function run({ origin, headers, paths, connections, warmUp, count, maxSeconds, pauseMs }: LoadPlan) {
  const pool = new Pool(origin, { connections, pipelining: 1 })
  const times: number[] = []
  const failures: Record<string, number> = {}
  let asked = 0
  let warm = performance.now()
  const end = warm + maxSeconds * 1000

  const ask = async () => {
    while (asked < warmUp + count && !isStopped && performance.now() < end) {
      const turn = asked++
      if (turn === warmUp) warm = performance.now()
      const start = performance.now()
      const failure = await once(pool, paths[turn % paths.length] ?? '/', headers)
      if (turn >= warmUp) times.push(performance.now() - start)
      if (failure) failures[failure] = (failures[failure] ?? 0) + 1
      if (pauseMs) await sleep(pauseMs)
    }
  }
  await Promise.all(Array.from({ length: connections }, ask))
  const seconds = (performance.now() - warm) / 1000
  await pool.destroy()
  return summarise(times, failures, seconds)
}

async function once(pool: Pool, path: string, headers: Record<string, string>): Promise<string | undefined> {
  try {
    const { statusCode, body } = await pool.request({ method: 'GET', path, headers })
    for await (const _ of body);
    return statusCode === 200 ? undefined : String(statusCode)
  } catch (error) {
    return (error as { code?: string }).code ?? 'error'
  }
}

function summarise(times: number[], failures: Record<string, number>, seconds: number): LoadResult {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
  const count = sorted.length
  return {
    count,
    failures,
    seconds,
    perSecond: count / seconds,
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
  }
}
