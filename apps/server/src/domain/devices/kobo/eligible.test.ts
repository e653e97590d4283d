import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { silentLogger } from '#kernel/logger.ts'
import { freshDatabase } from '#test/support/databases.ts'
import { isEligible } from './eligible.ts'
import { DEFAULT_SETTINGS } from './settings.ts'

it('whether a book belongs on a reader is asked of its own files, not of all files that are there', async () => {
  const fresh = await freshDatabase('sqlite')
  const db = openDatabase(fresh.url, silentLogger)
  await migrate(db)
  const eligible = isEligible('b', { tokenId: 1, scope: null, settings: DEFAULT_SETTINGS })
  const { rows } = await sql<{
    detail: string
  }>`explain query plan select b.id from books as b where ${eligible}`.execute(db.reader)
  const plan = rows.map(({ detail }) => detail).join('\n')
  expect(plan).toMatch(/SEARCH sendable .*\bbook_id=\?/)
  await db.close()
  await fresh.drop()
})
