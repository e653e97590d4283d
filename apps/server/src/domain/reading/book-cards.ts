import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookCardFacts } from '#database/schema.ts'

interface CardRow {
  id: number
  public_id: string
  title: string
  subtitle: string | null
  /** `cover:<hash>`, an address, or null. */
  cover: string | null
  card_json: BookCardFacts
  is_missing: boolean
  /** 0 to 1; null where the reader never opened it. */
  fraction: number | null
  created_at: string
}

/** A book as lists show it, with the reader's own progress. */
export interface BookCard extends CardRow {
  /** Of the cover, where it has been drawn. */
  color: string | null
}

export type ReadCards = (ids: number[], userId: number) => Promise<BookCard[]>

/** A colour follows from the content of a cover, so it can be remembered for good; about 4 MB of them. */
const MOST_COLORS = 30_000

/** Reads cards of books, in the order of the keys: one statement over one table, whatever their number. */
export function cardReader({ db, dialect }: { db: Db; dialect: Dialect }): ReadCards {
  const colors = new Map<string, string>()

  async function findColors(rows: CardRow[]): Promise<void> {
    const unknown = rows.flatMap(({ cover }) => (cover?.startsWith('cover:') && !colors.has(cover) ? [cover] : []))
    if (unknown.length === 0) return
    const found = await db
      .selectFrom('covers')
      .select(['hash', 'color'])
      .where(
        'hash',
        'in',
        unknown.map((cover) => cover.slice('cover:'.length)),
      )
      .where('color', 'is not', null)
      .execute()
    if (colors.size > MOST_COLORS) colors.clear()
    for (const { hash, color } of found) colors.set(`cover:${hash}`, color ?? '')
  }

  return async (ids, userId) => {
    if (ids.length === 0) return []
    const { rows } = await sql<CardRow>`
      select b.id, b.public_id, b.title, b.subtitle, b.cover, b.card_json, b.is_missing, p.fraction, b.created_at
      from books as b left join reading_places as p on p.user_id = ${userId} and p.book_id = b.id
      where ${dialect.isAmong('b.id', ids)}`.execute(db)
    await findColors(rows)
    const byId = new Map(rows.map((row) => [row.id, row]))
    const cards: BookCard[] = []
    for (const id of ids) {
      const row = byId.get(id)
      if (row) cards.push(Object.assign(row, { color: colors.get(row.cover ?? '') ?? null }))
    }
    return cards
  }
}
