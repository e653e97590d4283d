import type { Db } from '#database/open.ts'
import type { ReadState } from '#database/schema.ts'

export interface MemberProgress {
  /** Public id. */
  userId: string
  name: string
  /** 0 to 1. */
  fraction: number
  /** When that became so; null for somebody who has not begun. */
  at: string | null
}

/**
 * How far each member of a group is in a book, in the order of joining. It is read from the ledger of all devices.
 * @param bookPublicId a book that is not there gives zeros
 */
export async function progressOfGroup(db: Db, groupId: number, bookPublicId: string): Promise<MemberProgress[]> {
  const rows = await db
    .selectFrom('reading_group_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .leftJoin('books as b', (join) => join.on('b.public_id', '=', bookPublicId))
    .leftJoin('reading_places as p', (join) =>
      join.onRef('p.user_id', '=', 'm.user_id').onRef('p.book_id', '=', 'b.id'),
    )
    .leftJoin('reading_states as s', (join) =>
      join.onRef('s.user_id', '=', 'm.user_id').onRef('s.book_id', '=', 'b.id'),
    )
    .select(['u.public_id as userId', 'u.name', 'p.fraction', 'p.updated_at as placeAt', 's.state', 's.state_at'])
    .where('m.group_id', '=', groupId)
    .orderBy('m.joined_at')
    .orderBy('u.id')
    .execute()
  return rows.map(({ userId, name, ...known }) => ({ userId, name, ...whereIn(known) }))
}

interface Known {
  fraction: number | null
  placeAt: string | null
  state: ReadState | null
  state_at: string | null
}

/** What somebody marked by hand after the last place counts more than that place. */
function whereIn({ fraction, placeAt, state, state_at }: Known): Pick<MemberProgress, 'fraction' | 'at'> {
  if (state === 'finished') return { fraction: 1, at: later(placeAt, state_at) }
  if (fraction === null || placeAt === null) {
    return { fraction: 0, at: state === 'reading' || state === 'abandoned' ? state_at : null }
  }
  if (state === 'unread' && state_at !== null && state_at >= placeAt) return { fraction: 0, at: null }
  return { fraction, at: placeAt }
}

const later = (a: string | null, b: string | null) => (a !== null && (b === null || a > b) ? a : b)
