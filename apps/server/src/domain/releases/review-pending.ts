import { Type } from 'typebox'
import { defineJob } from '#jobs/define-job.ts'
import { isGrabbingAutomatic } from './by-itself.ts'
import { decideOffers } from './decide-offers.ts'
import { dropPending, duePending, forgetOldPending, type PendingRow, postponePending } from './pending-store.ts'
import type { SearchWantedDeps } from './search-wanted.ts'

/** What was handed on and is still held then could not be grabbed; it is tried once more. */
const AGAIN_MS = 15 * 60_000

/** Looks at held releases whose time has come: what may be grabbed now is handed on. */
export const reviewPending = defineJob({
  name: 'releases.review-pending',
  queue: 'default',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 120,
  async run(deps: SearchWantedDeps, _payload, { signal }) {
    const now = deps.clock.now()
    const due = await duePending(deps.db, now)
    if (due.length === 0 || !(await isGrabbingAutomatic(deps))) return { reviewed: 0 }
    for (const rows of Map.groupBy(due, ({ book_id, slot }) => `${book_id} ${slot}`).values()) {
      signal.throwIfAborted()
      await review(deps, rows)
    }
    return { reviewed: due.length }
  },
  foundNothing: ({ reviewed }) => reviewed === 0,
})

async function review(deps: SearchWantedDeps, rows: readonly PendingRow[]): Promise<void> {
  const [first] = rows
  if (!first) return
  const { transaction, dialect, clock } = deps
  const decided = await decideOffers(deps, {
    bookId: first.book_id,
    slot: first.slot,
    releases: rows.map(({ release_json }) => release_json),
    trigger: 'pending',
  })
  const ids = rows.map(({ id }) => id)
  if (!decided) {
    await transaction((trx) => dropPending(trx, dialect, ids))
    return
  }
  const refused = rows.filter(({ guid }) => decided.refused.includes(guid)).map(({ id }) => id)
  const handedOn = rows.filter(({ guid }) => decided.candidates.some((one) => one.guid === guid)).map(({ id }) => id)
  await transaction(async (trx) => {
    await dropPending(trx, dialect, refused)
    await postponePending(trx, dialect, handedOn, new Date(clock.now().getTime() + AGAIN_MS))
  })
}

/** Forgets releases that were held for so long that nobody will want them; once a day. */
export const sweepPending = defineJob({
  name: 'releases.sweep-pending',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 60,
  async run({ transaction, clock }: Pick<SearchWantedDeps, 'transaction' | 'clock'>) {
    await transaction((trx) => forgetOldPending(trx, clock.now()))
  },
})
