import { setTimeout as sleep } from 'node:timers/promises'
import type { Composed } from '#app/compose.ts'
import { requestScan } from '#domain/library/request-scan.ts'
import { type Command, Trouble } from '../command.ts'
import { configurationOf, dataOptions, redisOption } from '../configuration.ts'

/** How often the state of running scans is looked at. */
const LOOK_MS = 250

/**
 * This process works off the jobs itself, so it does not matter whether a server runs. Whoever takes the scan, its end is
 * read from the rows.
 */
export const scan: Command = {
  words: '[LIBRARY…]',
  about:
    'Compares the folders of libraries with what is recorded, and waits until that is done. All libraries unless named.',
  options: { ...dataOptions, ...redisOption },
  notes: 'A library is given by its name or id. Exit code 1 when a scan could not do all it was asked.',
  async run(call) {
    const config = {
      ...configurationOf(call),
      role: 'worker' as const,
      log: { level: 'error' as const, format: 'text' as const },
    }
    const [{ compose }, { createLogger }] = await Promise.all([import('#app/compose.ts'), import('#app/logger.ts')])
    const process = await compose(config, { logger: createLogger(config.log) })
    try {
      await process.start()
      const libraries = await chosenLibraries(process, call.words)
      const runs = await scanAll(process, libraries)
      for (const run of runs) call.print(summary(run))
      return runs.every(({ state }) => state === 'done') ? 0 : 1
    } finally {
      await process.stop()
    }
  },
}

interface Library {
  id: number
  public_id: string
  name: string
}

async function chosenLibraries({ database }: Composed, words: string[]): Promise<Library[]> {
  const all = await database.reader.selectFrom('libraries').select(['id', 'public_id', 'name']).orderBy('id').execute()
  if (words.length === 0) return all
  return words.map((word) => {
    const found = all.find(({ name, public_id }) => name === word || public_id === word)
    const names = all.map(({ name }) => name).join(', ') || 'none'
    if (!found) throw new Trouble(`There is no library “${word}”. There are: ${names}.`)
    return found
  })
}

/** Asks for a scan of each library and waits for the run that follows. */
async function scanAll(process: Composed, libraries: Library[]) {
  const { database, transaction } = process
  const before = await lastRunOf(process)
  for (const { public_id } of libraries) await requestScan({ db: database.reader, transaction }, public_id)
  for (;;) {
    const rows = await database.reader
      .selectFrom('scan_runs')
      .selectAll()
      .where('id', '>', before)
      .where('finished_at', 'is not', null)
      .orderBy('id')
      .execute()
    const runs = libraries.map(({ id, name }) => ({ name, run: rows.findLast(({ library_id }) => library_id === id) }))
    if (runs.every(({ run }) => run)) return runs.flatMap(({ name, run }) => (run ? [{ ...run, name }] : []))
    await sleep(LOOK_MS)
  }
}

async function lastRunOf({ database }: Composed): Promise<number> {
  const last = await database.reader
    .selectFrom('scan_runs')
    .select('id')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return last?.id ?? 0
}

type Run = Awaited<ReturnType<typeof scanAll>>[number]

function summary(run: Run): string {
  const counts = [
    `${run.files_found} files`,
    `${run.files_added} new`,
    `${run.files_changed} changed`,
    `${run.files_moved} moved`,
    `${run.files_missing} missing`,
    `${run.files_failed} with problems`,
  ]
  return [`${run.name}: ${counts.join(', ')}.`, run.message].filter(Boolean).join(' ')
}
