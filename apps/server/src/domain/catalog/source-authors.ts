import type { Updateable } from 'kysely'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Trx } from '#database/open.ts'
import type { Authors } from '#database/schema.ts'
import { nameKey, nameSortKey, normaliseName, sortName } from '#kernel/text.ts'
import { cleanDescription } from './clean-description.ts'

/** An author as a provider tells of them. */
export interface SourceAuthor {
  foreignId: string
  provider: string
  name: string
  description: string
  imageUrl: string | null
  disambiguation: string
  ratingsCount: number
  averageRating: number
}

/** Whom this side watches, and how. */
export type AuthorWatch = Pick<
  Updateable<Authors>,
  | 'is_monitored'
  | 'monitor_mode'
  | 'monitor_latest_count'
  | 'monitor_new_items'
  | 'quality_profile_id'
  | 'metadata_profile_id'
  | 'root_folder_id'
  | 'audiobook_root_folder_id'
  | 'media_type'
>

/**
 * Records an author whom a provider knows. The library does not show them before they have a book there.
 * @returns key of the row
 */
export async function insertSourceAuthor(
  trx: Trx,
  dialect: Dialect,
  { author, watch, ownerId, now }: { author: SourceAuthor; watch: AuthorWatch; ownerId: number | null; now: string },
): Promise<number> {
  const { id } = await trx
    .insertInto('authors')
    .values({
      ...(await nameColumns(trx, author, null)),
      ...factColumns(author),
      ...watch,
      public_id: dialect.newPublicId(),
      foreign_id: author.foreignId,
      metadata_provider: author.provider,
      is_library_visible: false,
      owner_user_id: ownerId,
      created_at: now,
      updated_at: now,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/**
 * Says that an author is one of a provider from now on. Under the former id they are found all the same, unless that was
 * one of this server.
 * @returns whether the name is another one, so that what follows from it has to be refreshed
 */
export async function bindAuthor(
  trx: Trx,
  { id, author, now }: { id: number; author: SourceAuthor; now: string },
): Promise<{ isRenamed: boolean }> {
  const before = await trx
    .selectFrom('authors')
    .select(['name', 'author_name', 'foreign_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const names = await nameColumns(trx, author, id)
  await trx
    .updateTable('authors')
    .set({
      ...names,
      ...factColumns(author),
      foreign_id: author.foreignId,
      metadata_provider: author.provider,
      updated_at: now,
    })
    .where('id', '=', id)
    .execute()
  await trx.deleteFrom('author_source_ids').where('foreign_id', '=', author.foreignId).execute()
  if (!before.foreign_id.startsWith('local:') && before.foreign_id !== author.foreignId) {
    await addAuthorIds(trx, id, [before.foreign_id])
  }
  return { isRenamed: before.name !== names.name }
}

/** What a provider tells anew of an author; their name and what people set stay. */
export const refreshSourceAuthor = (trx: Trx, id: number, author: SourceAuthor, now: string) =>
  trx
    .updateTable('authors')
    .set({ ...factColumns(author), last_metadata_refresh_at: now, updated_at: now })
    .where('id', '=', id)
    .execute()

/** Changes how an author is watched, or what is remembered of looking at the works. */
export const changeAuthor = (
  trx: Trx,
  id: number,
  changes: AuthorWatch &
    Pick<Updateable<Authors>, 'catalogue_populated_at' | 'last_sync_json' | 'refresh_tried_at' | 'updated_at'>,
) => trx.updateTable('authors').set(changes).where('id', '=', id).execute()

/** What a provider does not say stays empty. */
const factColumns = (author: SourceAuthor) => ({
  ...(author.description === '' ? {} : { description: cleanDescription(author.description) }),
  ...(author.imageUrl === null ? {} : { image_url: author.imageUrl }),
  ...(author.disambiguation === '' ? {} : { disambiguation: author.disambiguation }),
  ...(author.ratingsCount > 0 ? { ratings_count: author.ratingsCount, average_rating: author.averageRating } : {}),
})

/** The library tells authors apart by their names alone: a namesake gets something behind it (acquisition contract 10.3). */
async function nameColumns(trx: Trx, author: SourceAuthor, ownId: number | null) {
  const name = normaliseName(author.name)
  const tails = ['', ` (${author.disambiguation || author.foreignId})`, ` (${author.foreignId})`]
  const candidates = tails.map((tail) => `${name}${tail}`)
  const taken = await trx
    .selectFrom('authors')
    .select('name_key')
    .where('name_key', 'in', candidates.map(nameKey))
    .where('id', '<>', ownId ?? 0)
    .execute()
  const free = candidates.find((candidate) => !taken.some(({ name_key }) => name_key === nameKey(candidate)))
  const unique = free ?? `${name} (${author.provider} ${author.foreignId})`
  const sort_name = sortName(name)
  return {
    name: unique,
    name_key: nameKey(unique),
    author_name: name,
    sort_name,
    sort_key: nameSortKey(sort_name),
  }
}

/** Further ids under which an author is found. One that somebody else has stays theirs. */
export async function addAuthorIds(trx: Trx, authorId: number, foreignIds: readonly string[]): Promise<void> {
  const rows = [...new Set(foreignIds)].map((foreign_id) => ({ foreign_id, author_id: authorId }))
  if (rows.length === 0) return
  await trx
    .insertInto('author_source_ids')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .execute()
}

/** Further names of an author. One that somebody else has stays theirs. @returns how many are new */
export async function addAliases(
  trx: Trx,
  {
    authorId,
    names,
    sourceKey = null,
    now,
  }: { authorId: number; names: readonly string[]; sourceKey?: string | null; now: string },
): Promise<number> {
  const byKey = new Map(names.map((name) => [nameKey(name), normaliseName(name)]))
  byKey.delete('')
  if (byKey.size === 0) return 0
  const rows = [...byKey].map(([name_key, name]) => ({
    ...{ author_id: authorId, name, name_key, source_key: sourceKey, created_at: now },
  }))
  const inserted = await trx
    .insertInto('author_aliases')
    .values(rows)
    .onConflict((c) => c.doNothing())
    .returning('id')
    .execute()
  return inserted.length
}

/** @returns whether the author had such a name */
export async function deleteAlias(trx: Trx, authorId: number, aliasId: number): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('author_aliases')
    .where('id', '=', aliasId)
    .where('author_id', '=', authorId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Key of the author with any of these ids of providers. */
export async function findAuthorIdBySource(db: Db | Trx, foreignIds: readonly string[]): Promise<number | undefined> {
  if (foreignIds.length === 0) return undefined
  const own = await db.selectFrom('authors').select('id').where('foreign_id', 'in', foreignIds).executeTakeFirst()
  if (own) return own.id
  const other = await db
    .selectFrom('author_source_ids')
    .select('author_id')
    .where('foreign_id', 'in', foreignIds)
    .executeTakeFirst()
  return other?.author_id
}
