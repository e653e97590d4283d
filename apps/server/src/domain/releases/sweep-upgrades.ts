import { Type } from 'typebox'
import type { Db, Transaction } from '#database/open.ts'
import { defineJob } from '#jobs/define-job.ts'
import type { Clock } from '#kernel/clock.ts'
import { isGrabbingAutomatic, isUpgradingOn } from './by-itself.ts'
import type { Slot } from './formats.ts'
import { searchWanted, UPGRADE } from './search-wanted.ts'
import { booksToUpgrade } from './upgrade-candidates.ts'
import { type UpgradeSlot, upgradesToSearch } from './upgrades.ts'

/** Between two books. */
const PAUSE_MS = 3_000
/** What is missing is searched first. */
const AFTER_THE_MISSING = -10
const AT_ONCE = 500

interface SweepDeps {
  db: Db
  transaction: Transaction
  clock: Clock
}

/** Asks for searches of books whose file is below the cutoff of their profile: a few a day, each once a week at most. */
export const sweepUpgrades = defineJob({
  name: 'releases.sweep-upgrades',
  queue: 'low',
  payload: Type.Object({}),
  key: () => 'all',
  attempts: 1,
  timeoutSeconds: 120,
  async run({ db, transaction, clock }: SweepDeps) {
    if (!(await isGrabbingAutomatic({ db })) || !(await isUpgradingOn(db))) return { asked: 0 }
    const slots = [...(await slotsOf(db, 'ebook')), ...(await slotsOf(db, 'audiobook'))]
    const due = upgradesToSearch(slots, clock.now())
    await transaction(async (_, emit) => {
      for (const [at, { bookId, slot }] of due.entries()) {
        const options = { delayMs: at * PAUSE_MS, priority: AFTER_THE_MISSING }
        emit(searchWanted.request({ bookId, slot, trigger: UPGRADE }, options))
      }
    })
    return { asked: due.length }
  },
})

async function slotsOf(db: Db, slot: Slot): Promise<UpgradeSlot[]> {
  const ids = await booksToUpgrade(db, slot)
  const searched = new Map<number, string>()
  for (let at = 0; at < ids.length; at += AT_ONCE) {
    const rows = await db
      .selectFrom('book_searches')
      .select(['book_id', 'searched_at'])
      .where('book_id', 'in', ids.slice(at, at + AT_ONCE))
      .where('slot', '=', slot)
      .where('is_upgrade', '=', true)
      .execute()
    for (const { book_id, searched_at } of rows) searched.set(book_id, searched_at)
  }
  return ids.map((bookId) => ({ bookId, slot, lastSearchedAt: searched.get(bookId) }))
}
