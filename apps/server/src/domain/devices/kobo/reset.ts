import { sql } from 'kysely'
import type { Db, Transaction, Trx } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { BookFacts } from './book-facts.ts'
import type { KoboCaller } from './caller.ts'
import { isEligible } from './eligible.ts'

/** A device that was set up anew knows nothing; what its owner took off there stays off. */
export async function resetLedger(trx: Trx, deviceId: number): Promise<void> {
  await trx
    .deleteFrom('kobo_ledger')
    .where('device_id', '=', deviceId)
    .where('state', '!=', 'removed_by_user')
    .execute()
  await trx.deleteFrom('kobo_collections').where('device_id', '=', deviceId).execute()
  await trx.updateTable('kobo_devices').set({ settled_json: null }).where('id', '=', deviceId).execute()
}

/** A device that comes from an older server of this kind has the books that it was told of there; only an empty ledger is filled so. */
export async function seedLedger(
  { db, transaction, clock }: { db: Db; transaction: Transaction; clock: Clock },
  caller: KoboCaller,
  deviceId: number,
  knownUntil: string,
): Promise<void> {
  const first = await db.selectFrom('kobo_ledger').select('id').where('device_id', '=', deviceId).executeTakeFirst()
  if (first) return
  const now = instant(clock.now())
  await transaction(async (trx) => {
    await sql`insert into kobo_ledger
        (device_id, book_id, entitlement_id, title, book_added_at, state, format, has_latch, updated_at)
      select ${sql.lit(deviceId)}, b.id, b.public_id, b.title, b.created_at, 'held', '', 0, ${now}
      from books as b where ${isEligible('b', caller)} and b.updated_at <= ${knownUntil}`.execute(trx)
  })
}

/** What a device has in a form that is not known here counts as what it would be told now. */
export async function adoptBooks(trx: Trx, deviceId: number, books: readonly BookFacts[]): Promise<void> {
  for (const book of books) {
    await trx
      .updateTable('kobo_ledger')
      .set({
        format: book.file.format,
        content_fp: book.file.fingerprint,
        meta_fp: book.fingerprint,
        cover_fp: String(book.coverNumber),
      })
      .where('device_id', '=', deviceId)
      .where('book_id', '=', book.id)
      .execute()
  }
}
