import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { nameKey } from '#kernel/text.ts'
import { readStates } from './book-state.ts'
import { type BulkEdit, fieldsAfter } from './bulk-edit.ts'
import { deleteBooks } from './delete-book.ts'
import { ensureAuthors, ensureSeries, ensureTags } from './people.ts'
import { type Doer, recordingChanges } from './record-change.ts'
import { refreshDerived } from './refresh-derived.ts'
import { writeState } from './write-state.ts'

/** What shall be so of each of many books, in the words of the person who wants it. */
export type BulkWish =
  | { kind: 'tags'; add: string[]; remove: string[] }
  | { kind: 'series'; name: string | null; from: number | null }
  | { kind: 'authors'; names: string[]; isReplacing: boolean }
  | { kind: 'language'; language: string | null }
  | { kind: 'library'; library: { id: number; name: string }; isMoving: boolean }
  | { kind: 'delete' }

/**
 * Changes books, at most some tens in a transaction, and writes down what each of them was before. Tags, series and
 * authors that do not exist yet are made. `firstPlace`: how many of the chosen books were changed before these.
 */
export async function editMany(
  trx: Trx,
  dialect: Dialect,
  { bookIds, wish, by, firstPlace }: { bookIds: number[]; wish: BulkWish; by: Doer; firstPlace: number },
): Promise<void> {
  if (wish.kind === 'delete') {
    await deleteBooks(trx, dialect, bookIds, by)
    return
  }
  const edit = await withLinks(trx, dialect, wish, by.now)
  await recordingChanges(trx, dialect, { bookIds, by }, async () => {
    const states = await readStates(trx, dialect, bookIds)
    for (const [index, bookId] of bookIds.entries()) {
      const state = states.get(bookId)
      if (!state) continue
      const fields = fieldsAfter(state, edit, firstPlace + index)
      await writeState(trx, dialect, { bookId, fields, now: by.now })
    }
    await refreshDerived(trx, dialect, bookIds)
  })
}

async function withLinks(
  trx: Trx,
  dialect: Dialect,
  wish: Exclude<BulkWish, { kind: 'delete' }>,
  now: string,
): Promise<BulkEdit> {
  switch (wish.kind) {
    case 'tags':
      return { ...wish, add: linksOf(wish.add, await ensureTags(trx, dialect, wish.add, now)) }
    case 'series': {
      const names = wish.name === null ? [] : [wish.name]
      const [series = null] = linksOf(names, await ensureSeries(trx, dialect, names, now))
      return { kind: 'series', series, from: wish.from }
    }
    case 'authors': {
      const people = wish.names.map((name) => ({ name, sort: null }))
      const authors = linksOf(wish.names, await ensureAuthors(trx, dialect, people, now))
      return { kind: 'authors', authors, isReplacing: wish.isReplacing }
    }
    default:
      return wish
  }
}

const linksOf = (names: string[], ids: Map<string, number>) =>
  names.flatMap((name) => {
    const id = ids.get(nameKey(name))
    return id === undefined ? [] : [{ id, name }]
  })
