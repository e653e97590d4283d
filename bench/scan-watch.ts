import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BenchServer } from './server.ts'

const BETWEEN_LOOKS_MS = 100

/**
 * Makes a library over folders; its first scan starts by itself, and files stay where they are.
 * @returns the id of the library
 */
export async function makeLibrary(server: BenchServer, name: string, paths: string[]): Promise<string> {
  const body = { name, paths, organization_type: 'none', monitored: true }
  const { id } = await server.ask<{ id: string }>('POST', '/api/libraries', body)
  return id
}

/**
 * Reads every file once, so that the operating system has them in memory: on a slow disk a scan would else measure that,
 * and on a machine that gives memory back early, how long ago somebody read them.
 */
export function readOnce(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile()) readFileSync(join(entry.parentPath, entry.name))
  }
}

/** How many books the list tells of. */
export async function listed(server: BenchServer, query = ''): Promise<number> {
  const search = query === '' ? '' : `&query=${encodeURIComponent(query)}`
  const { total } = await server.ask<{ total: number }>('GET', `/api/books?limit=1${search}`)
  return total
}

/**
 * Asks again and again until it is so.
 * @returns the seconds it took
 * @throws where nothing moved for a minute, or `maxSeconds` have passed
 */
export async function until(
  what: string,
  maxSeconds: number,
  look: () => Promise<{ isSo: boolean; at: number }>,
): Promise<number> {
  const start = performance.now()
  let [last, moved] = [-1, start]
  for (;;) {
    const { isSo, at } = await look()
    const now = performance.now()
    if (isSo) return (now - start) / 1000
    if (at !== last) [last, moved] = [at, now]
    if (now - moved > 60_000 || now - start > maxSeconds * 1000) throw new Error(`${what}: stopped at ${at}`)
    await sleep(BETWEEN_LOOKS_MS)
  }
}

/** Pictures that are drawn or cannot be, of all that were found. */
export function coverCounts({ db }: BenchServer): Promise<{ total: number; drawn: number; failed: number }> {
  const { countAll, count } = db.fn
  return db
    .selectFrom('covers')
    .select([
      countAll<number>().as('total'),
      count<number>('rendered_at').as('drawn'),
      count<number>('error').as('failed'),
    ])
    .executeTakeFirstOrThrow()
}

/** The last scan of any library that has ended. */
export function lastScan({ db }: BenchServer) {
  return db
    .selectFrom('scan_runs')
    .selectAll()
    .where('finished_at', 'is not', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
}

/** Waits until everything that a scan left to be done in the background (covers, files beside the books) is done. */
export async function rest({ db }: BenchServer): Promise<void> {
  await until('Work in the background', 1_800, async () => {
    const jobs = db.selectFrom('jobs').select(db.fn.countAll<number>().as('n'))
    const due = jobs.where('state', 'in', ['active', 'waiting']).where('run_at', '<=', new Date().toISOString())
    const drawn = db.selectFrom('covers').select(db.fn.count<number>('large_at').as('n'))
    const [left, done, large] = await Promise.all(
      [due, jobs.where('state', '=', 'completed'), drawn].map(
        async (query) => (await query.executeTakeFirst())?.n ?? 0,
      ),
    )
    return { isSo: left === 0, at: (done ?? 0) + (large ?? 0) }
  })
}
