import type { CatalogDeps } from '#domain/catalog/catalog-deps.ts'
import { cleanName, orTaken } from '#domain/catalog/taken-name.ts'
import { instant } from '#kernel/clock.ts'
import { nameKey } from '#kernel/text.ts'
import { type ReadingGroup, readGroupOrThrow, readOwnGroupOrThrow } from './group-store.ts'

export interface GroupInput {
  name: string
  description?: string | null | undefined
}

/**
 * Makes a group; whoever makes it is its owner and first member.
 * @throws invalid for a blank name, conflict for one of another group of the same owner
 */
export async function addGroup(
  { database, transaction, clock }: CatalogDeps,
  userId: number,
  input: GroupInput,
): Promise<ReadingGroup> {
  const { dialect } = database
  const name = cleanName('group', input.name)
  const now = instant(clock.now())
  const row = {
    public_id: dialect.newPublicId(),
    owner_id: userId,
    name,
    name_key: nameKey(name),
    description: input.description ?? null,
    created_at: now,
    updated_at: now,
  }
  return orTaken(dialect, 'group', name, () =>
    transaction(async (trx) => {
      const { id } = await trx.insertInto('reading_groups').values(row).returning('id').executeTakeFirstOrThrow()
      await trx.insertInto('reading_group_members').values({ group_id: id, user_id: userId, joined_at: now }).execute()
      return readGroupOrThrow(trx, userId, row.public_id)
    }),
  )
}

/**
 * Replaces name and description; a description that is left out is cleared.
 * @throws invalid, conflict, not-found for everybody but the owner
 */
export async function replaceGroup(
  { database, transaction, clock }: CatalogDeps,
  userId: number,
  publicId: string,
  input: GroupInput,
): Promise<ReadingGroup> {
  const name = cleanName('group', input.name)
  const changed = {
    name,
    name_key: nameKey(name),
    description: input.description ?? null,
    updated_at: instant(clock.now()),
  }
  return orTaken(database.dialect, 'group', name, () =>
    transaction(async (trx) => {
      const { id } = await readOwnGroupOrThrow(trx, userId, publicId)
      await trx.updateTable('reading_groups').set(changed).where('id', '=', id).execute()
      return readGroupOrThrow(trx, userId, publicId)
    }),
  )
}

/** Deletes a group; lists and notes that were shared are those of their writers alone again. @throws not-found */
export async function deleteGroup(
  { transaction }: CatalogDeps,
  userId: number,
  publicId: string,
): Promise<ReadingGroup> {
  return transaction(async (trx) => {
    const group = await readOwnGroupOrThrow(trx, userId, publicId)
    await trx.deleteFrom('reading_groups').where('id', '=', group.id).execute()
    return group
  })
}
