import { type Dialect, LOCKS } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import type { KoboSession } from './caller.ts'

/** Another request of the same device was given a page meanwhile; what this one is to get has to be found out anew. */
export class Overtaken extends Error {}

/**
 * From here to the end of the transaction nobody else gives this device a page, in whichever process. The turns of one process do not
 * suffice for that: there may be several, and nobody waits for ever.
 * @param known the newest session when the answer was begun
 * @throws Overtaken where another request has gone on since
 */
export async function holdSync(
  trx: Trx,
  dialect: Dialect,
  deviceId: number,
  known: KoboSession | undefined,
): Promise<void> {
  await dialect.lock(trx, LOCKS.koboSyncs, deviceId)
  const now = await trx
    .selectFrom('kobo_devices as d')
    .leftJoin('kobo_sessions as s', 's.id', 'd.session_id')
    .select(['d.session_id', 's.pages_json'])
    .where('d.id', '=', deviceId)
    .executeTakeFirst()
  if (now?.session_id !== (known?.id ?? null)) throw new Overtaken()
  if ((now.pages_json ?? []).length !== (known?.pages_json ?? []).length) throw new Overtaken()
}
