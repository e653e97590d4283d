import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { sha256 } from './books.ts'
import type { Installation } from './installation.ts'

/** What must be there. */
export interface Expected {
  /** Files that were put into the folder, or whose upload was accepted. */
  certain: Set<string>
  /** All contents that ever existed: an upload without an answer may have arrived or not. */
  possible: Set<string>
}

/** Waits until no job runs or is due. */
export async function untilIdle({ database }: Installation): Promise<void> {
  const end = Date.now() + 120_000
  let calm = 0
  while (Date.now() < end) {
    const soon = new Date(Date.now() + 60_000).toISOString()
    const busy = await sql<{ name: string; state: string }>`select name, state from jobs
      where state = 'active' or (state = 'waiting' and run_at <= ${soon})`.execute(database.reader)
    calm = busy.rows.length === 0 ? calm + 1 : 0
    if (calm >= 3) return
    await sleep(200)
  }
  const left = await sql`select name, state, attempts_made, run_at, error from jobs
    where state in ('active', 'waiting')`.execute(database.reader)
  throw new Error(`jobs did not end: ${JSON.stringify(left.rows).slice(0, 1_000)}`)
}

/** Makes what lies in the staging folder look old, so that the next scan may take it for abandoned. */
export function ageStaged({ books }: Installation): void {
  for (const path of filesBelow(join(books, '.uploads'))) utimesSync(path, 1_700_000_000, 1_700_000_000)
}

/** Sentences about everything that is lost, doubled or half done. */
export async function findFaults(
  { books, database }: Installation,
  { certain, possible }: Expected,
): Promise<string[]> {
  const faults: string[] = []
  const onDisk = filesBelow(books)
  const staged = filesBelow(join(books, '.uploads'))
  if (staged.length > 0) faults.push(`${staged.length} uploads were left staged: ${staged.slice(0, 3).join(', ')}`)

  const contents = new Map<string, string>()
  for (const path of onDisk) {
    const content = sha256(readFileSync(path))
    if (!possible.has(content)) faults.push(`half written: ${path}`)
    const twin = contents.get(content)
    if (twin) faults.push(`on disk twice: ${twin} and ${path}`)
    contents.set(content, path)
  }
  const lost = [...certain].filter((content) => !contents.has(content))
  if (lost.length > 0) faults.push(`${lost.length} files are gone from the disk`)

  const rows = await database.reader
    .selectFrom('book_files')
    .select(['file_path', 'book_id', 'missing_since'])
    .execute()
  const times = new Map<string, number>()
  for (const { file_path } of rows) times.set(file_path, (times.get(file_path) ?? 0) + 1)
  for (const path of onDisk) {
    const count = times.get(path) ?? 0
    if (count !== 1) faults.push(`${count === 0 ? 'not listed' : `listed ${count} times`}: ${path}`)
  }
  for (const { file_path, missing_since } of rows) {
    if (!existsSync(file_path)) faults.push(`listed, but not there: ${file_path}`)
    else if (missing_since) faults.push(`there, but called missing: ${file_path}`)
  }
  const { count } = await database.reader
    .selectFrom('books')
    .select((e) => e.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  if (Number(count) !== onDisk.length) faults.push(`${count} books for ${onDisk.length} files of different works`)
  return faults
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name.startsWith('.') ? [] : filesBelow(path)
    return [path]
  })
}
