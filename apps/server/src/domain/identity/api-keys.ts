import { createHash, randomBytes } from 'node:crypto'
import type { Database, Db, Transaction } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid, notFound } from '#kernel/errors.ts'
import { hashApiKey } from './caller-lookup.ts'

/** Library contract 2.5: 160 random bits, shown by their first twelve digits. */
const PREFIX = 'bib_'
const RANDOM_BYTES = 20
const SHOWN_CHARACTERS = 16
const LONGEST_NAME = 100
/** A page of them is enough for anybody; the list has no paging in the contract. */
const LISTED = 1_000

export interface ApiKey {
  id: number
  public_id: string
  name: string
  key_prefix: string
  last_used_at: string | null
  created_at: string
}

const COLUMNS = ['id', 'public_id', 'name', 'key_prefix', 'last_used_at', 'created_at'] as const

/** What KOReader makes of a password, and so of a key that is used as one. */
const md5 = (text: string) => createHash('md5').update(text).digest('hex')

/** Newest first. */
export const listApiKeys = (db: Db, userId: number): Promise<ApiKey[]> =>
  db
    .selectFrom('api_keys')
    .select(COLUMNS)
    .where('user_id', '=', userId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(LISTED)
    .execute()

export interface ApiKeyDeps {
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  clock: Clock
}

/**
 * Makes a key. Only its hash is stored, so the key itself is known to the caller alone.
 * @throws DomainError `invalid` for a name that is blank or too long
 */
export async function createApiKey(
  { database, transaction, clock }: ApiKeyDeps,
  { userId, name }: { userId: number; name: string },
): Promise<{ row: ApiKey; key: string }> {
  const trimmed = name.trim()
  if (trimmed === '' || [...trimmed].length > LONGEST_NAME) {
    throw invalid('api-key.name', `a name of 1 to ${LONGEST_NAME} characters is needed`)
  }
  const key = `${PREFIX}${randomBytes(RANDOM_BYTES).toString('hex')}`
  const row = await transaction((trx) =>
    trx
      .insertInto('api_keys')
      .values({
        public_id: database.dialect.newPublicId(),
        user_id: userId,
        name: trimmed,
        key_hash: hashApiKey(key),
        key_prefix: key.slice(0, SHOWN_CHARACTERS),
        sync_hash: hashApiKey(md5(key)),
        last_used_at: null,
        created_at: instant(clock.now()),
      })
      .returning(COLUMNS)
      .executeTakeFirstOrThrow(),
  )
  return { row, key }
}

/**
 * Revokes a key of an account; it stops working at once.
 * @throws DomainError `not-found`, also for a key of somebody else
 */
export async function deleteApiKey(
  { transaction }: { transaction: Transaction },
  { userId, keyId }: { userId: number; keyId: string },
): Promise<void> {
  await transaction(async (trx) => {
    const { numDeletedRows } = await trx
      .deleteFrom('api_keys')
      .where('public_id', '=', keyId)
      .where('user_id', '=', userId)
      .executeTakeFirst()
    if (numDeletedRows === 0n) throw notFound('API key', keyId)
  })
}
