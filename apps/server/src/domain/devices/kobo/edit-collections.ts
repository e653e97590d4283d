import type { Database, Transaction, Trx } from '#database/open.ts'
import type { OwnerScope } from '#domain/catalog/owner-scope.ts'
import {
  dropList,
  findOwnList,
  listNamed,
  putOnList,
  renameOwnList,
  takeFromList,
  touchList,
} from '#domain/lists/lists-from-devices.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import { normaliseName } from '#kernel/text.ts'
import {
  collectionsOf,
  fingerprintOf,
  forgetCollection,
  noteCollection,
  noteUnknownCollection,
  unsyncList,
} from './collections.ts'
import { unsettle } from './unsettle.ts'

export interface CollectionDeps {
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  clock: Clock
}

/** The device that changes a collection. */
export interface Editor {
  userId: number
  scope: OwnerScope
  tokenId: number
  deviceId: number
}

/** More than any list on a reader has. */
export const MOST_ITEMS = 5_000
const LONGEST_NAME = 200

/**
 * A collection made on a reader (device contract B.11): a list of its owner, or the one of that name, which is a collection from now on.
 * @param items public ids of books
 * @returns the public id of the list
 * @throws invalid for a blank name
 */
export async function addCollection(
  { database, transaction, clock }: CollectionDeps,
  editor: Editor,
  { name: given, items }: { name: string; items: string[] },
): Promise<string> {
  const name = cleanName(given)
  if (name === '') throw invalid('kobo.collection', 'a collection needs a name')
  const now = instant(clock.now())
  return transaction(async (trx) => {
    const { list, isNew } = await listNamed(trx, database.dialect, { userId: editor.userId, name, now })
    const before = await fingerprintAt(trx, editor, list.public_id)
    await trx
      .insertInto('kobo_token_lists')
      .values({
        token_id: editor.tokenId,
        list_id: list.id,
        is_scope: false,
        is_collection: true,
        is_made_on_reader: isNew,
      })
      .onConflict((c) => c.columns(['token_id', 'list_id']).doUpdateSet({ is_collection: true }))
      .execute()
    await putOnList(trx, editor.scope, { listId: list.id, bookPublicIds: items.slice(0, MOST_ITEMS), now })
    await noteOwnChange(trx, editor, list.public_id, before, now)
    return list.public_id
  })
}

const cleanName = (given: string) => [...normaliseName(given)].slice(0, LONGEST_NAME).join('')

/** Renames the list of a collection; a name that another list has is not taken, and the reader is told the old one again. */
export function renameCollection(deps: CollectionDeps, editor: Editor, tagId: string, given: string): Promise<void> {
  const name = cleanName(given)
  return changeList(deps, editor, tagId, async (trx, list, now) => {
    if (name !== '' && (await renameOwnList(trx, editor.userId, list.id, name, now))) return
    await noteCollection(trx, editor.deviceId, tagId, 'renamed', now)
    await unsettle(trx, editor.deviceId, 'books')
  })
}

/** @param items public ids of books; those that nobody knows are passed over */
export const addToCollection = (deps: CollectionDeps, editor: Editor, tagId: string, items: string[]): Promise<void> =>
  changeList(deps, editor, tagId, (trx, list, now) =>
    putOnList(trx, editor.scope, { listId: list.id, bookPublicIds: items.slice(0, MOST_ITEMS), now }),
  )

export const takeFromCollection = (
  deps: CollectionDeps,
  editor: Editor,
  tagId: string,
  items: string[],
): Promise<void> =>
  changeList(deps, editor, tagId, (trx, list, now) => takeFromList(trx, list.id, items.slice(0, MOST_ITEMS), now))

/** A collection was deleted on a reader: it is none any more there; the list stays unless a reader made it and nothing stands on it. */
export async function deleteCollection(
  { transaction, clock }: CollectionDeps,
  editor: Editor,
  tagId: string,
): Promise<void> {
  const now = instant(clock.now())
  await transaction(async (trx) => {
    const list = await findCollection(trx, editor, tagId)
    if (!list) return noteUnknownCollection(trx, editor.deviceId, tagId, now)
    const isLeft = await unsyncList(trx, editor.tokenId, list.id)
    await forgetCollection(trx, editor.deviceId, tagId)
    if (isLeft) await dropList(trx, list.id)
    // The other devices of the token have to hear of it.
    else await touchList(trx, list.id, now)
  })
}

/** The list behind a collection of this token. */
async function findCollection(trx: Trx, { userId, tokenId }: Editor, tagId: string) {
  const list = await findOwnList(trx, userId, tagId)
  if (!list) return undefined
  const link = await trx
    .selectFrom('kobo_token_lists')
    .select('id')
    .where('token_id', '=', tokenId)
    .where('list_id', '=', list.id)
    .where('is_collection', '=', true)
    .executeTakeFirst()
  return link && list
}

async function changeList(
  { transaction, clock }: CollectionDeps,
  editor: Editor,
  tagId: string,
  change: (trx: Trx, list: { id: number }, now: string) => Promise<void>,
): Promise<void> {
  const now = instant(clock.now())
  await transaction(async (trx) => {
    const list = await findCollection(trx, editor, tagId)
    if (!list) return noteUnknownCollection(trx, editor.deviceId, tagId, now)
    const before = await fingerprintAt(trx, editor, tagId)
    await change(trx, list, now)
    await noteOwnChange(trx, editor, tagId, before, now)
  })
}

/** How a collection looks on the device, as far as it can hold it. */
async function fingerprintAt(trx: Trx, { tokenId, deviceId }: Editor, tagId: string): Promise<string | null> {
  const collections = await collectionsOf(trx, { tokenId, deviceId, sessionId: 'any' })
  const collection = collections.find(({ id }) => id === tagId)
  return collection && collection.items.length > 0 ? fingerprintOf(collection) : null
}

/** A device is not told what it did itself; what it was not told yet it is told all the same. */
async function noteOwnChange(
  trx: Trx,
  editor: Editor,
  tagId: string,
  before: string | null,
  now: string,
): Promise<void> {
  const { deviceId } = editor
  const known = await trx
    .selectFrom('kobo_collections')
    .select('fingerprint')
    .where('device_id', '=', deviceId)
    .where('tag_id', '=', tagId)
    .executeTakeFirst()
  if ((known?.fingerprint ?? null) !== before) return
  const after = await fingerprintAt(trx, editor, tagId)
  if (after === null) await forgetCollection(trx, deviceId, tagId)
  else await noteCollection(trx, deviceId, tagId, after, now)
}
