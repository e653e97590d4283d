import type { Selectable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { Changes } from '#database/schema.ts'
import { type BookState, isSame, readStates, type StateField, stateFields } from './book-state.ts'
import { countLeft } from './record-change.ts'
import { refreshDerived } from './refresh-derived.ts'
import { writeState } from './write-state.ts'

export type ChangeRow = Selectable<Changes>

/** Kinds that are other values in the fields of a book; `metadata` is how they were called at first. */
export const isEdit = ({ kind }: Pick<ChangeRow, 'kind'>) => kind === 'edited' || kind === 'metadata'

/** Which fields of a change are still as it left them, and which another change has touched since. */
export interface Standing {
  free: StateField[]
  taken: StateField[]
}

/** Locks of fields follow the fields and stand in nobody's way. */
const COUNTS = stateFields.filter((field) => field !== 'locked_fields')

export function standingOf(change: Pick<ChangeRow, 'before_json' | 'after_json'>, state: BookState): Standing {
  const [before, after] = [fieldsOf(change.before_json), fieldsOf(change.after_json)]
  const changed = COUNTS.filter((field) => field in before)
  const free = changed.filter((field) => isSame(state[field], after[field]))
  return { free, taken: changed.filter((field) => !free.includes(field)) }
}

export const fieldsOf = (json: unknown): Partial<BookState> => (json ?? {}) as Partial<BookState>

/** Books and fields of these edits that another change has touched since. */
export async function findTaken(
  db: Db | Trx,
  dialect: Dialect,
  rows: ChangeRow[],
): Promise<{ bookId: number; free: StateField[]; taken: StateField[] }[]> {
  const edits = rows.filter(isEdit)
  const states = await readStates(
    db,
    dialect,
    edits.flatMap(({ book_id }) => book_id ?? []),
  )
  return edits.flatMap((row) => {
    const state = row.book_id === null ? undefined : states.get(row.book_id)
    return state && row.book_id !== null ? [{ bookId: row.book_id, ...standingOf(row, state) }] : []
  })
}

/**
 * Takes edits back, the newest first; fields that another change has touched since stay as they are.
 * @param rows at most a few hundred
 */
export async function undoEdits(trx: Trx, dialect: Dialect, rows: ChangeRow[], now: string): Promise<void> {
  const ids = [...new Set(rows.flatMap(({ book_id }) => book_id ?? []))]
  const before = await readStates(trx, dialect, ids)
  const states = new Map(before)
  for (const row of rows.toSorted((one, other) => other.id - one.id)) {
    const state = row.book_id === null ? undefined : states.get(row.book_id)
    if (!state || row.book_id === null) continue
    const [was, became] = [fieldsOf(row.before_json), fieldsOf(row.after_json)]
    const { free } = standingOf(row, state)
    const fields: Partial<BookState> = Object.fromEntries(free.map((field) => [field, was[field]]))
    fields.locked_fields = unlocked(state.locked_fields, was.locked_fields ?? [], became.locked_fields ?? [])
    await writeState(trx, dialect, { bookId: row.book_id, fields, now })
    states.set(row.book_id, { ...state, ...fields })
  }
  await refreshDerived(trx, dialect, ids)
  const after = await readStates(trx, dialect, ids)
  await countLeft(trx, dialect, [...before.values()], [...after.values()])
}

/** The locks that the change brought go, those that it took come back. */
function unlocked(current: string[], was: string[], became: string[]): string[] {
  const brought = became.filter((field) => !was.includes(field))
  const took = was.filter((field) => !became.includes(field))
  return [...new Set([...current.filter((field) => !brought.includes(field)), ...took])]
}

/** Rows that are undone already stay as they are. */
export async function markUndone(trx: Trx, rows: Pick<ChangeRow, 'id'>[], now: string): Promise<void> {
  if (rows.length === 0) return
  await trx
    .updateTable('changes')
    .set({ undone_at: now })
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .where('undone_at', 'is', null)
    .execute()
}
