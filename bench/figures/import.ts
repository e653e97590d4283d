import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { measured, type Reading } from '../reading.ts'
import { targets } from '../targets.ts'

const run = promisify(execFile)
const program = fileURLToPath(new URL('../../apps/server/test/importing/measure-import.ts', import.meta.url))

/** The import of an audiobook of 500 MB in 50 parts: by second names, and by copying, beside which `cp` and `sync` copy the same. */
export async function importing(): Promise<Reading[]> {
  const { stdout } = await run(process.execPath, [program])
  const { linkMs, copyMs, cpAndSyncMs, rateOfCp } = JSON.parse(stdout) as Record<string, number>
  if (linkMs === undefined || rateOfCp === undefined) throw new Error('the import was not measured')
  const note = `${copyMs} ms; cp and sync took ${cpAndSyncMs} ms`
  return [
    measured('import of an audiobook of 500 MB by hard link', linkMs / 1000, targets.importLink),
    measured('import of an audiobook of 500 MB by copying, against cp', rateOfCp * 100, targets.importCopy, note),
  ]
}
