import { execFileSync } from 'node:child_process'
import { buildMp3 } from '@colophon/formats/audio/testing/build-mp3.ts'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { runImport } from '#domain/importing/import-download.ts'
import { silentLogger } from '#kernel/logger.ts'
import { freshDatabase } from '../support/databases.ts'
import { importWorld, quietly } from './import-world.ts'

/** Measures the import of an audiobook of some 500 MB in 50 parts, by link and by copy, and `cp` of the same folder beside it. */
const PARTS = 50
const MEGABYTES = 10

const fresh = await freshDatabase('sqlite')
const database = openDatabase(fresh.url, silentLogger)
await migrate(database)
const world = importWorld(database)
const track = Buffer.concat([buildMp3([['TALB', 'Long Book']]), Buffer.alloc(MEGABYTES * 1_000_000)])
const files = Object.fromEntries(
  Array.from({ length: PARTS }, (_, at) => [`${String(at + 1).padStart(3, '0')}.mp3`, track]),
)
const source = world.download('long', files)

async function timeOf(mode: string): Promise<number> {
  await database.writer.deleteFrom('settings').where('key', '=', 'import.mode').execute()
  const value = { key: 'import.mode', value: mode, updated_at: new Date().toISOString() }
  await database.writer.insertInto('settings').values(value).execute()
  const id = await world.finished(source, await world.wantedBook(`Long Book ${mode}`, 'Jane Doe', 'audiobook'))
  const started = performance.now()
  await runImport(world.deps, id, quietly())
  const took = performance.now() - started
  const { status, error_message } = await world.row(id)
  if (status !== 'imported') throw new Error(`${status}: ${error_message}`)
  return Math.round(took)
}

await timeOf('hardlink')
const link = await timeOf('auto')
const started = performance.now()
execFileSync('cp', ['-r', source, `${source}-cp`])
execFileSync('sync', ['-f', `${source}-cp`])
const cp = Math.round(performance.now() - started)
const copy = await timeOf('copy')
process.stdout.write(`${JSON.stringify({ linkMs: link, copyMs: copy, cpAndSyncMs: cp, rateOfCp: cp / copy })}\n`)
await world.close()
await database.close()
await fresh.drop()
