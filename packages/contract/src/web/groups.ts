import { type Static, Type } from 'typebox'
import { Id, Nullable } from '../common.ts'
import { endpoint } from '../endpoint.ts'
import { NotebookEntry } from './annotations.ts'
import { BookCard } from './books.ts'

const tag = 'Web app'
const params = Type.Object({ groupId: Id })

export const MemberProgress = Type.Object({
  userId: Type.String(),
  name: Type.String(),
  /** 0 to 1. */
  fraction: Type.Number(),
  at: Nullable(Type.String()),
})
export type MemberProgress = Static<typeof MemberProgress>

/** A note that somebody shares with a group. */
export const GroupNote = Type.Object({
  ...NotebookEntry.properties,
  /** It stands behind the place that the caller has reached. */
  isAhead: Type.Boolean(),
})
export type GroupNote = Static<typeof GroupNote>

export const GroupPage = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Nullable(Type.String()),
  /** The caller owns it. */
  isMine: Type.Boolean(),
  members: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      isOwner: Type.Boolean(),
      isMe: Type.Boolean(),
      joinedAt: Type.String(),
    }),
  ),
  lists: Type.Array(
    Type.Object({
      id: Type.String(),
      name: Type.String(),
      description: Nullable(Type.String()),
      bookCount: Type.Integer(),
      ownerName: Type.String(),
      isMine: Type.Boolean(),
    }),
  ),
  /** Books that several members are in or wrote about, and how far everybody is; the newest first. */
  together: Type.Array(Type.Object({ book: BookCard, progress: Type.Array(MemberProgress) })),
  /** Newest first. */
  notes: Type.Array(GroupNote),
})
export type GroupPage = Static<typeof GroupPage>

export const readGroupPage = endpoint({
  method: 'GET',
  path: '/api/web/groups/:groupId',
  summary: 'A group with its members, what they read together and what they share',
  tag,
  access: 'user',
  params,
  response: GroupPage,
  failures: { 404: 'no such group that the caller belongs to' },
})

export const inviteToGroup = endpoint({
  method: 'POST',
  path: '/api/web/groups/:groupId/members',
  summary: 'Let somebody into an own group by the name or the address they sign in with',
  tag,
  access: 'user',
  params,
  body: Type.Object({ login: Type.String({ minLength: 1, maxLength: 320 }) }),
  status: 204,
  failures: { 404: 'no such group that the caller owns' },
})
