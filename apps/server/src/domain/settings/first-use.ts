import type { Trx } from '#database/open.ts'
import { instant } from '#kernel/clock.ts'

/** When something was done for the first time (acquisition contract 6.6); later times change nothing. */
export async function noteFirstUse(trx: Trx, what: 'author', now: Date): Promise<void> {
  const at = instant(now)
  await trx
    .insertInto('settings')
    .values({ key: `funnel.first_${what}_at`, value: at, updated_at: at })
    .onConflict((c) => c.column('key').doNothing())
    .execute()
}
