import type { Db, Trx } from '#database/open.ts'
import { readSetting, writeSettings } from './settings-store.ts'

const KEY = 'library.server.registration_disabled'

/** The switch that closes sign-up while the server runs; the environment can close it for good. */
export const isRegistrationDisabled = async (db: Db): Promise<boolean> => (await readSetting(db, KEY)) === 'true'

export const setRegistrationDisabled = (trx: Trx, isDisabled: boolean, now: Date): Promise<void> =>
  writeSettings(trx, { [KEY]: String(isDisabled) }, now)
