import { isAbsolute, join, resolve } from 'node:path'
import type { SmtpSettings } from '#domain/settings/smtp-settings.ts'
import { clientAddress } from '#http/limits/client-address.ts'
import { normaliseUrlBase } from '#http/url-base.ts'
import { invalid } from '#kernel/errors.ts'
import { type AcquisitionConfig, readAcquisitionConfig } from './acquisition-config.ts'
import { type AcquisitionFolders, readAcquisitionFolders } from './acquisition-folders.ts'
import { type Environment, environment, ownNames } from './environment.ts'
import { type ProviderConfig, readProviderConfig } from './provider-config.ts'

export type ProcessRole = 'all' | 'web' | 'worker'
export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

/** Everything that has to be known before the database opens. What changes at run time is in domain/settings. */
export interface Config {
  role: ProcessRole
  host: string
  port: number
  /** Absolute. */
  dataDir: string
  /** `postgres://…` or `sqlite:<path>`. */
  databaseUrl: string
  /** Null: jobs are worked off by the database and this process. */
  redisUrl: string | null
  urlBase: string
  publicUrl: string | null
  /** Null: made at the first start and kept in the data directory. */
  jwtSecret: string | null
  hasSecureCookies: boolean
  isSignupDisabled: boolean
  trustedProxies: string[]
  corsOrigins: string[]
  isRateLimitDisabled: boolean
  /** Tests only: guarded requests may reach this machine. */
  isPrivateOutboundAllowed: boolean
  initialAdmin: { name: string; email: string; password: string } | null
  oidc: OidcConfig | null
  acquisition: AcquisitionConfig
  folders: AcquisitionFolders
  providers: ProviderConfig
  /** By which server mails go out; null: as it is set in the pages. */
  smtp: SmtpSettings | null
  /** Seals secrets in the database. Null: made at the first start and kept in the data directory. */
  settingsKey: string | null
  log: { level: LogLevel; format: 'json' | 'text' }
  /** How long running requests and jobs get when the process is asked to end. */
  shutdownGraceMs: number
}

export interface OidcConfig {
  issuerUrl: string
  clientId: string
  clientSecret: string
  redirectUri: string
}

/** What was said on the command line. */
export interface ConfigFlags {
  role?: string
  host?: string
  port?: string
  dataDir?: string
  databaseUrl?: string
  redisUrl?: string
  urlBase?: string
}

const DEFAULT_PORT = 8787
/** HS256 wants a key at least as long as its digest. */
const SECRET_BYTES = 32
/** The whole of it: whoever asked for the end insists after ten seconds. */
const LONGEST_GRACE_MS = 9_000

/**
 * Reads and checks the configuration once. Flags win over variables, except for the port (library contract 34). Names
 * of both contracts are understood; `NAME_FILE` names a file that holds the value.
 * @throws DomainError `invalid` with a sentence that says what to do
 */
export function loadConfig(env: NodeJS.ProcessEnv, flags: ConfigFlags = {}): Config {
  const from = environment(env)
  const dataDir = resolve(flags.dataDir ?? from.own('DATA_DIR') ?? 'data')
  return {
    role: oneOf('--role', flags.role ?? from.text('COLOPHON_ROLE') ?? 'all', ['all', 'web', 'worker']),
    host: flags.host ?? from.text('COLOPHON_HOST') ?? '0.0.0.0',
    port: readPort(from.text('PORT') ?? flags.port ?? from.own('PORT')),
    dataDir,
    databaseUrl: readDatabaseUrl(from, flags, dataDir),
    redisUrl: flags.redisUrl ?? from.text('REDIS_URL') ?? null,
    urlBase: normaliseUrlBase(flags.urlBase ?? from.own('URL_BASE') ?? ''),
    publicUrl: readPublicUrl(from.text('COLOPHON_PUBLIC_URL')),
    jwtSecret: readSecret(from),
    hasSecureCookies: from.text('SECURE_COOKIES') !== 'false',
    isSignupDisabled: from.flag('DISABLE_SIGNUP') ?? false,
    trustedProxies: readProxies(from),
    corsOrigins: list(from.text('CORS_ALLOWED_ORIGINS')),
    isRateLimitDisabled: from.flag('RATE_LIMIT_DISABLED') ?? false,
    isPrivateOutboundAllowed: from.flag('ALLOW_PRIVATE_OUTBOUND') ?? false,
    initialAdmin: readInitialAdmin(from),
    oidc: readOidc(from),
    acquisition: readAcquisitionConfig(from),
    folders: readAcquisitionFolders(from),
    providers: readProviderConfig(from),
    smtp: readSmtp(from),
    settingsKey: readSettingsKey(from),
    log: {
      level: oneOf('LOG_LEVEL', (from.text('LOG_LEVEL') ?? from.own('LOG_LEVEL') ?? 'info').toLowerCase(), [
        'debug',
        'info',
        'warn',
        'error',
      ]),
      format: oneOf('LOG_FORMAT', from.text('LOG_FORMAT') ?? 'json', ['json', 'text']),
    },
    shutdownGraceMs: Math.min(from.duration(...ownNames('SHUTDOWN_GRACE')) ?? LONGEST_GRACE_MS, LONGEST_GRACE_MS),
  }
}

