import { createBookPool } from '@colophon/formats/workers/pool.ts'
import { openDatabase } from '#database/open.ts'
import type { ImportDisk } from '#domain/importing/import-disk.ts'
import { runImport } from '#domain/importing/import-download.ts'
import { importDisk } from '#integrations/filesystem/import-disk.ts'
import { systemClock } from '#kernel/clock.ts'
import { silentLogger } from '#kernel/logger.ts'
import { recording } from '../support/recording.ts'
import { quietly } from './import-world.ts'

/** Imports a download and kills itself after one of its steps, or says how many there were. */
const { url, downloadId, folders, workFolder, killAt } = JSON.parse(process.argv[2] ?? '') as {
  url: string
  downloadId: number
  folders: { library: string; audiobooks: string; downloads: string; audiobookDownloads: null }
  workFolder: string
  killAt: number
}

let steps = 0
function step(): void {
  steps += 1
  if (steps === killAt) process.kill(process.pid, 'SIGKILL')
}

const database = openDatabase(url, silentLogger)
const pool = createBookPool({ size: 1 })
const { transaction } = recording(database)
const disk = importDisk(pool)
const CHANGING = ['stage', 'commit', 'exchange', 'rename', 'discard', 'recycle', 'remove', 'pruneEmpty'] as const
const watched = { ...disk } as Record<string, unknown>
for (const name of CHANGING) {
  const real = disk[name] as (...given: unknown[]) => Promise<unknown>
  watched[name] = async (...given: unknown[]) => {
    const result = await real(...given)
    step()
    return result
  }
}
const deps = {
  ...{ db: database.reader, dialect: database.dialect, pool, folders, workFolder, clock: systemClock },
  downloadFolders: { pathRemap: '' },
  disk: watched as unknown as ImportDisk,
  transaction: (async (work) => {
    const result = await transaction(work)
    step()
    return result
  }) as typeof transaction,
}
await runImport(deps, downloadId, quietly())
process.stdout.write(String(steps))
await pool.close()
await database.close()
