import { join } from 'node:path'
import { type LoadResult, load } from './load.ts'
import type { BenchOptions } from './options.ts'
import { cpuSeconds } from './process-facts.ts'
import { copySeeded } from './seed.ts'
import { type BenchServer, startServer } from './server.ts'

/** A server over a database with many books. */
export interface Catalogue {
  size: number
  server: BenchServer
  options: BenchOptions
}

/** It has been running for a while: its code is compiled, as it is in a server that somebody uses. */
export async function openCatalogue(size: number, options: BenchOptions): Promise<Catalogue> {
  const prepare = (dir: string) => copySeeded(size, join(dir, 'colophon.db'))
  const server = await startServer({ prepare, ...(options.profileDir ? { profileDir: options.profileDir } : {}) })
  const catalogue = { size, server, options }
  try {
    if (!options.isQuick) await underLoad(catalogue, EVERYDAY, { warmUp: 0, count: 2_000 })
    return catalogue
  } catch (error) {
    await server.stop()
    throw error
  }
}

const EVERYDAY = ['/api/web/books?limit=50&offset=100', '/api/books?limit=50&offset=100', '/api/web/search?q=zzz']

export const FULL = { warmUp: 100, count: 600 }
export const QUICK = { warmUp: 40, count: 200 }

/** Eight connections that ask as fast as they are answered. `cpuMs`: what the server worked for each answer. */
export async function underLoad(
  { server, options }: Catalogue,
  paths: string[],
  { warmUp, count, connections = 8 }: { warmUp: number; count: number; connections?: number } = options.isQuick
    ? QUICK
    : FULL,
): Promise<LoadResult & { cpuMs: number }> {
  const plan = {
    origin: server.origin,
    headers: server.headers,
    paths,
    connections,
    warmUp,
    count,
    maxSeconds: 60,
  }
  const before = cpuSeconds(server.pid) ?? Number.NaN
  const result = await load(plan)
  const worked = (cpuSeconds(server.pid) ?? Number.NaN) - before
  return { ...result, cpuMs: (worked * 1000) / (result.count + warmUp) }
}

export interface Measured {
  label: string
  result: LoadResult & { cpuMs: number }
}

/** The slowest of several loads: a target holds for each of them. */
export function worst(all: Measured[]): Measured {
  return all.reduce((slowest, one) => (one.result.p95 > slowest.result.p95 ? one : slowest))
}

/** What the results file keeps of a load. */
export const summary = (all: Measured[]) =>
  Object.fromEntries(
    all.map(({ label, result: { p50, p95, p99, max, perSecond, cpuMs } }) => [
      label,
      { p50, p95, p99, max, perSecond, cpuMs },
    ]),
  )
