import { expect, it } from 'vitest'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { silentLogger } from '#kernel/logger.ts'
import { freshDatabase, onEveryDatabase } from '#test/support/databases.ts'
import { insertWanted } from '#test/support/wanted.ts'
import { listBooks } from './list-books.ts'

it('reads a page of what is wanted and its number from the index alone', async () => {
  const db = openDatabase((await freshDatabase('sqlite')).url, silentLogger)
  await migrate(db)
  for (const title of ['Emma', 'Persuasion', 'Sanditon']) await insertWanted(db, { title })
  const { reader } = db
  const statements: { sql: string; parameters: readonly unknown[] }[] = []
  const executor = reader.getExecutor()
  const run = executor.executeQuery.bind(executor)
  executor.executeQuery = (query, ...rest) => {
    statements.push(query)
    return run(query, ...rest)
  }

  const filter = { status: 'wanted', sort: 'title-az', scope: null } as const
  const { items, total } = await listBooks(reader, db.dialect, filter, { limit: 1, offset: 1 })

  expect([items.map(({ book }) => book.title), total]).toEqual([['Persuasion'], 3])
  const walks = statements.filter(({ sql: text }) => text.includes('from books as b'))
  expect(walks).toHaveLength(2)
  for (const { sql: text, parameters } of walks) {
    const { rows } = await db.writer.executeQuery<{ detail: string }>({
      ...{ sql: `explain query plan ${text}`, parameters, queryId: { queryId: 'plan' } },
      query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
    })
    const plan = rows.map(({ detail }) => detail).join('\n')
    expect(plan).toMatch(/SEARCH b USING COVERING INDEX books_wanted/)
    expect(plan).not.toMatch(/TEMP B-TREE/)
  }
  await db.close()
})

onEveryDatabase('the number of books that are wanted', (world) => {
  const listed = async () => {
    const { reader, dialect } = world.db
    const filter = { status: 'wanted', sort: 'title-az', scope: null } as const
    return (await listBooks(reader, dialect, filter, { limit: 1, offset: 0 })).total
  }

  it('is right after every change, whoever makes it', async () => {
    const before = await listed()
    const id = await insertWanted(world.db, { title: 'Lady Susan' })
    expect([await listed(), await listed()]).toEqual([before + 1, before + 1])
    await world.db.writer.updateTable('books').set({ is_monitored: false }).where('id', '=', id).execute()
    expect(await listed()).toBe(before)
  })
})
