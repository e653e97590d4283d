import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db } from '#database/open.ts'
import type { BookCardFacts, ReadState } from '#database/schema.ts'
import { CoverColors, coverHash } from './cover-colors.ts'

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
  /** Null where nothing was marked or reported. */
  state: ReadState | null
  rating: number | null
  language_code: string | null
  publication_date: string | null
  created_at: string
}

/** A book as lists show it, with the reader's own progress. */
export interface BookCard extends CardRow {
  /** Of the cover, where it has been drawn. */
  color: string | null
}

export type ReadCards = (ids: number[], userId: number) => Promise<BookCard[]>

/** Reads cards of books, in the order of the keys: one statement over one table, whatever their number. */
export function cardReader({ db, dialect }: { db: Db; dialect: Dialect }): ReadCards {
  const colors = new CoverColors()

  async function findColors(rows: CardRow[]): Promise<void> {
    const unknown = rows.filter(({ id, cover }) => coverHash(cover) && colors.of(id, cover ?? '') === null)
    if (unknown.length === 0) return
    const found = await db
      .selectFrom('covers')
      .select(['hash', 'color'])
      .where(
        'hash',
        'in',
        unknown.map(({ cover }) => coverHash(cover) ?? ''),
      )
      .where('color', 'is not', null)
      .execute()
    const byHash = new Map(found.map(({ hash, color }) => [hash, color]))
    for (const { id, cover } of unknown) {
      const color = byHash.get(coverHash(cover) ?? '')
      if (cover && color) colors.remember(id, cover, color)
    }
  }

  return async (ids, userId) => {
    if (ids.length === 0) return []
    const { rows } = await sql<CardRow>`
      select b.id, b.public_id, b.title, b.subtitle, b.cover, b.card_json, b.is_missing, p.fraction, s.state, s.rating,
        b.language_code, b.publication_date, b.created_at
      from books as b left join reading_places as p on p.user_id = ${userId} and p.book_id = b.id
        left join reading_states as s on s.user_id = ${userId} and s.book_id = b.id
      where ${dialect.isAmong('b.id', ids)}`.execute(db)
    await findColors(rows)
    const byId = new Map(rows.map((row) => [row.id, row]))
    const cards: BookCard[] = []
    for (const id of ids) {
      const row = byId.get(id)
      if (row) cards.push(Object.assign(row, { color: row.cover ? colors.of(id, row.cover) : null }))
    }
    return cards
  }
}
