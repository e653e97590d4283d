import * as contract from '@colophon/contract/web/groups.ts'
import type { FastifyInstance } from 'fastify'
import { type NoteOfGroup, readGroupNotes } from '#domain/annotations/notebook.ts'
import type { Audit } from '#domain/history/audit.ts'
import { addMemberByLogin } from '#domain/lists/group-members.ts'
import { type MemberProgress, progressOfGroup } from '#domain/lists/group-progress.ts'
import { membersOfGroup, readGroupOrThrow } from '#domain/lists/group-store.ts'
import { listsOfGroup } from '#domain/lists/list-store.ts'
import { booksReadTogether } from '#domain/lists/read-together.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { route } from '../route.ts'
import { presentEntry } from './present-annotation.ts'
import { presentCard } from './present-card.ts'
import type { WebBookDeps } from './web-book-deps.ts'

const MOST_BOOKS = 12
const MOST_NOTES = 100

/** A reading group as its page shows it. */
export function webGroupRoutes(app: FastifyInstance, deps: WebBookDeps & { audit: Audit }): void {
  const { db, audit, http, readCards } = deps
  const card = presentCard(http.urlBase)
  const entry = presentEntry(http.urlBase)

  route(app, contract.readGroupPage, async ({ params, principal }) => {
    const { userId, publicId } = principal
    const group = await readGroupOrThrow(db, userId, params.groupId)
    const [members, lists, notes, ids] = await Promise.all([
      membersOfGroup(db, group),
      listsOfGroup(db, group.id),
      readGroupNotes(db, { groupId: group.id, userId, limit: MOST_NOTES }),
      booksReadTogether(db, group.id, MOST_BOOKS),
    ])
    const cards = await readCards(ids, userId)
    const together = await Promise.all(
      cards.map(async (book) => ({
        book: card(book),
        progress: (await progressOfGroup(db, group.id, book.public_id)).map(presentProgress),
      })),
    )
    return {
      id: group.public_id,
      name: group.name,
      description: group.description,
      isMine: group.owner_id === userId,
      members: members.map(({ userId: id, name, isOwner, joinedAt }) => ({
        id,
        name,
        isOwner,
        isMe: id === publicId,
        joinedAt: wholeSeconds(joinedAt),
      })),
      lists: lists.map((list) => ({
        id: list.public_id,
        name: list.name,
        description: list.description,
        bookCount: list.bookCount,
        ownerName: list.ownerName,
        isMine: list.user_id === userId,
      })),
      together,
      notes: notes.map((note) => ({
        ...entry(note),
        isMine: note.user_public_id === publicId,
        isAhead: isAhead(note, publicId),
      })),
    }
  })

  route(app, contract.inviteToGroup, async ({ params, body, principal }) => {
    const { groupId } = params
    const { memberId, isNew } = await addMemberByLogin(deps, { userId: principal.userId, groupId, login: body.login })
    if (!isNew) return
    await audit({
      by: principal,
      action: 'group.member_added',
      entityType: 'group',
      entityId: groupId,
      metadata: { member_user_id: memberId },
    })
  })
}

const presentProgress = ({ at, ...progress }: MemberProgress): contract.MemberProgress => ({
  ...progress,
  at: at && wholeSeconds(at),
})

/** Whether a note of somebody else stands where the reader has not been yet. */
const isAhead = ({ user_public_id, fraction, ownFraction, ownState }: NoteOfGroup, reader: string): boolean =>
  user_public_id !== reader && ownState !== 'finished' && fraction !== null && fraction > (ownFraction ?? 0)
