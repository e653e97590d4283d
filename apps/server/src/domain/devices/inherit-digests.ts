import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'

/** Whoever has files on a reader that are about to go is known by them all the same: they lead to what took their place. */
export async function inheritDigests(
  trx: Trx,
  dialect: Dialect,
  { from, to }: { from: readonly number[]; to: number },
): Promise<void> {
  const isTheirs = dialect.isAmong('file_id', from)
  await trx
    .insertInto('document_digests')
    .columns(['digest', 'kind', 'variant', 'file_id', 'first_seen_at'])
    .expression((e) =>
      e
        .selectFrom('document_digests')
        .select(['digest', 'kind', 'variant', e.val(to).as('file_id'), 'first_seen_at'])
        .where(isTheirs),
    )
    .onConflict((c) => c.columns(['digest', 'file_id', 'variant']).doNothing())
    .execute()
  await trx.updateTable('kosync_documents').set({ file_id: to }).where(isTheirs).execute()
}
