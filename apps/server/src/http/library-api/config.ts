import {
  getConfigStatus,
  getRegistration,
  getSmtp,
  getWatchFolder,
  setRegistration,
  setSmtp,
  setWatchFolder as setWatchFolderEndpoint,
  testSmtp,
} from '@colophon/contract/library/config.ts'
import type { FastifyInstance } from 'fastify'
import type { Database, Transaction } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import { realAddress } from '#domain/identity/named-accounts.ts'
import { findUser } from '#domain/identity/user-store.ts'
import { readWatchFolder, setWatchFolder } from '#domain/library/watch-folder.ts'
import { isMailbox } from '#domain/settings/mailbox.ts'
import type { Mailer } from '#domain/settings/mailer.ts'
import { isRegistrationDisabled, setRegistrationDisabled } from '#domain/settings/registration.ts'
import { isSmtpReady, readSmtpSettings, type SmtpDeps, setSmtpSettings } from '#domain/settings/smtp-settings.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { route } from '../route.ts'

export interface ConfigDeps extends SmtpDeps {
  mailer: Mailer
  database: Database
  transaction: Transaction
  clock: Clock
  audit: Audit
}

export function configRoutes(app: FastifyInstance, deps: ConfigDeps): void {
  const { database, transaction, clock, audit } = deps
  const db = database.reader
  smtpRoutes(app, deps)

  route(app, getConfigStatus, async ({ principal }) => ({
    oidc_configured: false,
    smtp_configured: isSmtpReady(await readSmtpSettings(deps)),
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

/** By which server mails go out (library contract 10.4 to 10.6). */
function smtpRoutes(app: FastifyInstance, deps: ConfigDeps): void {
  const { audit, mailer, smtpEnvironment } = deps

  route(app, getSmtp, async () => {
    const { password, ...shown } = await readSmtpSettings(deps)
    return { ...shown, password_set: password !== '', env_override: smtpEnvironment !== null }
  })

  route(app, setSmtp, async ({ body, principal }) => {
    const { host, from } = await setSmtpSettings(deps, {
      host: body.host ?? '',
      port: body.port ?? '',
      username: body.username ?? '',
      password: body.password ?? undefined,
      from: body.from ?? '',
      tls: body.tls ?? '',
    })
    await audit({
      by: principal,
      action: 'smtp.config_updated',
      entityType: 'config',
      entityId: 'smtp',
      metadata: { host, from },
    })
    if (smtpEnvironment) return { message: 'saved, but SMTP_HOST is set in the environment, and what it says is used' }
    return { message: 'mail server saved' }
  })

  route(app, testSmtp, async ({ principal }) => {
    const user = await findUser(deps.database.reader, principal.userId)
    const to = user ? realAddress(user.email) : undefined
    if (to === undefined || !isMailbox(to)) throw invalid('smtp.receiver', 'your account has no address for mails')
    await mailer.send({
      to,
      subject: 'Test of your mail settings',
      text: 'This mail was sent to try the mail settings of your book server. They work.',
    })
    return { message: `Test email sent to ${to}` }
  })
}
