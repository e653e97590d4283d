import { createHash } from 'node:crypto'
import type { CompiledQuery } from 'kysely'
import type { Db } from '#database/open.ts'
import type { Role } from '#database/schema.ts'

export interface Caller {
  id: number
  public_id: string
  role: Role
}

export interface KeyCaller extends Caller {
  key_id: number
  last_used_at: string | null
}

export interface CallerLookup {
  byPublicId(publicId: string): Promise<Caller | undefined>
  byApiKey(key: string): Promise<KeyCaller | undefined>
}

export const hashApiKey = (key: string) => createHash('sha256').update(key).digest('hex')

/** Finds who is calling. Runs for every request, so both queries are built once and only get their value each time. */
export function createCallerLookup(db: Db): CallerLookup {
  const byId = db
    .selectFrom('users')
    .select(['id', 'public_id', 'role'])
    .where('public_id', '=', '')
    .where('is_disabled', '=', false)
    .compile()
  const byKey = db
    .selectFrom('api_keys')
    .innerJoin('users', 'users.id', 'api_keys.user_id')
    .select(['users.id', 'users.public_id', 'users.role', 'api_keys.id as key_id', 'api_keys.last_used_at'])
    .where('api_keys.key_hash', '=', '')
    .where('users.is_disabled', '=', false)
    .compile()
  const first = async <Row>(query: CompiledQuery, value: string) =>
    (await db.executeQuery<Row>({ ...query, parameters: [value, 0] })).rows[0]
  return {
    byPublicId: (publicId) => first<Caller>(byId, publicId),
    byApiKey: (key) => first<KeyCaller>(byKey, hashApiKey(key)),
  }
}
