import type { Db, Trx } from '#database/open.ts'
import { forbidden } from '#kernel/errors.ts'

/**
 * Key of a group with which the caller may share notes.
 * @throws forbidden for any other, also where there is none (library contract 24)
 */
export async function sharableGroupOrThrow(db: Db | Trx, userId: number, publicId: string): Promise<number> {
  const group = await db
    .selectFrom('reading_groups as g')
    .innerJoin('reading_group_members as m', 'm.group_id', 'g.id')
    .select('g.id')
    .where('g.public_id', '=', publicId)
    .where('m.user_id', '=', userId)
    .executeTakeFirst()
  if (!group) {
    throw forbidden('annotation.group', 'a note can be shared with a group that one belongs to, and this is none')
  }
  return group.id
}

/** Ends the sharing of all notes of somebody with a group. */
export async function keepToOneself(trx: Trx, { userId, groupId }: { userId: number; groupId: number }): Promise<void> {
  await trx
    .updateTable('annotations')
    .set({ group_id: null })
    .where('group_id', '=', groupId)
    .where('user_id', '=', userId)
    .execute()
}
