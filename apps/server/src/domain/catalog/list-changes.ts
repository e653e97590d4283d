import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookCardFacts } from '#database/schema.ts'
import { type BookState, readStates } from './book-state.ts'
import { type ChangeRow, isEdit, type Standing, standingOf } from './undo-recorded.ts'

export interface ListedChange extends ChangeRow {
  by: string | null
  /** How many changes belong to the same go. */
  count: number
  book_public_id: string | null
  book_title: string | null
  book_deleted_at: string | null
  /** Null for what is no edit of a book, or where the book is gone. */
  standing: Standing | null
}

export interface ChangePage {
  items: ListedChange[]
  /** Key of the last one; null where there are no more. */
  next: number | null
}

const PAGE = 20

/** What was changed, newest first; of what was changed in one go the last one stands for all. */
export async function listChanges(
  { db, dialect }: { db: Db; dialect: Dialect },
  { bookId, before }: { bookId?: number; before?: number },
): Promise<ChangePage> {
  const rows = await db
    .selectFrom('changes as c')
    .leftJoin('users as u', 'u.id', 'c.user_id')
    .leftJoin('books as b', 'b.id', 'c.book_id')
    .selectAll('c')
    .select(['u.name as by', 'b.public_id as book_public_id', 'b.title as book_title'])
    .select('b.deleted_at as book_deleted_at')
    .select((e) =>
      e
        .case()
        .when('c.batch_key', 'is', null)
        .then(sql<number>`1`)
        .else(
          e
            .selectFrom('changes as all')
            .select(sql<number>`count(*)`.as('n'))
            .whereRef('all.batch_key', '=', 'c.batch_key'),
        )
        .end()
        .as('count'),
    )
    .$if(bookId !== undefined, (query) => query.where('c.book_id', '=', bookId ?? 0))
    .$if(bookId === undefined, (query) =>
      query.where((e) =>
        e.not(
          e.exists(
            e
              .selectFrom('changes as later')
              .select('later.id')
              .whereRef('later.batch_key', '=', 'c.batch_key')
              .whereRef('later.id', '>', 'c.id'),
          ),
        ),
      ),
    )
    .$if(before !== undefined, (query) => query.where('c.id', '<', before ?? 0))
    .orderBy('c.id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const page = rows.slice(0, PAGE)
  const states = await readStates(
    db,
    dialect,
    page.filter(isEdit).flatMap(({ book_id }) => book_id ?? []),
  )
  const stateOf = (row: ChangeRow): BookState | undefined =>
    isEdit(row) && row.book_id !== null ? states.get(row.book_id) : undefined
  const items = page.map((row) => {
    const state = stateOf(row)
    return { ...row, count: Number(row.count), standing: state ? standingOf(row, state) : null }
  })
  return { items, next: rows.length > PAGE ? (page.at(-1)?.id ?? null) : null }
}

export interface DeletedBookRow {
  id: number
  public_id: string
  title: string
  card_json: BookCardFacts
  cover: string | null
  color: string | null
  file_count: number
  deleted_at: string
  by: string | null
  change_public_id: string
}

/** Books that were thrown out and can be brought back, newest first. */
export async function listDeletedBooks(
  db: Db,
  { before }: { before?: number },
): Promise<{ items: DeletedBookRow[]; next: number | null }> {
  const rows = await db
    .selectFrom('changes as c')
    .innerJoin('books as b', 'b.id', 'c.book_id')
    .leftJoin('users as u', 'u.id', 'c.user_id')
    .select(['c.id', 'b.public_id', 'b.title', 'b.card_json', 'b.cover', 'c.created_at as deleted_at'])
    .select(['u.name as by', 'c.public_id as change_public_id'])
    .select(sql<string | null>`(select color from covers where hash = substr(b.cover, 7))`.as('color'))
    .select((e) =>
      e
        .selectFrom('book_files as f')
        .select(sql<number>`count(*)`.as('n'))
        .whereRef('f.book_id', '=', 'b.id')
        .as('file_count'),
    )
    .where('c.kind', '=', 'book-deleted')
    .where('c.undone_at', 'is', null)
    .where('b.deleted_at', 'is not', null)
    .$if(before !== undefined, (query) => query.where('c.id', '<', before ?? 0))
    .orderBy('c.id', 'desc')
    .limit(PAGE + 1)
    .execute()
  const items = rows.slice(0, PAGE).map((row) => ({ ...row, file_count: Number(row.file_count ?? 0) }))
  return { items, next: rows.length > PAGE ? (items.at(-1)?.id ?? null) : null }
}
