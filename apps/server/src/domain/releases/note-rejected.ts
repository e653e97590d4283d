import type { Trx } from '#database/open.ts'
import { noteAcquisition } from '#domain/monitoring/acquisition-history.ts'
import type { Decision } from './decision.ts'
import type { SearchedBook } from './searched-book.ts'

const EVENT = 'releaseRejected'

/** Writes down that a search found releases and took none: once a day, or the history would be full of it. */
export async function noteRejected(
  trx: Trx,
  book: Pick<SearchedBook, 'id'>,
  decisions: readonly Decision[],
  now: Date,
): Promise<void> {
  const [best] = decisions
  if (!best) return
  const today = now.toISOString().slice(0, 10)
  const known = await trx
    .selectFrom('acquisition_history')
    .select('id')
    .where('book_id', '=', book.id)
    .where('event_type', '=', EVENT)
    .where('created_at', '>=', today)
    .executeTakeFirst()
  if (known) return
  const reasons: Record<string, number> = {}
  for (const { rejections } of decisions) {
    for (const { code } of rejections) reasons[code] = (reasons[code] ?? 0) + 1
  }
  const data = { releases: decisions.length, reasons, why: best.rejections.map(({ text }) => text) }
  await noteAcquisition(trx, { bookId: book.id, eventType: EVENT, sourceTitle: best.release.title, data, now })
}
