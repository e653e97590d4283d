import { sql } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Trx } from '#database/open.ts'
import { isShown } from './shown.ts'

/** Counts the books of these people anew. */
export const countBooksOfAuthors = (trx: Trx, dialect: Dialect, ids: readonly number[]): Promise<void> =>
  count(trx, dialect, { table: 'authors', links: 'book_creators', key: 'author_id', ids })

/** Counts the books of these series anew. */
export const countBooksOfSeries = (trx: Trx, dialect: Dialect, ids: readonly number[]): Promise<void> =>
  count(trx, dialect, { table: 'series', links: 'book_series', key: 'series_id', ids })

async function count(
  trx: Trx,
  dialect: Dialect,
  { table, links, key, ids }: { table: string; links: string; key: string; ids: readonly number[] },
): Promise<void> {
  const unique = [...new Set(ids)]
  if (unique.length === 0) return
  const counted = sql`(select count(distinct l.book_id) from ${sql.table(links)} as l join books as b on b.id = l.book_id
    where l.${sql.ref(key)} = ${sql.table(table)}.id and ${isShown('b')})`
  await sql`update ${sql.table(table)} set book_count = ${counted}
    where ${dialect.isAmong('id', unique)} and book_count <> ${counted}`.execute(trx)
}
