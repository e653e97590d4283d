import { constants } from 'node:fs'
import { access, stat, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Finding, note, ok, problem } from './finding.ts'

const LITTLE_BYTES = 1024 ** 3

/** Whether Colophon can keep its own files: database, covers, secrets. */
export async function checkDataFolder(dataDir: string): Promise<Finding[]> {
  if (!(await exists(dataDir))) {
    const parent = await firstThatExists(dirname(dataDir))
    return (await isWritable(parent))
      ? [ok(`The data folder ${dataDir} will be made at the first start.`)]
      : [
          problem(
            `The data folder ${dataDir} cannot be made: no permission for ${parent}.`,
            'Choose another one with --data-dir, or make it and give it to this account (chown).',
          ),
        ]
  }
  if (!(await isWritable(dataDir))) {
    return [
      problem(
        `No permission to write into the data folder ${dataDir}.`,
        `Give it to this account: chown -R ${process.getuid?.() ?? ''} ${dataDir}`,
      ),
    ]
  }
  const findings = [ok(`The data folder ${dataDir} can be written to.`)]
  const { bavail, bsize } = await statfs(dataDir)
  if (bavail * bsize < LITTLE_BYTES)
    findings.push(
      note(
        'Less than 1 GB is free on the disk of the data folder.',
        'Make room: covers and the database grow with the library.',
      ),
    )
  const secrets = await stat(join(dataDir, 'secrets')).catch(() => undefined)
  if (secrets && (secrets.mode & 0o077) !== 0) {
    findings.push(
      problem(
        'Other accounts of this machine may read the secrets of this installation.',
        `chmod -R go= ${join(dataDir, 'secrets')}`,
      ),
    )
  }
  return findings
}

const exists = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  )

const isWritable = (path: string) =>
  access(path, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  )

async function firstThatExists(path: string): Promise<string> {
  return (await exists(path)) || path === dirname(path) ? path : firstThatExists(dirname(path))
}
