import { CompiledQuery, type Insertable, type Kysely } from 'kysely'
import type { Schema } from '../apps/server/src/database/schema.ts'

/** Both databases take this many parameters in a statement, and more would not be faster. */
const PARAMETERS = 16_000

/**
 * Inserts rows of the same columns, many a statement. The statements are made here as text: building them as trees
 * would take longer than the database needs to run them.
 */
export async function bulkInsert<Table extends keyof Schema & string>(
  db: Kysely<Schema>,
  placeholder: (n: number) => string,
  table: Table,
  rows: Insertable<Schema[Table]>[],
): Promise<void> {
  const [sample] = rows
  if (!sample) return
  const columns = Object.keys(sample) as (keyof typeof sample & string)[]
  const perStatement = Math.floor(PARAMETERS / columns.length)
  for (let at = 0; at < rows.length; at += perStatement) {
    const some = rows.slice(at, at + perStatement)
    let n = 0
    const values = some.map(() => `(${columns.map(() => placeholder(++n)).join(',')})`).join(',')
    const parameters = some.flatMap((row) => columns.map((column) => row[column]))
    await db.executeQuery(CompiledQuery.raw(`insert into ${table} (${columns.join(',')}) values ${values}`, parameters))
  }
}
