import type { Transaction } from '#database/open.ts'
import { takeFromList } from '#domain/lists/lists-from-devices.ts'
import { type Clock, instant } from '#kernel/clock.ts'

/** A book that was removed on a reader leaves the lists whose books the reader gets. @param bookId public id */
export async function leaveScopeLists(
  { transaction, clock }: { transaction: Transaction; clock: Clock },
  tokenId: number,
  bookId: string,
): Promise<void> {
  const now = instant(clock.now())
  await transaction(async (trx) => {
    const lists = await trx
      .selectFrom('kobo_token_lists')
      .select('list_id')
      .where('token_id', '=', tokenId)
      .where('is_scope', '=', true)
      .execute()
    for (const { list_id } of lists) await takeFromList(trx, list_id, [bookId], now)
  })
}
