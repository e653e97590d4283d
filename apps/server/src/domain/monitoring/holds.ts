import { type RawBuilder, type SqlBool, sql } from 'kysely'

/** Whether a column that is compared by its bytes holds a text anywhere; signs of patterns stand for themselves. */
export const holds = (column: string, text: string): RawBuilder<SqlBool> =>
  sql`${sql.ref(column)} like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`
