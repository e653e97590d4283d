import type { Trx } from '#database/open.ts'
import type { KoboSettled } from '#database/schema.ts'

/** Says that a device may have to be told something: of books and collections, or of reading states. */
export async function unsettle(trx: Trx, deviceId: number, what: 'books' | 'states'): Promise<void> {
  const row = await trx.selectFrom('kobo_devices').select('settled_json').where('id', '=', deviceId).executeTakeFirst()
  if (!row?.settled_json) return
  const settled: KoboSettled =
    what === 'books' ? { ...row.settled_json, settings: -1 } : { ...row.settled_json, reading: '' }
  await trx.updateTable('kobo_devices').set({ settled_json: settled }).where('id', '=', deviceId).execute()
}
