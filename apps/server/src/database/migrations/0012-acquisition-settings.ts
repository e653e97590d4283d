import type { Kysely } from 'kysely'
import type { Schema } from '../schema.ts'

/** Settings that clients of the acquisition surface expect to be there from the start, with their defaults (contract 6.5). */
const SEEDED = {
  'calibre.mode': 'off',
  'calibre.enabled': 'false',
  'calibre.library_path': '',
  'calibre.binary_path': '',
  'calibre.sync_on_startup': 'false',
  'calibre.last_import_at': '',
}

export async function up(db: Kysely<Schema>): Promise<void> {
  const updated_at = new Date().toISOString()
  await db
    .insertInto('settings')
    .values(Object.entries(SEEDED).map(([key, value]) => ({ key, value, updated_at })))
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
}
