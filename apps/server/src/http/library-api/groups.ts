import * as contract from '@colophon/contract/library/groups.ts'
import type { FastifyInstance } from 'fastify'
import type { AuditVerb } from '#domain/history/audit-actions.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { addGroup, deleteGroup, replaceGroup } from '#domain/lists/edit-groups.ts'
import { shareList, unshareList } from '#domain/lists/group-lists.ts'
import { addMember, removeMember } from '#domain/lists/group-members.ts'
import { progressOfGroup } from '#domain/lists/group-progress.ts'
import { groupsOfMember, membersOfGroup, type ReadingGroup, readGroupOrThrow } from '#domain/lists/group-store.ts'
import { listsOfGroup } from '#domain/lists/list-store.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'
import type { CatalogueDeps } from './catalogue-deps.ts'
import { presentList } from './present-list.ts'

/** Reading groups, which behave as not there for everybody outside (library contract 23). */
export function groupRoutes(app: FastifyInstance, deps: CatalogueDeps): void {
  const { db, audit } = deps
  const note = (by: Principal, act: AuditVerb<'group'>, groupId: string, metadata: Record<string, unknown>) =>
    audit({ by, action: `group.${act}`, entityType: 'group', entityId: groupId, metadata })

  route(app, contract.listGroups, async ({ principal }) =>
    (await groupsOfMember(db, principal.userId)).map(presentGroup),
  )
  route(app, contract.createGroup, async ({ body, principal }) => {
    const group = await addGroup(deps, principal.userId, body)
    await note(principal, 'created', group.public_id, { name: group.name })
    return presentGroup(group)
  })
  route(app, contract.readGroup, async ({ params, principal }) =>
    presentGroup(await readGroupOrThrow(db, principal.userId, params.groupId)),
  )
  route(app, contract.replaceGroup, async ({ params, body, principal }) => {
    const group = await replaceGroup(deps, principal.userId, params.groupId, body)
    await note(principal, 'updated', group.public_id, { name: group.name })
    return presentGroup(group)
  })
  route(app, contract.deleteGroup, async ({ params, principal }) => {
    const { public_id: entityId, name } = await deleteGroup(deps, principal.userId, params.groupId)
    await audit({ by: principal, action: 'group.deleted', entityType: 'reading_group', entityId, metadata: { name } })
  })

  route(app, contract.listGroupMembers, async ({ params, principal }) => {
    const group = await readGroupOrThrow(db, principal.userId, params.groupId)
    const members = await membersOfGroup(db, group)
    return members.map(({ userId, name, isOwner, joinedAt }) => ({
      group_id: group.public_id,
      user_id: userId,
      user_name: name,
      role: isOwner ? ('owner' as const) : ('member' as const),
      joined_at: wholeSeconds(joinedAt),
    }))
  })
  route(app, contract.addGroupMember, async ({ params, body, principal }) => {
    const entry = { userId: principal.userId, groupId: params.groupId, memberId: body.user_id }
    if (await addMember(deps, entry)) {
      await note(principal, 'member_added', params.groupId, { member_user_id: body.user_id })
    }
  })
  route(app, contract.removeGroupMember, async ({ params, principal }) => {
    await removeMember(deps, { userId: principal.userId, ...params })
    await note(principal, 'member_removed', params.groupId, { member_user_id: params.memberId })
  })

  route(app, contract.listGroupLists, async ({ params, principal }) => {
    const { id } = await readGroupOrThrow(db, principal.userId, params.groupId)
    return (await listsOfGroup(db, id)).map(presentList)
  })
  route(app, contract.shareListWithGroup, async ({ params, body, principal }) => {
    const share = { userId: principal.userId, groupId: params.groupId, listId: body.list_id }
    if (await shareList(deps, share)) await note(principal, 'list_shared', params.groupId, { list_id: body.list_id })
  })
  route(app, contract.unshareListWithGroup, async ({ params, principal }) => {
    await unshareList(deps, { userId: principal.userId, ...params })
    await note(principal, 'list_unshared', params.groupId, { list_id: params.listId })
  })

  route(app, contract.readGroupProgress, async ({ params, query, principal }) => {
    const { id } = await readGroupOrThrow(db, principal.userId, params.groupId)
    const progress = await progressOfGroup(db, id, query.book_id)
    return progress.map(({ userId, name, fraction, at }) => ({
      user_id: userId,
      user_name: name,
      percentage: fraction,
      updated_at: at && wholeSeconds(at),
    }))
  })
}

const presentGroup = (group: ReadingGroup): contract.Group => ({
  id: group.public_id,
  owner_id: group.ownerId,
  name: group.name,
  description: group.description,
  member_count: group.memberCount,
  created_at: wholeSeconds(group.created_at),
  updated_at: wholeSeconds(group.updated_at),
})
