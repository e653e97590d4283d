import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookCardFacts } from '#database/schema.ts'

/** A book as lists show it, with the reader's own progress. */
export interface BookCard {
  id: number
  public_id: string
  title: string
  subtitle: string | null
  cover: string | null
  color: string | null
  card_json: BookCardFacts
  is_missing: boolean
  /** 0 to 1; null where the reader never opened it. */
  fraction: number | null
  created_at: string
}

/** Cards of these books, in the order of the keys; one statement, whose text does not depend on their number. */
export async function readCards(db: Db, dialect: Dialect, ids: number[], userId: number): Promise<BookCard[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<BookCard>`
    select b.id, b.public_id, b.title, b.subtitle, b.cover, c.color, b.card_json, b.is_missing, p.fraction, b.created_at
    from books as b
    left join covers as c on c.hash = substr(b.cover, 7)
    left join reading_places as p on p.user_id = ${userId} and p.book_id = b.id
    where ${dialect.isAmong('b.id', ids)}`.execute(db)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
