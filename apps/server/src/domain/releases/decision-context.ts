import type { Db } from '#database/open.ts'
import type { DecisionContext, DecisionMode } from './decision.ts'
import type { Slot } from './formats.ts'
import { firstSeenOf } from './pending-store.ts'
import { readOwnRules, readSharedRules, type SharedRules } from './search-rules.ts'
import type { SearchedBook } from './searched-book.ts'
import { prepareBook } from './wanted-book.ts'

/** Puts together everything that decides about releases for a slot of a book. */
export async function decisionContext(
  db: Db,
  book: SearchedBook,
  slot: Slot,
  { mode, now, shared }: { mode: DecisionMode; now: Date; shared?: SharedRules },
): Promise<DecisionContext> {
  const { preferredLanguage, ...rules } = shared ?? (await readSharedRules(db))
  return {
    ...rules,
    ...(await readOwnRules(db, book, { preferredLanguage })),
    wanted: prepareBook({ ...book.wanted, slot }),
    mode,
    now,
    owned: book.owned[slot],
    underway: book.underway[slot],
    firstSeen: await firstSeenOf(db, book.id),
  }
}
