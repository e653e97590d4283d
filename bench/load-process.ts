import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LoadPlan, LoadResult } from './load.ts'
import { LoadConnection } from './load-connection.ts'

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
  const times: number[] = []
  const failures: Record<string, number> = {}
  let asked = 0
  let warm = performance.now()
  const end = warm + maxSeconds * 1000

  const ask = async () => {
    let connection = new LoadConnection(new URL(origin), headers)
    while (asked < warmUp + count && !isStopped && performance.now() < end) {
      const turn = asked++
      if (turn === warmUp) warm = performance.now()
      const start = performance.now()
      const failure = await connection.get(paths[turn % paths.length] ?? '/').then(
        (status) => (status === 200 ? undefined : String(status)),
        (error: Error & { code?: string }) => error.code ?? error.message,
      )
      if (turn >= warmUp) times.push(performance.now() - start)
      if (failure) {
        failures[failure] = (failures[failure] ?? 0) + 1
        connection.close()
        connection = new LoadConnection(new URL(origin), headers)
      }
      if (pauseMs) await sleep(pauseMs)
    }
    connection.close()
  }
  await Promise.all(Array.from({ length: connections }, ask))
  const seconds = (performance.now() - warm) / 1000
  return summarise(times, failures, seconds)
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
