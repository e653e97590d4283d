import { instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { nameKey } from '#kernel/text.ts'
import type { CatalogDeps } from './catalog-deps.ts'
import { findTag, type TagRow } from './tag-store.ts'
import { cleanName, orTaken } from './taken-name.ts'

/**
 * Adds a tag.
 * @throws invalid for a blank name, conflict for one that is taken
 */
export async function addTag({ database, transaction, clock }: CatalogDeps, given: string): Promise<TagRow> {
  const { dialect } = database
  const name = cleanName('tag', given)
  const now = instant(clock.now())
  const row = { public_id: dialect.newPublicId(), name, name_key: nameKey(name), created_at: now, updated_at: now }
  return orTaken(dialect, 'tag', name, () =>
    transaction((trx) => trx.insertInto('tags').values(row).returningAll().executeTakeFirstOrThrow()),
  )
}

/**
 * Gives a tag another name.
 * @throws invalid, conflict, not-found
 */
export async function renameTag(deps: CatalogDeps, publicId: string, given: string): Promise<TagRow> {
  const { database, transaction, clock } = deps
  const name = cleanName('tag', given)
  const changed = { name, name_key: nameKey(name), updated_at: instant(clock.now()) }
  const tag = await orTaken(database.dialect, 'tag', name, () =>
    transaction((trx) =>
      trx.updateTable('tags').set(changed).where('public_id', '=', publicId).returningAll().executeTakeFirst(),
    ),
  )
  if (!tag) throw notFound('tag', publicId)
  return tag
}

/**
 * Deletes a tag; its books stay.
 * @throws not-found
 */
export async function deleteTag({ database, transaction }: CatalogDeps, publicId: string): Promise<TagRow> {
  return transaction(async (trx) => {
    const tag = await findTag(trx, publicId)
    if (!tag) throw notFound('tag', publicId)
    await trx.deleteFrom('tags').where('id', '=', tag.id).execute()
    await database.dialect.revision.touch(trx)
    return tag
  })
}