function oneOf<Word extends string>(name: string, word: string, words: readonly Word[]): Word {
  const found = words.find((known) => known === word)
  if (!found) throw invalid('config.word', `${name} is "${word}"; choose one of ${words.join(', ')}.`)
  return found
}

const list = (text: string | undefined) =>
  (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

function readPort(text: string | undefined): number {
  const port = text === undefined ? DEFAULT_PORT : /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (!(port >= 0 && port <= 65_535)) throw invalid('config.port', `The port is "${text}"; give a number up to 65535.`)
  return port
}

function readDatabaseUrl(from: Environment, flags: ConfigFlags, dataDir: string): string {
  const given = flags.databaseUrl ?? from.text('DATABASE_URL')
  const path = from.own('DB_PATH')
  if (given === undefined) return `sqlite:${path ? resolve(path) : join(dataDir, 'colophon.db')}`
  if (/^postgres(ql)?:\/\//.test(given)) return given
  const file = given.startsWith('sqlite:') ? given.replace(/^sqlite:(\/\/)?/, '') : given
  if (/^[a-z]+:/i.test(file)) {
    throw invalid('config.database-url', 'DATABASE_URL must be postgres://… or sqlite:<path of a file>.')
  }
  return `sqlite:${isAbsolute(file) ? file : resolve(file)}`
}

function readPublicUrl(text: string | undefined): string | null {
  if (text === undefined) return null
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) {
    throw invalid('config.public-url', `COLOPHON_PUBLIC_URL is "${text}"; write it as https://books.example.org.`)
  }
  return text.replace(/\/+$/, '')
}

function readSecret(from: Environment): string | null {
  const secret = from.text('JWT_SECRET')
  if (secret !== undefined && Buffer.byteLength(secret) < SECRET_BYTES) {
    throw invalid(
      'config.jwt-secret',
      `JWT_SECRET has fewer than ${SECRET_BYTES} bytes. Give a longer one (openssl rand -hex 32), or leave it out: then one is made and kept in the data directory.`,
    )
  }
  return secret ?? null
}

function readSettingsKey(from: Environment): string | null {
  const key = from.text('COLOPHON_SETTINGS_KEY')
  if (key !== undefined && Buffer.byteLength(key) < SECRET_BYTES) {
    throw invalid(
      'config.settings-key',
      `COLOPHON_SETTINGS_KEY has fewer than ${SECRET_BYTES} bytes. Give a longer one (openssl rand -hex 32), or leave it out: then one is made and kept in the data directory.`,
    )
  }
  return key ?? null
}

/** Entries under the name of this surface must be right; those that people bring along are taken where they are. */
function readProxies(from: Environment): string[] {
  const strict = [...list(from.text('TRUSTED_PROXIES')), ...list(from.text('COLOPHON_TRUSTED_PROXY'))]
  for (const range of strict) {
    try {
      clientAddress([range])
    } catch (error) {
      const sentence = `TRUSTED_PROXIES holds "${range}", which is no network. Write addresses or ranges such as 10.0.0.0/8, separated by commas.`
      throw invalid('config.trusted-proxies', sentence, error)
    }
  }
  const lenient = list(from.text('BINDERY_TRUSTED_PROXY')).filter((range) => {
    try {
      clientAddress([range])
      return true
    } catch {
      return false
    }
  })
  return strict.length > 0 ? strict : lenient
}

/** Incomplete or wrong values do not stop the start: whoever sends a mail is told. */
function readSmtp(from: Environment): SmtpSettings | null {
  const host = from.text('SMTP_HOST')
  if (host === undefined) return null
  return {
    host,
    port: from.text('SMTP_PORT') ?? '587',
    username: from.text('SMTP_USERNAME') ?? '',
    password: from.text('SMTP_PASSWORD') ?? '',
    from: from.text('SMTP_FROM') ?? '',
    tls: from.text('SMTP_TLS') ?? 'starttls',
  }
}

function readInitialAdmin(from: Environment): Config['initialAdmin'] {
  const email = from.text('INITIAL_ADMIN_EMAIL')
  const password = from.text('INITIAL_ADMIN_PASSWORD')
  if (email === undefined || password === undefined) return null
  return { email, password, name: from.text('INITIAL_ADMIN_NAME') ?? 'Admin' }
}

function readOidc(from: Environment): OidcConfig | null {
  const issuerUrl = from.text('OIDC_ISSUER_URL')
  if (issuerUrl === undefined) return null
  const clientId = from.text('OIDC_CLIENT_ID')
  const clientSecret = from.text('OIDC_CLIENT_SECRET')
  const redirectUri = from.text('OIDC_REDIRECT_URI')
  if (clientId === undefined || clientSecret === undefined || redirectUri === undefined) {
    throw invalid(
      'config.oidc',
      'OIDC_ISSUER_URL is set, so OIDC_CLIENT_ID, OIDC_CLIENT_SECRET and OIDC_REDIRECT_URI are needed too. Set them, or remove the issuer.',
    )
  }
  if (!URL.canParse(issuerUrl)) throw invalid('config.oidc', `OIDC_ISSUER_URL is "${issuerUrl}", which is no address.`)
  return { issuerUrl, clientId, clientSecret, redirectUri }
}
