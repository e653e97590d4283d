import { randomBytes } from 'node:crypto'
import { mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportDeps } from './import-deps.ts'

type WorkDeps = Pick<ImportDeps, 'disk' | 'workFolder'>

/** Makes a folder for one try of one import, which only this server may enter. Its name is never used again. */
export async function makeWorkFolder({ workFolder }: WorkDeps, downloadId: number): Promise<string> {
  const folder = join(workFolder, `${downloadId}-${randomBytes(6).toString('hex')}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  return folder
}

/** Removes what tries of an import have left. */
export async function clearWorkOf(deps: WorkDeps, downloadId: number): Promise<void> {
  for (const { name, owner } of await workFolders(deps)) {
    if (owner === downloadId) await deps.disk.discard(join(deps.workFolder, name))
  }
}

/** Removes what imports have left that were killed. One that goes on is left alone. @returns how many there were */
export async function clearDeadWork(deps: WorkDeps & Pick<ImportDeps, 'db'>): Promise<number> {
  // In this order: a try that begins after the folders were listed has a folder that is not among them.
  const folders = await workFolders(deps)
  if (folders.length === 0) return 0
  const active = await deps.db
    .selectFrom('jobs')
    .select('payload_json')
    .where('state', '=', 'active')
    .where('name', '=', 'importing.import-download')
    .execute()
  const alive = new Set(active.map(({ payload_json }) => (payload_json as { downloadId: number }).downloadId))
  const dead = folders.filter(({ owner }) => !alive.has(owner))
  for (const { name } of dead) await deps.disk.discard(join(deps.workFolder, name))
  return dead.length
}

async function workFolders({ workFolder }: WorkDeps): Promise<{ name: string; owner: number }[]> {
  const names = await readdir(workFolder).catch(() => [])
  return names.flatMap((name) => {
    const [, owner] = /^(\d+)-[0-9a-f]{12}$/.exec(name) ?? []
    return owner === undefined ? [] : [{ name, owner: Number(owner) }]
  })
}
