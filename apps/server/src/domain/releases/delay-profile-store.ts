import type { Selectable } from 'kysely'
import type { Db, Transaction } from '#database/open.ts'
import type { DelayProfiles } from '#database/schema.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { DelayProfile } from './delay-profile.ts'

export type DelayProfileRow = Selectable<DelayProfiles>
export type DelayProfileInput = Omit<DelayProfile, 'tags'>

export interface DelayProfileDeps {
  transaction: Transaction
  clock: Clock
}

/** All delay profiles, in the order in which they are looked at. */
export const listDelayProfiles = (db: Db): Promise<DelayProfileRow[]> =>
  db.selectFrom('delay_profiles').selectAll().orderBy('position').orderBy('id').execute()

/** The one that counts: the first in order (acquisition contract 4.24). Undefined where all were deleted. */
export async function firstDelayProfile(db: Db): Promise<DelayProfile | undefined> {
  const [row] = await db.selectFrom('delay_profiles').selectAll().orderBy('position').orderBy('id').limit(1).execute()
  if (!row) return undefined
  return {
    usenetDelay: row.usenet_delay,
    torrentDelay: row.torrent_delay,
    preferredProtocol: row.preferred_protocol,
    isUsenetEnabled: row.is_usenet_enabled,
    isTorrentEnabled: row.is_torrent_enabled,
    order: row.position,
    tags: [],
  }
}

/** @throws not-found */
export async function getDelayProfile(db: Db, id: number): Promise<DelayProfileRow> {
  const found = await db.selectFrom('delay_profiles').selectAll().where('id', '=', id).executeTakeFirst()
  if (!found) throw notFound('delay profile', id)
  return found
}

export function addDelayProfile({ transaction, clock }: DelayProfileDeps, input: DelayProfileInput) {
  return transaction((trx) =>
    trx
      .insertInto('delay_profiles')
      .values({ ...columnsOf(input), created_at: instant(clock.now()) })
      .returningAll()
      .executeTakeFirstOrThrow(),
  )
}

/** @throws not-found */
export function replaceDelayProfile(
  { transaction }: Pick<DelayProfileDeps, 'transaction'>,
  id: number,
  input: DelayProfileInput,
) {
  return transaction(async (trx) => {
    const row = await trx
      .updateTable('delay_profiles')
      .set(columnsOf(input))
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw notFound('delay profile', id)
    return row
  })
}

/** Deletes it where it is there. */
export async function deleteDelayProfile({ transaction }: Pick<DelayProfileDeps, 'transaction'>, id: number) {
  await transaction((trx) => trx.deleteFrom('delay_profiles').where('id', '=', id).execute())
}

const columnsOf = (input: DelayProfileInput) => ({
  usenet_delay: input.usenetDelay,
  torrent_delay: input.torrentDelay,
  preferred_protocol: input.preferredProtocol,
  is_usenet_enabled: input.isUsenetEnabled,
  is_torrent_enabled: input.isTorrentEnabled,
  position: input.order,
})
