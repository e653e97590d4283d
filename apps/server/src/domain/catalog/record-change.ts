import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { type BookState, isSame, readStates, type StateField, stateFields } from './book-state.ts'
import { countBooksOfAuthors, countBooksOfSeries } from './count-books.ts'

/** Who or what changes something, and when. */
export interface Doer {
  /** Null for the system itself. */
  userId: number | null
  /** `person`, `scan`, `provider:…`, or how a file came. */
  origin: string
  now: string
  /** The same for everything that shall be undone in one go; any text that is not used again (a new public id). */
  batch?: string
}

/** What can happen to a book besides other values in its fields; each kind has its way back (undo-change.ts). */
export type ChangeKind =
  | 'edited'
  | 'book-deleted'
  | 'file-joined'
  | 'file-separated'
  | 'file-moved'
  | 'file-removed'
  | 'author-renamed'
  | 'author-merged'
  | 'series-renamed'
  | 'series-merged'
  | 'tag-renamed'
  | 'tag-merged'
  | 'tag-deleted'

export interface Change {
  kind: ChangeKind
  /** Null for what happened to a person, a series or a tag. */
  bookId: number | null
  /** In words, for whoever reads the row. */
  summary: string
  before: object | null
  after: object | null
}

/** Writes down what was done, so that it can be shown and undone. @returns public ids, in the order of the changes */
export async function recordChange(trx: Trx, dialect: Dialect, by: Doer, changes: Change[]): Promise<string[]> {
  if (changes.length === 0) return []
  const rows = changes.map(({ kind, bookId, summary, before, after }) => ({
    public_id: dialect.newPublicId(),
    book_id: bookId,
    user_id: by.userId,
    origin: by.origin,
    kind,
    summary,
    before_json: before,
    after_json: after,
    created_at: by.now,
    batch_key: by.batch ?? null,
  }))
  await trx.insertInto('changes').values(rows).execute()
  return rows.map((row) => row.public_id)
}

/**
 * Runs a piece of work on books (at most a few hundred) and writes down which of their fields it changed, a row for
 * each book that is another one afterwards. The work itself refreshes what follows from its changes (refreshDerived).
 */
export async function recordingChanges<Result>(
  trx: Trx,
  dialect: Dialect,
  { bookIds, by }: { bookIds: readonly number[]; by: Doer },
  work: () => Promise<Result>,
): Promise<Result> {
  const before = await readStates(trx, dialect, bookIds)
  const result = await work()
  const after = await readStates(trx, dialect, bookIds)
  const changes = [...after].flatMap(([bookId, now]) => {
    const was = before.get(bookId)
    const difference = was && differenceOf(was, now)
    return difference ? [{ kind: 'edited' as const, bookId, ...difference }] : []
  })
  await countLeft(trx, dialect, [...before.values()], [...after.values()])
  await recordChange(trx, dialect, by, changes)
  return result
}

function differenceOf(was: BookState, now: BookState) {
  const changed = stateFields.filter((field) => !isSame(was[field], now[field]))
  if (changed.length === 0) return undefined
  const pick = (state: BookState) => Object.fromEntries(changed.map((field) => [field, state[field]]))
  const named = changed.filter((field) => field !== 'locked_fields').map(wordsOf)
  return { summary: `Changed: ${named.join(', ')}`, before: pick(was), after: pick(now) }
}

const wordsOf = (field: StateField) => field.replace(/_json$/, '').replaceAll('_', ' ')

/** refreshDerived() counts for those who are on a book; those who were taken off one are counted here. */
export async function countLeft(trx: Trx, dialect: Dialect, was: BookState[], is: BookState[]): Promise<void> {
  const left = (key: 'creators' | 'series') => {
    const there = new Set(is.flatMap((state) => state[key].map(({ id }) => id)))
    return was.flatMap((state) => state[key].map(({ id }) => id)).filter((id) => !there.has(id))
  }
  await countBooksOfAuthors(trx, dialect, left('creators'))
  await countBooksOfSeries(trx, dialect, left('series'))
}
