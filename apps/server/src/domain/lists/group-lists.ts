import type { CatalogDeps } from '#domain/catalog/catalog-deps.ts'
import { instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { readGroupOrThrow } from './group-store.ts'
import { listKeyOrThrow } from './list-store.ts'

interface Share {
  userId: number
  /** Public ids. */
  groupId: string
  listId: string
}

/**
 * Shares an own list with a group.
 * @returns whether it was not shared before
 * @throws not-found for a group that the caller does not belong to and for a list of somebody else
 */
export async function shareList(
  { transaction, clock }: CatalogDeps,
  { userId, groupId, listId }: Share,
): Promise<boolean> {
  const now = instant(clock.now())
  return transaction(async (trx) => {
    const group = await readGroupOrThrow(trx, userId, groupId)
    const list = await listKeyOrThrow(trx, userId, listId)
    const shared = await trx
      .insertInto('reading_group_lists')
      .values({ group_id: group.id, list_id: list, shared_at: now })
      .onConflict((c) => c.columns(['group_id', 'list_id']).doNothing())
      .returning('list_id')
      .executeTakeFirst()
    return shared !== undefined
  })
}

/** Takes an own list back. @throws not-found, also for a list that is not shared there */
export async function unshareList({ transaction }: CatalogDeps, { userId, groupId, listId }: Share): Promise<void> {
  await transaction(async (trx) => {
    const group = await readGroupOrThrow(trx, userId, groupId)
    const list = await listKeyOrThrow(trx, userId, listId)
    const { numDeletedRows } = await trx
      .deleteFrom('reading_group_lists')
      .where('group_id', '=', group.id)
      .where('list_id', '=', list)
      .executeTakeFirstOrThrow()
    if (Number(numDeletedRows) === 0) throw notFound('reading list', listId)
  })
}
