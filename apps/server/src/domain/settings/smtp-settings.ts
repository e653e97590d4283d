import { isIP } from 'node:net'
import type { Db, Transaction } from '#database/open.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { parseMailbox } from './mailbox.ts'
import { readSettings, writeSettings } from './settings-store.ts'

export const TLS_MODES = ['none', 'starttls', 'tls'] as const
export type TlsMode = (typeof TLS_MODES)[number]

/** By which server mails go out. Empty texts where nothing is set. */
export interface SmtpSettings {
  host: string
  port: string
  username: string
  password: string
  /** A mailbox, bare or with a name. */
  from: string
  tls: string
}

export interface SmtpDeps {
  db: Db
  secrets: SecretBox
  /** What the environment says; then nothing else counts. */
  smtpEnvironment: SmtpSettings | null
}

const KEY = {
  host: 'library.server.smtp_host',
  port: 'library.server.smtp_port',
  username: 'library.server.smtp_username',
  password: 'library.server.smtp_password',
  from: 'library.server.smtp_from',
  tls: 'library.server.smtp_tls',
} as const

const USUAL_PORT = '587'
const USUAL_TLS = 'starttls'

/** What holds: the environment where it names a server, else what is stored. */
export async function readSmtpSettings({ db, secrets, smtpEnvironment }: SmtpDeps): Promise<SmtpSettings> {
  if (smtpEnvironment) return smtpEnvironment
  return readStored({ db, secrets })
}

async function readStored({ db, secrets }: Pick<SmtpDeps, 'db' | 'secrets'>): Promise<SmtpSettings> {
  const stored = await readSettings(db, Object.values(KEY))
  return {
    host: stored[KEY.host] ?? '',
    port: stored[KEY.port] || USUAL_PORT,
    username: stored[KEY.username] ?? '',
    password: secrets.open(stored[KEY.password]) ?? '',
    from: stored[KEY.from] ?? '',
    tls: stored[KEY.tls] || USUAL_TLS,
  }
}

/** Whether mails can be sent at all: somebody named a server and who they come from. */
export const isSmtpReady = ({ host, from }: SmtpSettings): boolean => host !== '' && parseMailbox(from) !== undefined

export interface SmtpInput {
  host: string
  port: string
  username: string
  /** Undefined keeps the stored one, for the same user name. */
  password: string | undefined
  from: string
  tls: string
}

/**
 * Stores by which server mails go out.
 * @throws invalid
 */
export async function setSmtpSettings(
  deps: Pick<SmtpDeps, 'db' | 'secrets'> & { transaction: Transaction; clock: Clock },
  input: SmtpInput,
): Promise<SmtpSettings> {
  const before = await readStored(deps)
  const username = input.username.trim()
  const settings: SmtpSettings = {
    host: input.host.trim(),
    port: input.port.trim() || USUAL_PORT,
    username,
    password: username === '' ? '' : passwordOf(input.password, username, before),
    from: input.from.trim(),
    tls: input.tls.trim() || USUAL_TLS,
  }
  if (/[\p{Cc}]/u.test(input.from)) throw refuse('from', 'from is one line')
  checkSmtpSettings(settings)
  const sealed = settings.password === '' ? '' : deps.secrets.seal(settings.password)
  await deps.transaction((trx) =>
    writeSettings(
      trx,
      {
        [KEY.host]: settings.host,
        [KEY.port]: settings.port,
        [KEY.username]: settings.username,
        [KEY.password]: sealed,
        [KEY.from]: settings.from,
        [KEY.tls]: settings.tls,
      },
      deps.clock.now(),
    ),
  )
  return settings
}

function passwordOf(given: string | undefined, username: string, before: SmtpSettings): string {
  if (given) return given
  if (before.username === username && before.password !== '') return before.password
  throw refuse('password', 'a password is needed with this user name')
}

/** @throws invalid where mails cannot be sent by these settings */
export function checkSmtpSettings({ host, port, username, from, tls }: SmtpSettings): void {
  if (host === '') throw refuse('host', 'a mail server is needed')
  if (isIP(host) === 0 && !/^(?=.{1,253}$)[a-z\d]([a-z\d.-]*[a-z\d])?$/i.test(host))
    throw refuse('host', 'the mail server is a name or an address, without a port or a path')
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65_535)
    throw refuse('port', 'the port is a number from 1 to 65535')
  if (!parseMailbox(from)) throw refuse('from', 'from is an address such as books@example.org')
  if (!TLS_MODES.some((mode) => mode === tls)) throw refuse('tls', `tls is one of ${TLS_MODES.join(', ')}`)
  if (tls === 'none' && username !== '' && !isThisMachine(host))
    throw refuse('tls', 'without encryption a password may only go to this machine')
}

const isThisMachine = (host: string) => host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)

const refuse = (what: string, message: string) => invalid(`smtp.${what}`, message)
