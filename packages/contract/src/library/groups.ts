import { type Static, Type } from 'typebox'
import { Id, Nullable, Timestamp } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { NullableText, OptionalText } from './fields.ts'
import { ReadingList } from './reading-lists.ts'

const tag = 'Reading groups'

export const Group = Type.Object({
  id: Type.String(),
  owner_id: Type.String(),
  name: Type.String(),
  description: NullableText,
  member_count: Type.Integer({ description: 'with the owner' }),
  created_at: Timestamp,
  updated_at: Timestamp,
})
export type Group = Static<typeof Group>

export const GroupMember = Type.Object({
  group_id: Type.String(),
  user_id: Type.String(),
  user_name: Type.String(),
  role: Type.Union([Type.Literal('owner'), Type.Literal('member')]),
  joined_at: Timestamp,
})
export type GroupMember = Static<typeof GroupMember>

export const GroupProgress = Type.Object({
  user_id: Type.String(),
  user_name: Type.String(),
  percentage: Type.Number({ description: '0 to 1' }),
  updated_at: Nullable(Timestamp),
})
export type GroupProgress = Static<typeof GroupProgress>

const GroupBody = Type.Object({ name: Type.String(), description: OptionalText })
const params = Type.Object({ groupId: Id })
const noGroup = { 404: 'no such group that the caller belongs to' }
const notOwned = { 404: 'no such group that the caller owns' }
const taken = { 409: 'the caller owns a group with this name already' }
const GivenId = Type.String({ minLength: 1 })

export const listGroups = endpoint({
  method: 'GET',
  path: '/api/groups',
  summary: 'List the groups of the caller, by name',
  tag,
  access: 'user',
  response: Type.Array(Group),
})

export const createGroup = endpoint({
  method: 'POST',
  path: '/api/groups',
  summary: 'Make a group and become its owner',
  tag,
  access: 'user',
  body: GroupBody,
  status: 201,
  response: Group,
  failures: taken,
})

export const readGroup = endpoint({
  method: 'GET',
  path: '/api/groups/:groupId',
  summary: 'Read a group',
  tag,
  access: 'user',
  params,
  response: Group,
  failures: noGroup,
})

export const replaceGroup = endpoint({
  method: 'PUT',
  path: '/api/groups/:groupId',
  summary: 'Replace name and description of an own group',
  tag,
  access: 'user',
  params,
  body: GroupBody,
  response: Group,
  failures: { ...notOwned, ...taken },
})

export const deleteGroup = endpoint({
  method: 'DELETE',
  path: '/api/groups/:groupId',
  summary: 'Delete an own group; lists and notes stay with their writers',
  tag,
  access: 'user',
  params,
  status: 204,
  failures: notOwned,
})

export const listGroupMembers = endpoint({
  method: 'GET',
  path: '/api/groups/:groupId/members',
  summary: 'List the members of a group, in the order of joining',
  tag,
  access: 'user',
  params,
  response: Type.Array(GroupMember),
  failures: noGroup,
})

export const addGroupMember = endpoint({
  method: 'POST',
  path: '/api/groups/:groupId/members',
  summary: 'Let somebody into an own group',
  tag,
  access: 'user',
  params,
  body: Type.Object({ user_id: GivenId }),
  status: 204,
  failures: { 404: 'no such group that the caller owns, or no such account' },
})

export const removeGroupMember = endpoint({
  method: 'DELETE',
  path: '/api/groups/:groupId/members/:memberId',
  summary: 'Remove a member of an own group, or leave a group',
  description: 'Lists and notes that the member shared with the group are no longer shared.',
  tag,
  access: 'user',
  params: Type.Object({ groupId: Id, memberId: Id }),
  status: 204,
  failures: { 404: 'no such group or member, or a membership that the caller may not end' },
})

export const listGroupLists = endpoint({
  method: 'GET',
  path: '/api/groups/:groupId/lists',
  summary: 'List the reading lists that are shared with a group',
  tag,
  access: 'user',
  params,
  response: Type.Array(ReadingList),
  failures: noGroup,
})

export const shareListWithGroup = endpoint({
  method: 'POST',
  path: '/api/groups/:groupId/lists',
  summary: 'Share an own reading list with a group',
  tag,
  access: 'user',
  params,
  body: Type.Object({ list_id: GivenId }),
  status: 204,
  failures: { 404: 'no such group that the caller belongs to, or no such list of the caller' },
})

export const unshareListWithGroup = endpoint({
  method: 'DELETE',
  path: '/api/groups/:groupId/lists/:listId',
  summary: 'Take an own reading list back from a group',
  tag,
  access: 'user',
  params: Type.Object({ groupId: Id, listId: Id }),
  status: 204,
  failures: { 404: 'no such group, or no list of the caller that is shared there' },
})

export const readGroupProgress = endpoint({
  method: 'GET',
  path: '/api/groups/:groupId/progress',
  summary: 'How far each member of a group is in a book',
  tag,
  access: 'user',
  params,
  query: Type.Object({ book_id: GivenId }),
  response: Type.Array(GroupProgress),
  failures: noGroup,
})
