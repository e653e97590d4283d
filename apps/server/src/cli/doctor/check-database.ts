import { existsSync } from 'node:fs'
import { sql } from 'kysely'
import { checkLibraryFolders } from '#app/doctor/check-library-folders.ts'
import { type Finding, note, ok, problem, reasonOf } from '#app/doctor/finding.ts'
import { migrations } from '#database/migrations/all.ts'
import { type Database, openDatabase } from '#database/open.ts'
import { silentLogger } from '#kernel/logger.ts'
import { explain } from '../explain.ts'

/** Whether the database answers and fits this version, and then what it says about folders. Changes nothing. */
export async function checkDatabase(databaseUrl: string): Promise<Finding[]> {
  const file = databaseUrl.startsWith('sqlite:') ? databaseUrl.slice('sqlite:'.length) : undefined
  const name = file ?? withoutPassword(databaseUrl)
  if (file && !existsSync(file)) return [ok(`The database ${name} will be made at the first start.`)]
  let database: Database | undefined
  try {
    database = openDatabase(databaseUrl, silentLogger)
    return [await compareVersions(database, name), ...(await checkLibraryFolders(database))]
  } catch (error) {
    const advice = explain(error)?.message ?? 'Correct --database-url, or start the database server.'
    return [problem(`The database ${name} could not be used: ${reasonOf(error)}.`, advice)]
  } finally {
    await database?.close()
  }
}

async function compareVersions({ reader, dialect }: Database, name: string): Promise<Finding> {
  const tables = await (dialect.name === 'sqlite'
    ? sql`select name from sqlite_master where name = 'schema_migrations'`
    : sql`select 1 from information_schema.tables where table_name = 'schema_migrations'`
  ).execute(reader)
  const rows =
    tables.rows.length > 0 ? (await sql<{ name: string }>`select name from schema_migrations`.execute(reader)).rows : []
  const applied = new Set(rows.map((row) => row.name))
  const missing = migrations.filter((migration) => !applied.has(migration.name))
  if (applied.size > migrations.length - missing.length) {
    return problem(
      `The database ${name} was used by a newer version of Colophon.`,
      'Start that version, or go back to a backup from before.',
    )
  }
  if (missing.length > 0)
    return note(
      `The database ${name} will be brought to this version at the next start.`,
      'Make a backup before, or do it now: colophon migrate',
    )
  return ok(`The database ${name} answers and is at this version.`)
}

function withoutPassword(url: string): string {
  const shown = new URL(url)
  if (shown.password) shown.password = '…'
  return decodeURI(shown.href)
}
