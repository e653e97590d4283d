import type { Db, Trx } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'

/** Settings that an administrator changes while the server runs; one value a key. */
export async function readSettings<Key extends string>(
  db: Db | Trx,
  keys: readonly Key[],
): Promise<Partial<Record<Key, string>>> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).where('key', 'in', keys).execute()
  return Object.fromEntries(rows.map(({ key, value }) => [key, value])) as Partial<Record<Key, string>>
}

export async function readSetting(db: Db | Trx, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

export async function writeSettings(trx: Trx, values: Readonly<Record<string, string>>, now: Date): Promise<void> {
  const updated_at = instant(now)
  const rows = Object.entries(values).map(([key, value]) => ({ key, value, updated_at }))
  await trx
    .insertInto('settings')
    .values(rows)
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((set) => ({
        value: set.ref('excluded.value'),
        updated_at: set.ref('excluded.updated_at'),
      })),
    )
    .execute()
}

const ROW = ['key', 'value', 'updated_at'] as const

/** More than anybody has; unknown keys are taken, so there must be an end. */
const LISTED = 10_000

export const listSettingRows = (db: Db): Promise<{ key: string; value: string; updated_at: string }[]> =>
  db.selectFrom('settings').select(ROW).orderBy('key').limit(LISTED).execute()

export const readSettingRow = (db: Db, key: string) =>
  db.selectFrom('settings').select(ROW).where('key', '=', key).executeTakeFirst()

export async function deleteSettingRow(trx: Trx, key: string): Promise<void> {
  await trx.deleteFrom('settings').where('key', '=', key).execute()
}

/** Remembers when something was done first; later times change nothing. */
export async function noteFirst(trx: Trx, key: `funnel.${string}`, now: Date): Promise<void> {
  const at = instant(now)
  await trx
    .insertInto('settings')
    .values({ key, value: at, updated_at: at })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}
