import { type Kysely, sql } from 'kysely'
import type { Schema } from '../schema.ts'

/**
 * A page of what is wanted, and how many there are, are read from the index alone, however far behind the page is. It
 * begins with what is the same in all of it, or SQLite prefers another index of the same order.
 */
export async function up(db: Kysely<Schema>): Promise<void> {
  await sql`drop index books_wanted`.execute(db)
  await sql`create index books_wanted on books
    (status, is_monitored, is_excluded, sort_title, id, author_id, deleted_at, metadata_provider, owner_user_id, media_type, updated_at)
    where is_monitored = 1 and is_excluded = 0 and status = 'wanted'`.execute(db)
}
