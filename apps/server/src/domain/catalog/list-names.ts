import { sql } from 'kysely'
import type { Db } from '#database/open.ts'
import { invalid } from '#kernel/errors.ts'
import { fold, normaliseName } from '#kernel/text.ts'

export interface ListedName {
  id: number
  public_id: string
  name: string
  sort_key: string
  book_count: number
}

export interface NameQuery {
  sort: 'name' | 'count'
  /** Only names that begin like this, as they are sorted or as they are written. */
  text: string
  /** From the page before. */
  after: string | undefined
}

const PAGE = 100
/** Behind every name that begins like this. */
const END = '\u{10ffff}'

/** People or series that have books, a page at a time: one stretch of one index, wherever it is. */
export async function listNames(
  db: Db,
  table: 'authors' | 'series',
  { sort, text, after }: NameQuery,
): Promise<{ items: ListedName[]; next: string | null }> {
  const typed = normaliseName(text)
  const [key, written] = [fold(typed), typed.normalize('NFC').toLowerCase()]
  const cursor = after === undefined ? undefined : readCursor(after)
  const rows = await db
    .selectFrom(table)
    .select(['id', 'public_id', 'name', 'sort_key', 'book_count'])
    .where('book_count', '>', 0)
    .$if(typed !== '', (query) =>
      query.where((e) =>
        e.or([
          e.and([e('sort_key', '>=', key), e('sort_key', '<', key + END)]),
          e.and([e('name_key', '>=', written), e('name_key', '<', written + END)]),
        ]),
      ),
    )
    .$if(cursor !== undefined && sort === 'name', (query) =>
      query.where(sql<boolean>`(sort_key, id) > (${cursor?.key}, ${cursor?.id})`),
    )
    .$if(cursor !== undefined && sort === 'count', (query) =>
      query.where(
        sql<boolean>`book_count <= ${cursor?.count} and
          (book_count < ${cursor?.count} or (sort_key, id) > (${cursor?.key}, ${cursor?.id}))`,
      ),
    )
    .$if(sort === 'count', (query) => query.orderBy('book_count', 'desc'))
    .orderBy('sort_key')
    .orderBy('id')
    .limit(PAGE + 1)
    .execute()
  const items = rows.slice(0, PAGE)
  const last = items.at(-1)
  const next = rows.length > PAGE && last ? JSON.stringify([last.book_count, last.sort_key, last.id]) : null
  return { items, next }
}

/** @throws invalid where it is none of ours */
function readCursor(text: string): { count: number; key: string; id: number } {
  try {
    const [count, key, id] = JSON.parse(text) as unknown[]
    if (Number.isSafeInteger(count) && typeof key === 'string' && Number.isSafeInteger(id))
      return { count: Number(count), key, id: Number(id) }
  } catch {
    // Said below.
  }
  throw invalid('names.after', 'the place in the list is not understood; begin at the first page')
}
