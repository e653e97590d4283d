import { randomBytes } from 'node:crypto'
import { LOCKS } from '#database/dialect/dialect.ts'
import type { Database, Db, Transaction, Trx } from '#database/open.ts'
import type { Clock } from '#kernel/clock.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { readSettings, writeSettings } from '../settings/settings-store.ts'

/** Who gets in to the acquisition surface (acquisition contract 2.1). */
export const AUTH_MODES = ['enabled', 'local-only', 'disabled', 'proxy'] as const
export type AuthMode = (typeof AUTH_MODES)[number]

/** What the acquisition surface lets people in by, beside their accounts. */
export interface InstallationAccess {
  mode: AuthMode
  apiKey: string
  sessionSecret: string
  /** Still good for sessions that were signed before the secret was last changed. */
  previousSecret: string | null
}

const MODE = 'auth.mode'
const API_KEY = 'auth.api_key'
const SECRET = 'auth.session_secret'
const PREVIOUS = 'auth.session_secret_previous'
const KEYS = [MODE, API_KEY, SECRET, PREVIOUS] as const

const newKey = () => randomBytes(32).toString('hex')

export interface InstallationDeps {
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
}

export const knownMode = (text: string | undefined): AuthMode => AUTH_MODES.find((mode) => mode === text) ?? 'enabled'

/** Read for every request, so that a change holds from the next one on, in every process. */
export async function readInstallationAccess(db: Db | Trx, secrets: SecretBox): Promise<InstallationAccess> {
  const stored = await readSettings(db, KEYS)
  const apiKey = secrets.open(stored[API_KEY])
  const sessionSecret = secrets.open(stored[SECRET])
  if (apiKey === undefined || sessionSecret === undefined) {
    throw new Error('the keys of this installation are not there; seedInstallation() makes them at the start')
  }
  return {
    mode: knownMode(stored[MODE]),
    apiKey,
    sessionSecret,
    previousSecret: secrets.open(stored[PREVIOUS]) ?? null,
  }
}

/**
 * Makes the keys of this installation where there are none, or where they were sealed with a key that is lost.
 * @param apiKey the first API key where somebody has chosen one; later it changes nothing
 */
export async function seedInstallation(
  { database, transaction, clock, secrets }: InstallationDeps,
  { apiKey }: { apiKey: string | null },
): Promise<void> {
  await transaction(async (trx) => {
    await database.dialect.lock(trx, LOCKS.accounts)
    const stored = await readSettings(trx, KEYS)
    const missing: Record<string, string> = {}
    if (stored[MODE] === undefined) missing[MODE] = 'enabled'
    if (secrets.open(stored[API_KEY]) === undefined) missing[API_KEY] = secrets.seal(apiKey ?? newKey())
    if (secrets.open(stored[SECRET]) === undefined) missing[SECRET] = secrets.seal(newKey())
    if (Object.keys(missing).length > 0) await writeSettings(trx, missing, clock.now())
  })
}

export const setAuthMode = ({ transaction, clock }: InstallationDeps, mode: AuthMode): Promise<void> =>
  transaction((trx) => writeSettings(trx, { [MODE]: mode }, clock.now()))

/** @returns the new key; the old one stops working at once */
export async function renewApiKey({ transaction, clock, secrets }: InstallationDeps): Promise<string> {
  const apiKey = newKey()
  await transaction((trx) => writeSettings(trx, { [API_KEY]: secrets.seal(apiKey) }, clock.now()))
  return apiKey
}

/** Sessions are signed with a new secret from now on; those of the one before last end. */
export async function renewSessionSecret({ database, transaction, clock, secrets }: InstallationDeps): Promise<void> {
  await transaction(async (trx) => {
    await database.dialect.lock(trx, LOCKS.accounts)
    const { sessionSecret } = await readInstallationAccess(trx, secrets)
    const renewed = { [PREVIOUS]: secrets.seal(sessionSecret), [SECRET]: secrets.seal(newKey()) }
    await writeSettings(trx, renewed, clock.now())
  })
}
