import type { Kysely } from 'kysely'
import type { Dialect } from '../dialect/dialect.ts'
import type { Schema } from '../schema.ts'
import * as catalogue from './0001-catalogue.ts'

export interface NamedMigration {
  name: string
  up(db: Kysely<Schema>, dialect: Dialect): Promise<void>
}

/** Forward only, in this order; one that was released is never edited. */
export const migrations: NamedMigration[] = [{ name: '0001-catalogue', up: catalogue.up }]
