import type { Database, Transaction } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { KoboCaller, KoboDevice } from './caller.ts'

export interface DeviceDeps {
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  clock: Clock
}

/** What a device says of itself with every request. */
export interface DeviceFacts {
  model: string
  firmware: string
}

const LONGEST_FACT = 100
/** A device that is seen all the time is noted now and then. */
const SEEN_EVERY_MS = 5 * 60_000

/** The device of a caller, noted where it is new, says something else of itself, or was not seen for a while. */
export async function seeDevice(
  { database, transaction, clock }: DeviceDeps,
  caller: KoboCaller,
  told: DeviceFacts,
): Promise<KoboDevice> {
  const { device, tokenId, deviceKey } = caller
  const now = clock.now()
  const facts = { model: told.model.slice(0, LONGEST_FACT), firmware: told.firmware.slice(0, LONGEST_FACT) }
  const isOther = facts.model !== device?.model || facts.firmware !== device.firmware
  if (device && !isOther && now.getTime() - Date.parse(device.last_seen_at) < SEEN_EVERY_MS) return device
  // What another firmware does with cursors has to be learned anew.
  const habits = device?.firmware === facts.firmware ? {} : { has_new_tokens: false }
  const seen = { ...facts, last_seen_at: instant(now) }
  return transaction((trx) =>
    trx
      .insertInto('kobo_devices')
      .values({
        public_id: database.dialect.newPublicId(),
        token_id: tokenId,
        device_key: deviceKey,
        ...seen,
        has_new_tokens: false,
        created_at: instant(now),
      })
      .onConflict((c) => c.columns(['token_id', 'device_key']).doUpdateSet({ ...seen, ...habits }))
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
}
