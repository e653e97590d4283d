import type { Config } from '#app/config.ts'
import { migrate } from '#database/migrate.ts'
import { openDatabase } from '#database/open.ts'
import { silentLogger } from '#kernel/logger.ts'
import type { Call } from './command.ts'

/** Applies what is missing and says what that was. */
export async function migrateDatabase(config: Config, { print }: Pick<Call, 'print'>): Promise<number> {
  const database = openDatabase(config.databaseUrl, silentLogger)
  try {
    const applied = await migrate(database)
    for (const name of applied) print(`applied ${name}`)
    if (applied.length === 0) print('The database is at this version already.')
    return 0
  } finally {
    await database.close()
  }
}
