import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchOptions } from '../options.ts'
import { cpuSeconds, residentMb } from '../process-facts.ts'
import { informed, measured, median, type Reading, unmeasured } from '../reading.ts'
import { copySeeded } from '../seed.ts'
import { type BenchServer, startServer } from '../server.ts'
import { targets } from '../targets.ts'

const BOOKS = 10_000

/** From the start of the program to its first answer, and what it holds when nobody calls. */
export async function start({ isQuick }: BenchOptions): Promise<Reading[]> {
  const times: number[] = []
  const work: number[] = []
  for (let run = 0; run < (isQuick ? 2 : 5); run++) {
    const server = await startWithBooks()
    times.push(server.startedInMs / 1000)
    work.push(cpuSeconds(server.pid) ?? Number.NaN)
    await server.stop()
  }
  const note = `median of ${times.length}; ${median(work).toFixed(2)} s of processor time`
  const cold = measured('cold start to first answer', median(times), targets.coldStart, note, times)
  return [cold, await idleMemory(isQuick ? 5 : 60)]
}

const startWithBooks = (): Promise<BenchServer> =>
  startServer({ withoutAccount: true, prepare: (dir) => copySeeded(BOOKS, join(dir, 'colophon.db')) })

async function idleMemory(seconds: number): Promise<Reading> {
  const server = await startWithBooks()
  try {
    await sleep(seconds * 1000)
    const value = residentMb(server.pid)
    const what = `memory idle after ${seconds} s`
    if (value === undefined) return unmeasured(what, targets.idleMemory, 'only Linux tells')
    return seconds === 60 ? measured(what, value, targets.idleMemory) : informed(what, value, 'MB')
  } finally {
    await server.stop()
  }
}
