import { type Selectable, sql } from 'kysely'
import type { Db } from '#database/open.ts'
import type { KoboDevices, KoboSessions, KoboSettled, StoredKoboSettings } from '#database/schema.ts'
import type { OwnerScope, Scopes } from '#domain/catalog/owner-scope.ts'
import type { Principal } from '#domain/identity/principal.ts'
import { hashToken } from './tokens.ts'

export type KoboDevice = Omit<Selectable<KoboDevices>, 'public_id' | 'created_at'>
/** Without its plan, which is large. */
export type KoboSession = Omit<Selectable<KoboSessions>, 'plan_json' | 'device_id' | 'created_at'>

/** A Kobo that calls: whose it is, what it shall get, and where its last sync stands. */
export interface KoboCaller {
  principal: Principal
  scope: OwnerScope
  tokenId: number
  /** As its owner's pages show it. */
  tokenPublicId: string
  tokenName: string
  settings: StoredKoboSettings
  deviceKey: string
  /** Undefined for a device that was never seen. */
  device: KoboDevice | undefined
  /** Its newest session. */
  session: KoboSession | undefined
  /** What the answer depends on, as it is now: equal means that nothing can be new. */
  current: KoboSettled
}

const LONGEST_KEY = 200

/**
 * Who comes with a token, in one query that also says whether there can be anything new for the device.
 * @param deviceKey what the device calls itself; blank where it does not
 * @returns undefined for a token that is not ours or was revoked, and where the account is switched off
 */
export async function findKoboCaller(
  { db, scopes }: { db: Db; scopes: Scopes },
  token: string,
  deviceKey: string,
): Promise<KoboCaller | undefined> {
  if (!/^[0-9a-f]{64}$/.test(token)) return undefined
  const key = deviceKey.slice(0, LONGEST_KEY)
  const row = await db
    .selectFrom('kobo_tokens as t')
    .innerJoin('users as u', 'u.id', 't.user_id')
    .leftJoin('kobo_devices as d', (join) => join.onRef('d.token_id', '=', 't.id').on('d.device_key', '=', key))
    .leftJoin('kobo_sessions as s', 's.id', 'd.session_id')
    .select([
      't.id as tokenId',
      't.public_id as tokenPublicId',
      't.name as tokenName',
      't.settings_json',
      't.settings_version',
    ])
    .select(['u.id as userId', 'u.public_id as publicId', 'u.role'])
    .select(['d.id as deviceId', 'd.token_id', 'd.device_key', 'd.model', 'd.firmware', 'd.has_new_tokens'])
    .select(['d.session_id', 'd.settled_json', 'd.acknowledged_at', 'd.last_sync_at', 'd.last_seen_at'])
    .select(['s.id as sessionId', 's.public_id', 's.base_hash', 's.pages_json', 's.acknowledged_page'])
    .select(['s.is_ended', 's.answered_at'])
    .select(sql<number>`(select revision from catalogue_revision)`.as('catalogue'))
    .select(sql<number>`(select max(revision) from reading_revisions where user_id = t.user_id)`.as('readingRevision'))
    .select(sql<number>`(select max(id) from reading_events where user_id = t.user_id)`.as('lastEvent'))
    .select(sql<number>`(select count(*) from reading_lists where user_id = t.user_id)`.as('lists'))
    .select(sql<string>`(select max(updated_at) from reading_lists where user_id = t.user_id)`.as('listsChanged'))
    .where('t.token_hash', '=', hashToken(token))
    .where('u.is_disabled', '=', false)
    .executeTakeFirst()
  if (!row) return undefined
  const { userId, publicId, role, tokenId } = row
  const principal: Principal = { userId, publicId, role, isAdmin: role === 'admin', via: 'kobo', sessionId: null }
  const scope = scopes.of(principal)
  return {
    principal,
    scope,
    tokenId,
    tokenPublicId: row.tokenPublicId,
    tokenName: row.tokenName,
    settings: row.settings_json,
    deviceKey: key,
    device:
      row.deviceId === null
        ? undefined
        : {
            id: row.deviceId,
            token_id: tokenId,
            device_key: key,
            model: row.model ?? '',
            firmware: row.firmware ?? '',
            has_new_tokens: row.has_new_tokens ?? false,
            session_id: row.session_id,
            settled_json: row.settled_json,
            acknowledged_at: row.acknowledged_at,
            last_sync_at: row.last_sync_at,
            last_seen_at: row.last_seen_at ?? '',
          },
    session:
      row.sessionId === null
        ? undefined
        : {
            id: row.sessionId,
            public_id: row.public_id ?? '',
            base_hash: row.base_hash ?? '',
            pages_json: row.pages_json ?? [],
            acknowledged_page: row.acknowledged_page ?? 0,
            is_ended: row.is_ended ?? false,
            answered_at: row.answered_at,
          },
    current: {
      catalogue: Number(row.catalogue),
      reading: `${row.readingRevision ?? 0}.${row.lastEvent ?? 0}`,
      lists: `${row.lists}.${row.listsChanged ?? ''}`,
      settings: row.settings_version,
      ...(scope === null ? {} : { scope }),
    },
  }
}

/** Whether nothing that the answer depends on has changed. */
export const isSettled = (settled: KoboSettled | null | undefined, current: KoboSettled): boolean =>
  settled?.catalogue === current.catalogue &&
  settled.reading === current.reading &&
  settled.lists === current.lists &&
  settled.settings === current.settings &&
  settled.scope === current.scope
