import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { migrate } from '#database/migrate.ts'
import { type Database, openDatabase } from '#database/open.ts'
import { silentLogger } from '#kernel/logger.ts'
import { freshDatabase } from '#test/support/databases.ts'
import { filterQueries } from './book-filters.ts'
import { BookLists } from './book-lists.ts'
import { type BookOrder, bookOrders } from './book-orders.ts'
import { insertShelf } from './testing/shelf.ts'

/** Opens a database whose statements are written down as they run. */
async function listening(): Promise<{ db: Database; statements: { sql: string; parameters: readonly unknown[] }[] }> {
  const fresh = await freshDatabase('sqlite')
  const db = openDatabase(fresh.url, silentLogger)
  await migrate(db)
  const statements: { sql: string; parameters: readonly unknown[] }[] = []
  const { reader } = db
  const executor = reader.getExecutor()
  const run = executor.executeQuery.bind(executor)
  executor.executeQuery = (query, ...rest) => {
    statements.push(query)
    return run(query, ...rest)
  }
  return { db, statements }
}

describe('statements of lists', () => {
  it('read indexes in their order: none sorts, none reads the table from end to end', async () => {
    const { db, statements } = await listening()
    await insertShelf(db, 9_000)
    const lists = new BookLists({ db: db.reader, long: db.long, dialect: db.dialect })
    for (const order of Object.keys(bookOrders) as BookOrder[]) {
      for (const direction of ['asc', 'desc'] as const) {
        for (const offset of [0, 2_000, 4_490]) await lists.page({ order, direction, offset, limit: 50 })
      }
    }
    const walks = statements.filter(({ sql: text }) => text.includes('order by'))
    expect(walks.length).toBeGreaterThanOrEqual(20)
    for (const { sql: text, parameters } of walks) {
      const plan = await explain(db, text, parameters)
      expect(plan, text).not.toMatch(/TEMP B-TREE|SCAN books(?! USING COVERING INDEX)/)
      expect(plan, text).toMatch(/books USING COVERING INDEX/)
    }
    await db.close()
  })

  it('find what filters leave by an index of the filter', async () => {
    const { db } = await listening()
    const filters = {
      library: 1,
      author: 1,
      series: 1,
      tag: 1,
      format: 'pdf',
      language: 'ger',
      missing: true,
      added: { from: '2026', before: '2027' },
    }
    for (const { query, key } of filterQueries(db.dialect, filters)) {
      const { sql: text, parameters } = sql`select * from ${query} as q`.compile(db.reader)
      const plan = await explain(db, text, parameters)
      expect(plan, key).toMatch(/USING (COVERING )?INDEX/)
      expect(plan, key).not.toMatch(/SCAN (books|b|c|s|library_books|book_tags|book_files)\b(?! USING)/)
      expect(plan, key).not.toMatch(/books_is_library_visible_sort/)
    }
    await db.close()
  })
})

async function explain(db: Database, text: string, parameters: readonly unknown[]): Promise<string> {
  const { rows } = await db.writer.executeQuery<{ detail: string }>({
    sql: `explain query plan ${text}`,
    parameters,
    query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
    queryId: { queryId: 'plan' },
  })
  return rows.map(({ detail }) => detail).join('\n')
}
