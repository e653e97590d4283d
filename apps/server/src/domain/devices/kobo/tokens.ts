import { createHash, randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Database, Db, Transaction, Trx } from '#database/open.ts'
import type { KoboTokens } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { normaliseName } from '#kernel/text.ts'
import { DEFAULT_SETTINGS, type KoboSettings, writeSettings } from './settings.ts'
import { unsettle } from './unsettle.ts'

export type KoboToken = Selectable<KoboTokens>

export interface KoboTokenDeps {
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  clock: Clock
}

const LONGEST_NAME = 100

/** What is kept of a token. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest('hex')

/** The tokens of a reader, newest first. */
export const listTokens = (db: Db, userId: number): Promise<KoboToken[]> =>
  db.selectFrom('kobo_tokens').selectAll().where('user_id', '=', userId).orderBy('id', 'desc').execute()

/** @throws not-found, also for a token of somebody else */
export async function readTokenOrThrow(db: Db | Trx, userId: number, publicId: string): Promise<KoboToken> {
  const row = await db
    .selectFrom('kobo_tokens')
    .selectAll()
    .where('public_id', '=', publicId)
    .where('user_id', '=', userId)
    .executeTakeFirst()
  if (!row) throw notFound('Kobo reader', publicId)
  return row
}

/**
 * Makes a token for a Kobo (library contract 28.1); it is shown this once.
 * @throws invalid for a name out of bounds
 */
export async function createToken(
  { database, transaction, clock }: KoboTokenDeps,
  { userId, name: given }: { userId: number; name: string },
): Promise<{ row: KoboToken; token: string }> {
  const name = cleanName(given)
  const token = randomBytes(32).toString('hex')
  const now = instant(clock.now())
  const row = await transaction((trx) =>
    trx
      .insertInto('kobo_tokens')
      .values({
        public_id: database.dialect.newPublicId(),
        user_id: userId,
        name,
        token_hash: hashToken(token),
        settings_json: DEFAULT_SETTINGS,
        created_at: now,
        updated_at: now,
      })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
  return { row, token }
}

export interface TokenChange {
  name?: string | undefined
  settings?: Partial<KoboSettings> | undefined
}

/**
 * Renames a token or changes what its reader receives.
 * @throws invalid, not-found
 */
export async function changeToken(
  { transaction, clock }: KoboTokenDeps,
  { userId, tokenId }: { userId: number; tokenId: string },
  { name, settings }: TokenChange,
): Promise<KoboToken> {
  const now = instant(clock.now())
  const named = name === undefined ? {} : { name: cleanName(name) }
  return transaction(async (trx) => {
    const token = await readTokenOrThrow(trx, userId, tokenId)
    if (settings) await writeSettings(trx, token, settings)
    await trx
      .updateTable('kobo_tokens')
      .set({ ...named, updated_at: now })
      .where('id', '=', token.id)
      .execute()
    return readTokenOrThrow(trx, userId, tokenId)
  })
}

/** Takes a token away, with all that its devices were told. @throws not-found */
export async function revokeToken({ transaction }: KoboTokenDeps, userId: number, tokenId: string): Promise<KoboToken> {
  return transaction(async (trx) => {
    const token = await readTokenOrThrow(trx, userId, tokenId)
    await trx.deleteFrom('kobo_tokens').where('id', '=', token.id).execute()
    return token
  })
}

/**
 * Has books sent again with the next sync of every device of a token, also those that were removed there.
 * @param bookIds public ids; all books where it is left out
 * @throws not-found
 */
export async function resendBooks(
  { database, transaction }: KoboTokenDeps,
  { userId, tokenId, bookIds }: { userId: number; tokenId: string; bookIds: string[] | null },
): Promise<void> {
  const { dialect } = database
  await transaction(async (trx) => {
    const token = await readTokenOrThrow(trx, userId, tokenId)
    if (bookIds?.length === 0) return
    const devices = await trx.selectFrom('kobo_devices').select('id').where('token_id', '=', token.id).execute()
    const ids = devices.map(({ id }) => id)
    // Offered and not acknowledged: it is offered again where it belongs on the reader, and taken off where it does not.
    let rows = trx
      .updateTable('kobo_ledger')
      .set({ state: 'offered', issue_session_id: null, issue_kind: null, removed_at: null })
      .where(dialect.isAmong('device_id', ids))
      .where('state', '!=', 'tombstoned')
    if (bookIds) {
      rows = rows.where('book_id', 'in', (e) => e.selectFrom('books').select('id').where('public_id', 'in', bookIds))
    }
    await rows.execute()
    for (const id of ids) await unsettle(trx, id, 'books')
  })
}

function cleanName(given: string): string {
  const name = normaliseName(given)
  if (name === '' || [...name].length > LONGEST_NAME) {
    throw invalid('kobo.name', `a reader needs a name of 1 to ${LONGEST_NAME} characters`)
  }
  return name
}
