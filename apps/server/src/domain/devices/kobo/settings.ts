import type { Db, Trx } from '#database/open.ts'
import type { StoredKoboSettings } from '#database/schema.ts'
import { invalid } from '#kernel/errors.ts'

/** What a Kobo is sent and how; lists and libraries by their public ids. */
export interface KoboSettings extends StoredKoboSettings {
  list_ids: string[]
  library_ids: string[]
  collection_ids: string[]
}

export const DEFAULT_SETTINGS: StoredKoboSettings = {
  scope: 'all',
  convert: true,
  include_formats: ['epub', 'kepub'],
  on_file_change: 'keep',
  two_way_progress: true,
  annotations: false,
  store_proxy: false,
  delete_means: 'forget',
  page_size: 100,
}

/** More books than this make readers slow. */
export const MANY_BOOKS = 3_000

/** The settings of a token as they are shown. */
export async function readSettings(
  db: Db | Trx,
  { id, settings_json }: { id: number; settings_json: StoredKoboSettings },
): Promise<KoboSettings> {
  const lists = await db
    .selectFrom('kobo_token_lists as t')
    .innerJoin('reading_lists as l', 'l.id', 't.list_id')
    .select(['l.public_id', 't.is_scope', 't.is_collection'])
    .where('t.token_id', '=', id)
    .orderBy('l.name_key')
    .execute()
  const libraries = await db
    .selectFrom('kobo_token_libraries as t')
    .innerJoin('libraries as l', 'l.id', 't.library_id')
    .select('l.public_id')
    .where('t.token_id', '=', id)
    .orderBy('l.id')
    .execute()
  return {
    ...settings_json,
    list_ids: lists.filter(({ is_scope }) => is_scope).map(({ public_id }) => public_id),
    library_ids: libraries.map(({ public_id }) => public_id),
    collection_ids: lists.filter(({ is_collection }) => is_collection).map(({ public_id }) => public_id),
  }
}

/**
 * Keeps settings of a token; what is left out stays. Lists whose books are sent are collections on the reader, too, unless collections
 * are named.
 * @throws invalid for lists of somebody else and libraries that are not there
 */
export async function writeSettings(
  trx: Trx,
  token: { id: number; user_id: number; settings_json: StoredKoboSettings },
  patch: Partial<KoboSettings>,
): Promise<void> {
  const { list_ids, library_ids, collection_ids, ...plain } = patch
  const stored = { ...token.settings_json, ...plain }
  if (stored.include_formats.length === 0) throw invalid('kobo.formats', 'at least one format has to be sent')
  if (list_ids) await setLists(trx, token, 'is_scope', list_ids)
  const collections = collection_ids ?? list_ids
  if (collections) await setLists(trx, token, 'is_collection', collections)
  if (library_ids) await setLibraries(trx, token.id, library_ids)
  await trx
    .updateTable('kobo_tokens')
    .set((e) => ({ settings_json: stored, settings_version: e('settings_version', '+', 1) }))
    .where('id', '=', token.id)
    .execute()
}

async function setLists(
  trx: Trx,
  token: { id: number; user_id: number },
  use: 'is_scope' | 'is_collection',
  publicIds: string[],
): Promise<void> {
  const wanted = [...new Set(publicIds)]
  const lists =
    wanted.length === 0
      ? []
      : await trx
          .selectFrom('reading_lists')
          .select('id')
          .where('user_id', '=', token.user_id)
          .where('public_id', 'in', wanted)
          .execute()
  if (lists.length < wanted.length) throw invalid('kobo.lists', 'there is no such reading list of yours; choose again')
  await trx
    .updateTable('kobo_token_lists')
    .set({ [use]: false })
    .where('token_id', '=', token.id)
    .execute()
  const none = { is_scope: false, is_collection: false, is_made_on_reader: false }
  for (const { id } of lists) {
    await trx
      .insertInto('kobo_token_lists')
      .values({ token_id: token.id, list_id: id, ...none, [use]: true })
      .onConflict((c) => c.columns(['token_id', 'list_id']).doUpdateSet({ [use]: true }))
      .execute()
  }
}

async function setLibraries(trx: Trx, tokenId: number, publicIds: string[]): Promise<void> {
  const wanted = [...new Set(publicIds)]
  const libraries =
    wanted.length === 0 ? [] : await trx.selectFrom('libraries').select('id').where('public_id', 'in', wanted).execute()
  if (libraries.length < wanted.length) throw invalid('kobo.libraries', 'there is no such library; choose again')
  await trx.deleteFrom('kobo_token_libraries').where('token_id', '=', tokenId).execute()
  if (libraries.length === 0) return
  await trx
    .insertInto('kobo_token_libraries')
    .values(libraries.map(({ id }) => ({ token_id: tokenId, library_id: id })))
    .execute()
}
