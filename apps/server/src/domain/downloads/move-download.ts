import type { Updateable } from 'kysely'
import type { Trx } from '#database/open.ts'
import type { DownloadStatus, Downloads } from '#database/schema.ts'
import { instant } from '#kernel/clock.ts'
import { isInFlight, mayFollow } from './download-states.ts'

/** What changes along with the state. */
export type MoveFacts = Omit<Updateable<Downloads>, 'id' | 'status' | 'is_in_flight' | 'updated_at'>

/**
 * Moves a download from one state to another, where it is still in the first: whoever comes second finds that it has moved.
 * Keeps what goes with a state: when it was reached, whether its slot is taken, and that a success has no error.
 * @returns whether it was moved by this call
 * @throws where the second state cannot follow the first
 */
export async function moveDownload(
  trx: Trx,
  id: number,
  from: DownloadStatus,
  to: DownloadStatus,
  { now, ...facts }: MoveFacts & { now: Date },
): Promise<boolean> {
  if (!mayFollow(from, to)) throw new Error(`invalid transition: a download that is ${from} cannot become ${to}`)
  const { numUpdatedRows } = await trx
    .updateTable('downloads')
    .set((eb) => ({
      ...reached(to, instant(now), (column) => eb.fn.coalesce(column, eb.val(instant(now)))),
      ...facts,
      status: to,
      is_in_flight: isInFlight(to),
      updated_at: instant(now),
    }))
    .where('id', '=', id)
    .where('status', '=', from)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** Times are set once: a download that comes back to a state keeps the first. */
function reached<Once>(to: DownloadStatus, now: string, once: (column: 'grabbed_at' | 'completed_at') => Once) {
  if (to === 'downloading') return { grabbed_at: once('grabbed_at') }
  if (to === 'completed') return { grabbed_at: once('grabbed_at'), completed_at: once('completed_at') }
  if (to === 'imported') return { imported_at: now, error_message: '' }
  return {}
}
