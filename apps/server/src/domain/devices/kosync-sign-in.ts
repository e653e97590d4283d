import type { Db } from '#database/open.ts'
import { hashApiKey } from '#domain/identity/caller-lookup.ts'
import { isPasswordOf } from '#domain/identity/passwords.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { secretOf } from './device-credentials.ts'
import type { VerifiedSecrets } from './verified-secrets.ts'

/** What a KOReader presents: its key (an MD5), or the plain password where a client falls back to Basic. */
export interface KosyncAttempt {
  username: string
  secret: string
  isPlain: boolean
}

/** Who signs in from a KOReader (device contract C.3); undefined where name and secret do not go together. */
export async function signInByKosync(
  { db, verified }: { db: Db; verified: VerifiedSecrets },
  { username, secret, isPlain }: KosyncAttempt,
): Promise<Principal | undefined> {
  const row = await db
    .selectFrom('device_credentials as c')
    .innerJoin('users as u', 'u.id', 'c.user_id')
    .select(['c.id as credentialId', 'c.secret_hash', 'c.updated_at', 'u.id', 'u.public_id', 'u.role'])
    .where('c.protocol', '=', 'kosync')
    .where('c.username_key', '=', username.trim().toLowerCase())
    .where('u.is_disabled', '=', false)
    .executeTakeFirst()
  const isDigest = /^[0-9a-f]{32}$/i.test(secret)
  const key = isDigest ? secret.toLowerCase() : isPlain ? secretOf('kosync', secret) : ''
  const check = (presented: string) =>
    verified.check(`kosync ${row?.credentialId} ${row?.updated_at}`, presented, () =>
      isPasswordOf(presented, row?.secret_hash),
    )
  const isRight =
    (await check(key)) ||
    (isPlain && isDigest && (await check(secretOf('kosync', secret)))) ||
    (await isKey(db, row?.id, key))
  if (!row || !isRight) return undefined
  return {
    userId: row.id,
    publicId: row.public_id,
    role: row.role,
    isAdmin: row.role === 'admin',
    via: 'kosync',
    sessionId: null,
  }
}

/** Whether the secret is the MD5 of one of the owner's API keys. */
async function isKey(db: Db, userId: number | undefined, key: string): Promise<boolean> {
  if (userId === undefined || key === '') return false
  const row = await db
    .selectFrom('api_keys')
    .select('id')
    .where('user_id', '=', userId)
    .where('sync_hash', '=', hashApiKey(key))
    .executeTakeFirst()
  return row !== undefined
}
