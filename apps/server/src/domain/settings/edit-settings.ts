import type { Db, Transaction } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { forbidden, invalid, notFound } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { isSecretSetting, isWritableSecret } from './setting-names.ts'
import { type CheckAddress, checkSetting, normaliseSetting } from './setting-rules.ts'
import { deleteSettingRow, listSettingRows, readSetting, readSettingRow, writeSettings } from './settings-store.ts'

export interface SettingRow {
  key: string
  value: string
  updated_at: string
}

const LONGEST_KEY = 200

/** What is set, by key, without what is secret. */
export const listSettings = async (db: Db): Promise<SettingRow[]> =>
  (await listSettingRows(db)).filter(({ key }) => !isSecretSetting(key))

/** @throws DomainError `not-found`, for a secret too */
export async function getSetting(db: Db, key: string): Promise<SettingRow> {
  const row = isSecretSetting(key) ? undefined : await readSettingRow(db, key)
  if (!row) throw notFound('setting', key)
  return row
}

export interface EditSettingDeps {
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  checkAddress: CheckAddress
}

/**
 * Sets a setting. Secrets are sealed, and told back as empty.
 * @throws DomainError `forbidden` for a secret that is set elsewhere; `invalid` for a value that it does not take
 */
export async function setSetting(
  { transaction, clock, secrets, checkAddress }: EditSettingDeps,
  { key, value }: { key: string; value: string },
): Promise<SettingRow> {
  const isSecret = isSecretSetting(key)
  if (isSecret && !isWritableSecret(key)) throw isSetElsewhere()
  if (key.length > LONGEST_KEY)
    throw invalid('setting.key', `the name of a setting has at most ${LONGEST_KEY} characters`)
  await checkSetting(key, value, checkAddress)
  const kept = normaliseSetting(key, value)
  const now = clock.now()
  await transaction((trx) => writeSettings(trx, { [key]: isSecret && kept !== '' ? secrets.seal(kept) : kept }, now))
  return { key, value: isSecret ? '' : kept, updated_at: instant(now) }
}

/**
 * Forgets a setting, so that its default holds again; one that is not set is left so.
 * @throws DomainError `forbidden` for a secret that is set elsewhere
 */
export async function deleteSetting({ transaction }: Pick<EditSettingDeps, 'transaction'>, key: string): Promise<void> {
  if (isSecretSetting(key) && !isWritableSecret(key)) throw isSetElsewhere()
  await transaction((trx) => deleteSettingRow(trx, key))
}

/** A secret that was set with setSetting(); undefined where it is not set, or was sealed with a key that is lost. */
export async function readSecretSetting(db: Db, secrets: SecretBox, key: string): Promise<string | undefined> {
  return secrets.open(await readSetting(db, key)) || undefined
}

const isSetElsewhere = () => forbidden('setting.secret', 'this is kept secret and is not changed as a setting')
