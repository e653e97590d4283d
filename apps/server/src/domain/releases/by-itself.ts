import type { Db } from '#database/open.ts'
import { readSetting } from '#domain/settings/settings-store.ts'

/** Only the word itself switches it off (acquisition contract 6.1). */
export const isGrabbingAutomatic = async ({ db }: { db: Db }): Promise<boolean> =>
  (await readSetting(db, 'autoGrab.enabled')) !== 'false'

/** Where another program brings the files in, nothing here can take the place of anything. */
export const mayUpgrade = async (db: Db): Promise<boolean> => (await readSetting(db, 'import.mode')) !== 'external'

/** Whether files are replaced by better ones without anybody asking; off unless somebody switched it on. */
export const isUpgradingOn = async (db: Db): Promise<boolean> =>
  /^true$/i.test((await readSetting(db, 'upgrade.enabled')) ?? '') && (await mayUpgrade(db))
