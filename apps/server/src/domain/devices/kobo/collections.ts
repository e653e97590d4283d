import { createHash } from 'node:crypto'
import type { Db, Trx } from '#database/open.ts'
import type { IssuedPage } from './ledger.ts'
import { unsettle } from './unsettle.ts'

/** A reading list as a device shows it. */
export interface Collection {
  /** Public id of the list. */
  id: string
  name: string
  createdAt: string
  updatedAt: string
  /** Public ids of its books that the device holds, in the order of the list. */
  items: string[]
}

export type CollectionChange =
  | { kind: 'new' | 'changed'; collection: Collection; fingerprint: string }
  | { kind: 'deleted'; id: string; at: string }

/** A device may believe in so many collections that are not there. */
const MOST_UNKNOWN = 200

/** A device, and whose offers count as held: those of the sync that is going on, none, or all, where the device itself speaks of them. */
export interface Holder {
  tokenId: number
  deviceId: number
  sessionId: number | null | 'any'
}

/** Collections of a token as one device can show them: with the books that it holds. */
export async function collectionsOf(db: Db | Trx, { tokenId, deviceId, sessionId }: Holder): Promise<Collection[]> {
  const lists = await db
    .selectFrom('kobo_token_lists as t')
    .innerJoin('reading_lists as l', 'l.id', 't.list_id')
    .select(['l.id', 'l.public_id', 'l.name', 'l.created_at', 'l.updated_at'])
    .where('t.token_id', '=', tokenId)
    .where('t.is_collection', '=', true)
    .orderBy('l.id')
    .execute()
  if (lists.length === 0) return []
  const members = await db
    .selectFrom('kobo_token_lists as t')
    .innerJoin('reading_list_books as m', 'm.list_id', 't.list_id')
    .innerJoin('kobo_ledger as e', (join) => join.onRef('e.book_id', '=', 'm.book_id').on('e.device_id', '=', deviceId))
    .select(['m.list_id', 'e.entitlement_id'])
    .where('t.token_id', '=', tokenId)
    .where('t.is_collection', '=', true)
    .where((e) =>
      e.or([
        e('e.state', 'in', ['held', 'downloaded']),
        e.and([
          e('e.state', '=', 'offered'),
          e('e.issue_kind', '=', 'new'),
          ...(sessionId === 'any' ? [] : [e('e.issue_session_id', '=', sessionId ?? 0)]),
        ]),
      ]),
    )
    .where((e) => e.or([e('e.issue_kind', 'is', null), e('e.issue_kind', '!=', 'removed')]))
    .orderBy('m.position')
    .orderBy('m.book_id')
    .execute()
  const itemsOf = Map.groupBy(members, ({ list_id }) => list_id)
  return lists.map((list) => ({
    id: list.public_id,
    name: list.name,
    createdAt: list.created_at,
    updatedAt: list.updated_at,
    items: (itemsOf.get(list.id) ?? []).map(({ entitlement_id }) => entitlement_id),
  }))
}

export const fingerprintOf = ({ name, items }: Pick<Collection, 'name' | 'items'>): string =>
  createHash('sha256')
    .update(JSON.stringify([name, items]))
    .digest('hex')
    .slice(0, 32)

/** What a device has to be told of collections. */
export async function changedCollections(db: Db | Trx, where: Holder): Promise<CollectionChange[]> {
  const collections = await collectionsOf(db, where)
  const known = await db
    .selectFrom('kobo_collections')
    .select(['tag_id', 'fingerprint', 'updated_at'])
    .where('device_id', '=', where.deviceId)
    .execute()
  const before = new Map(known.map((row) => [row.tag_id, row]))
  const told = collections.flatMap((collection): CollectionChange[] => {
    const { fingerprint } = before.get(collection.id) ?? { fingerprint: null }
    // A collection without books disappears from readers by itself, so it is told as gone.
    if (collection.items.length === 0) return []
    before.delete(collection.id)
    const now = fingerprintOf(collection)
    if (fingerprint === now) return []
    return [{ kind: fingerprint === null ? 'new' : 'changed', collection, fingerprint: now }]
  })
  const gone = [...before.values()].flatMap((row): CollectionChange[] =>
    row.fingerprint === null ? [] : [{ kind: 'deleted', id: row.tag_id, at: row.updated_at }],
  )
  return [...told, ...gone]
}

/** Notes which collections stand in a page. */
export async function issueCollections(
  trx: Trx,
  deviceId: number,
  { sessionId, page }: IssuedPage,
  changes: readonly CollectionChange[],
  now: string,
): Promise<void> {
  for (const change of changes) {
    const issue = {
      issue_session_id: sessionId,
      issue_page: page,
      issue_fingerprint: change.kind === 'deleted' ? null : change.fingerprint,
    }
    const tag = change.kind === 'deleted' ? change.id : change.collection.id
    await trx
      .insertInto('kobo_collections')
      .values({ device_id: deviceId, tag_id: tag, fingerprint: null, ...issue, updated_at: now })
      .onConflict((c) => c.columns(['device_id', 'tag_id']).doUpdateSet(issue))
      .execute()
  }
}

/** What a device did to a collection itself: it knows that already. */
export async function noteCollection(
  trx: Trx,
  deviceId: number,
  tagId: string,
  fingerprint: string,
  now: string,
): Promise<void> {
  const row = { fingerprint, issue_session_id: null, issue_page: null, issue_fingerprint: null, updated_at: now }
  await trx
    .insertInto('kobo_collections')
    .values({ device_id: deviceId, tag_id: tagId, ...row })
    .onConflict((c) => c.columns(['device_id', 'tag_id']).doUpdateSet(row))
    .execute()
}

export const forgetCollection = (trx: Trx, deviceId: number, tagId: string) =>
  trx.deleteFrom('kobo_collections').where('device_id', '=', deviceId).where('tag_id', '=', tagId).execute()

/** A device speaks of a collection that is not there: it is told so with the next sync. */
export async function noteUnknownCollection(trx: Trx, deviceId: number, tagId: string, now: string): Promise<void> {
  const { n } = await trx
    .selectFrom('kobo_collections')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('device_id', '=', deviceId)
    .executeTakeFirstOrThrow()
  if (n >= MOST_UNKNOWN) return
  await noteCollection(trx, deviceId, tagId, 'unknown', now)
  await unsettle(trx, deviceId, 'books')
}

/** Takes a collection off the readers of a token. @returns whether its list is of no use any more: a reader made it, and nothing stands on it */
export async function unsyncList(trx: Trx, tokenId: number, listId: number): Promise<boolean> {
  const row = await trx
    .updateTable('kobo_token_lists')
    .set({ is_collection: false })
    .where('token_id', '=', tokenId)
    .where('list_id', '=', listId)
    .returning('is_made_on_reader')
    .executeTakeFirst()
  const books = await trx
    .selectFrom('reading_list_books')
    .select('book_id')
    .where('list_id', '=', listId)
    .limit(1)
    .execute()
  return row?.is_made_on_reader === true && books.length === 0
}
