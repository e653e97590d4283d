import * as contract from '@colophon/contract/acquisition/backups.ts'
import type { FastifyInstance } from 'fastify'
import type { Audit } from '#domain/history/audit.ts'
import { instant, wholeSeconds } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { changeNoter } from './note-change.ts'
import { acquisitionRoute as route } from './route.ts'

/** A copy of the database of one moment. */
export interface Backup {
  name: string
  sizeBytes: number
  modifiedAt: Date
}

/** Made in app/backups.ts. Everything throws `invalid` where the database is none that can be copied so. */
export interface Backups {
  /** The newest first. */
  list(): Promise<Backup[]>
  /** @throws conflict; unavailable where there is no room */
  make(label: string): Promise<Backup & { durationMs: number }>
  /** Has the next start put it in place. @throws invalid for one that cannot be; not-found */
  stage(name: string): Promise<void>
  /** @throws invalid for what is no name of one; not-found */
  remove(name: string): Promise<void>
}

export interface BackupRouteDeps {
  backups: Backups
  audit: Audit
}

/** Backups of the database (acquisition contract 4.30). */
export function backupRoutes(app: FastifyInstance, { backups, audit }: BackupRouteDeps): void {
  const note = changeNoter(audit)

  route(app, contract.listBackups, async () => (await backups.list()).map(present))

  route(app, contract.createBackup, async ({ request, principal }) => {
    const backup = await backups.make(labelIn(request.body))
    await note(principal, 'backup_created', { id: backup.name, name: backup.name })
    return { ...present(backup), durationMs: backup.durationMs }
  })

  route(app, contract.restoreBackup, async ({ params, request, principal }) => {
    if (request.headers['x-confirm-restore'] !== 'true')
      throw invalid('backup.unconfirmed', 'confirm with the header X-Confirm-Restore: true')
    await backups.stage(params.filename)
    await note(principal, 'backup_restored', { id: params.filename, name: params.filename })
    return { message: 'The backup is put in place at the next start. Restart the server now.' }
  })

  route(app, contract.deleteBackup, async ({ params, principal }) => {
    await backups.remove(params.filename)
    await note(principal, 'backup_deleted', { id: params.filename, name: params.filename })
  })
}

const present = ({ name, sizeBytes, modifiedAt }: Backup) => ({
  name,
  size: sizeBytes,
  modTime: wholeSeconds(instant(modifiedAt)),
})

/** So much of a body is looked at; what cannot be read is no label. */
const LOOKED_AT = 4_096

function labelIn(body: unknown): string {
  try {
    const given: unknown = JSON.parse(String(body ?? '').slice(0, LOOKED_AT))
    const label = given !== null && typeof given === 'object' && 'label' in given ? given.label : ''
    return typeof label === 'string' ? label : ''
  } catch {
    return ''
  }
}
