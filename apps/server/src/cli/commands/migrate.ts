import type { Command } from '../command.ts'
import { configurationOf, dataOptions } from '../configuration.ts'
import { migrateDatabase } from '../migrate-database.ts'

export const migrate: Command = {
  about: 'Brings the database to this version of Colophon. A start of the server does the same.',
  options: dataOptions,
  run: (call) => migrateDatabase(configurationOf(call), call),
}
