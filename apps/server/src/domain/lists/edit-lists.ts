import type { CatalogDeps } from '#domain/catalog/catalog-deps.ts'
import { cleanName, orTaken } from '#domain/catalog/taken-name.ts'
import { instant } from '#kernel/clock.ts'
import { nameKey } from '#kernel/text.ts'
import { type ReadingList, readListOrThrow } from './list-store.ts'

export interface ListInput {
  name: string
  description?: string | null | undefined
}

/**
 * Makes a list of a reader.
 * @throws invalid for a blank name, conflict for one that the reader uses already
 */
export async function addList({ database, transaction, clock }: CatalogDeps, userId: number, input: ListInput) {
  const { dialect } = database
  const name = cleanName('reading list', input.name)
  const now = instant(clock.now())
  const row = {
    public_id: dialect.newPublicId(),
    user_id: userId,
    name,
    name_key: nameKey(name),
    description: input.description ?? null,
    created_at: now,
    updated_at: now,
  }
  return orTaken(dialect, 'reading list', name, () =>
    transaction(async (trx): Promise<ReadingList> => {
      const list = await trx.insertInto('reading_lists').values(row).returningAll().executeTakeFirstOrThrow()
      return { ...list, bookCount: 0 }
    }),
  )
}

/**
 * Replaces name and description; a description that is left out is cleared.
 * @throws invalid, conflict, not-found
 */
export async function replaceList(deps: CatalogDeps, userId: number, publicId: string, input: ListInput) {
  const { database, transaction, clock } = deps
  const name = cleanName('reading list', input.name)
  const changed = {
    name,
    name_key: nameKey(name),
    description: input.description ?? null,
    updated_at: instant(clock.now()),
  }
  return orTaken(database.dialect, 'reading list', name, () =>
    transaction(async (trx) => {
      const { id } = await readListOrThrow(trx, userId, publicId)
      await trx.updateTable('reading_lists').set(changed).where('id', '=', id).execute()
      return readListOrThrow(trx, userId, publicId)
    }),
  )
}

/** Deletes a list; its books stay. @throws not-found */
export async function deleteList({ transaction }: CatalogDeps, userId: number, publicId: string): Promise<ReadingList> {
  return transaction(async (trx) => {
    const list = await readListOrThrow(trx, userId, publicId)
    await trx.deleteFrom('reading_lists').where('id', '=', list.id).execute()
    return list
  })
}
