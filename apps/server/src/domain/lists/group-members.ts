import type { Trx } from '#database/open.ts'
import { keepToOneself } from '#domain/annotations/group-notes.ts'
import type { CatalogDeps } from '#domain/catalog/catalog-deps.ts'
import { findByLogin } from '#domain/identity/user-store.ts'
import { instant } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { readGroupOrThrow, readOwnGroupOrThrow } from './group-store.ts'

interface Entry {
  /** The caller. */
  userId: number
  /** Public id. */
  groupId: string
}

/**
 * Lets somebody into a group.
 * @param memberId public id
 * @returns whether they were not in it before
 * @throws not-found for the group (of everybody but its owner) and for an unknown account
 */
export async function addMember(
  { transaction, clock }: CatalogDeps,
  { userId, groupId, memberId }: Entry & { memberId: string },
): Promise<boolean> {
  const now = instant(clock.now())
  return transaction(async (trx) => {
    const { id } = await readOwnGroupOrThrow(trx, userId, groupId)
    return join(trx, { groupKey: id, userKey: await userKeyOrThrow(trx, memberId), now })
  })
}

/**
 * Lets somebody in whom the owner knows by the name or the address they sign in with.
 * @returns their public id, and whether they were not in it before
 * @throws not-found for the group; invalid where nobody signs in so
 */
export async function addMemberByLogin(
  { transaction, clock }: CatalogDeps,
  { userId, groupId, login }: Entry & { login: string },
): Promise<{ memberId: string; isNew: boolean }> {
  const now = instant(clock.now())
  return transaction(async (trx) => {
    const { id } = await readOwnGroupOrThrow(trx, userId, groupId)
    const user = await findByLogin(trx, login)
    if (!user) throw invalid('group.member', 'nobody on this server signs in with this name or address')
    const isNew = await join(trx, { groupKey: id, userKey: user.id, now })
    return { memberId: user.public_id, isNew }
  })
}

async function join(trx: Trx, { groupKey, userKey, now }: { groupKey: number; userKey: number; now: string }) {
  const added = await trx
    .insertInto('reading_group_members')
    .values({ group_id: groupKey, user_id: userKey, joined_at: now })
    .onConflict((c) => c.columns(['group_id', 'user_id']).doNothing())
    .returning('user_id')
    .executeTakeFirst()
  return added !== undefined
}

/**
 * Ends a membership: the owner may end any but the own one, everybody else the own one. Lists and notes that the
 * member shared with the group go along, because nobody can look after what they no longer see.
 * @throws invalid where the owner would leave, not-found for all that the caller may not end
 */
export async function removeMember(
  { transaction }: CatalogDeps,
  { userId, groupId, memberId }: Entry & { memberId: string },
): Promise<void> {
  await transaction(async (trx) => {
    const group = await readGroupOrThrow(trx, userId, groupId)
    const member = await userKeyOrThrow(trx, memberId)
    if (member !== userId && group.owner_id !== userId) throw notFound('member', memberId)
    if (member === group.owner_id) {
      throw invalid('group.owner', 'the owner cannot leave the group; delete the group instead')
    }
    const { numDeletedRows } = await trx
      .deleteFrom('reading_group_members')
      .where('group_id', '=', group.id)
      .where('user_id', '=', member)
      .executeTakeFirstOrThrow()
    if (Number(numDeletedRows) === 0) throw notFound('member', memberId)
    await trx
      .deleteFrom('reading_group_lists')
      .where('group_id', '=', group.id)
      .where('list_id', 'in', (e) => e.selectFrom('reading_lists').select('id').where('user_id', '=', member))
      .execute()
    await keepToOneself(trx, { userId: member, groupId: group.id })
  })
}

async function userKeyOrThrow(trx: Trx, publicId: string): Promise<number> {
  const user = await trx.selectFrom('users').select('id').where('public_id', '=', publicId).executeTakeFirst()
  if (!user) throw notFound('user', publicId)
  return user.id
}
