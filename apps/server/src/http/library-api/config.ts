import {
  getConfigStatus,
  getRegistration,
  getWatchFolder,
  setRegistration,
  setWatchFolder as setWatchFolderEndpoint,
} from '@colophon/contract/library/config.ts'
import type { FastifyInstance } from 'fastify'
import type { Database, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { readWatchFolder, setWatchFolder } from '#domain/library/watch-folder.ts'
import { isRegistrationDisabled, setRegistrationDisabled } from '#domain/settings/registration.ts'
import type { Clock } from '#kernel/clock.ts'
import { route } from '../route.ts'

export interface ConfigDeps {
  database: Database
  transaction: Transaction
  clock: Clock
  audit: Audit
}

export function configRoutes(app: FastifyInstance, deps: ConfigDeps): void {
  const { database, transaction, clock, audit } = deps
  const db = database.reader

  route(app, getConfigStatus, ({ principal }) => ({
    oidc_configured: false,
    smtp_configured: false,
    is_admin: principal.isAdmin,
  }))

  route(app, getWatchFolder, async () => {
    const { path, libraryId } = await readWatchFolder(db)
    return { path, library_id: libraryId }
  })

  route(app, setWatchFolderEndpoint, async ({ body, principal }) => {
    const asked = { path: body.path ?? '', libraryId: body.library_id ?? '' }
    const { path, libraryId } = await setWatchFolder({ transaction, clock }, asked)
    await audit({
      by: principal,
      action: 'watch_folder.config_updated',
      entityType: 'config',
      entityId: 'watch_folder',
      metadata: { path, library_id: libraryId },
    })
    return { message: path === '' ? 'no folder is watched any more' : 'watch folder saved' }
  })

  route(app, getRegistration, async () => ({ registration_disabled: await isRegistrationDisabled(db) }))

  route(app, setRegistration, async ({ body, principal }) => {
    const registration_disabled = body.registration_disabled ?? false
    await transaction((trx) => setRegistrationDisabled(trx, registration_disabled, clock.now()))
    await audit({
      by: principal,
      action: 'registration.config_updated',
      entityType: 'config',
      entityId: 'registration',
      metadata: { registration_disabled },
    })
    return { registration_disabled }
  })
}
