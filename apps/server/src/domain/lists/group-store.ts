import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { ReadingGroups } from '#database/schema.ts'
import { notFound } from '#kernel/errors.ts'

export type ReadingGroup = Selectable<ReadingGroups> & {
  /** Public id. */
  ownerId: string
  memberCount: number
}

export interface Member {
  /** Public id. */
  userId: string
  name: string
  isOwner: boolean
  joinedAt: string
}

const ofMember = (db: Db | Trx, userId: number) =>
  db
    .selectFrom('reading_group_members as me')
    .innerJoin('reading_groups as g', 'g.id', 'me.group_id')
    .innerJoin('users as o', 'o.id', 'g.owner_id')
    .selectAll('g')
    .select('o.public_id as ownerId')
    .select(sql<number>`(select count(*) from reading_group_members as m where m.group_id = g.id)`.as('memberCount'))
    .where('me.user_id', '=', userId)

/** The groups that somebody belongs to, by name. */
export const groupsOfMember = (db: Db, userId: number): Promise<ReadingGroup[]> =>
  ofMember(db, userId).orderBy('g.name_key').orderBy('g.id').execute()

/** @throws not-found, also for a group that the caller does not belong to */
export async function readGroupOrThrow(db: Db | Trx, userId: number, publicId: string): Promise<ReadingGroup> {
  const group = await ofMember(db, userId).where('g.public_id', '=', publicId).executeTakeFirst()
  if (!group) throw notFound('group', publicId)
  return group
}

/** @throws not-found for a group that the caller does not own, as if it were not there (library contract 23) */
export async function readOwnGroupOrThrow(db: Db | Trx, userId: number, publicId: string): Promise<ReadingGroup> {
  const group = await readGroupOrThrow(db, userId, publicId)
  if (group.owner_id !== userId) throw notFound('group', publicId)
  return group
}

/** Everybody in a group, in the order of joining. */
export async function membersOfGroup(db: Db, group: ReadingGroup): Promise<Member[]> {
  const rows = await db
    .selectFrom('reading_group_members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.id', 'u.public_id as userId', 'u.name', 'm.joined_at as joinedAt'])
    .where('m.group_id', '=', group.id)
    .orderBy('m.joined_at')
    .orderBy('u.id')
    .execute()
  return rows.map(({ id, ...member }) => ({ ...member, isOwner: id === group.owner_id }))
}
