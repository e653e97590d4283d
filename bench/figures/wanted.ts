import { join } from 'node:path'
import { sql } from 'kysely'
import { openDatabase } from '../../apps/server/src/database/open.ts'
import { silentLogger } from '../../apps/server/src/kernel/logger.ts'
import { type Measured, summary, underLoad, worst } from '../catalogue.ts'
import type { BenchOptions } from '../options.ts'
import { random } from '../random.ts'
import { count, measured, type Reading } from '../reading.ts'
import { copySeeded } from '../seed.ts'
import { startServer } from '../server.ts'
import { targets } from '../targets.ts'

const WANTED = 20_000
const LIMIT = 50

/** The page of wanted books of a server that waits for every book that it knows: at the start, in the middle, at the end. */
export async function wantedPage(options: BenchOptions): Promise<Reading[]> {
  const size = options.isQuick ? 2_000 : WANTED
  const server = await startServer({
    async prepare(dir) {
      const path = join(dir, 'colophon.db')
      await copySeeded(size, path)
      await wantAll(path)
    },
  })
  try {
    const catalogue = { size, server, options }
    const paths = depths(size)
    await underLoad(catalogue, paths.start ?? [], { warmUp: 0, count: options.isQuick ? 100 : 2_000 })
    const all: Measured[] = []
    for (const [depth, some] of Object.entries(paths)) {
      all.push({ label: depth, result: await underLoad(catalogue, some) })
    }
    const slowest = worst(all)
    const note = `slowest: ${slowest.label}; ${slowest.result.cpuMs.toFixed(2)} ms of processor time each`
    const what = `page of the wanted books p95, ${count(size)} monitored books`
    return [measured(what, slowest.result.p95, targets.wantedPage, note, summary(all))]
  } finally {
    await server.stop()
  }
}

/** As if nobody had any of the books, and every one came from a provider for an author that is followed. */
async function wantAll(path: string) {
  const database = openDatabase(`sqlite:${path}`, silentLogger)
  try {
    const { writer } = database
    await sql`delete from book_files`.execute(writer)
    await sql`update authors set is_monitored = 1, metadata_provider = 'openlibrary'`.execute(writer)
    await sql`update books set status = 'wanted', is_monitored = 1, has_files = 0, is_library_visible = 0,
      metadata_provider = 'openlibrary', author_id = (select c.author_id from book_creators as c
      where c.book_id = books.id order by c.position limit 1)`.execute(writer)
    await sql`analyze`.execute(writer)
  } finally {
    await database.close()
  }
}

function depths(size: number): Record<string, string[]> {
  const dice = random(size)
  const path = (offset: number) => `/api/web/wanted?limit=${LIMIT}&offset=${Math.max(0, Math.floor(offset))}`
  const around = (from: number) => Array.from({ length: 700 }, () => path(from + dice.below(size / 20)))
  return { start: [0, 50, 100, 150].map(path), middle: around(size / 2), end: around(size * 0.95 - LIMIT) }
}
