import type { Db } from '#database/open.ts'

const PAGE = 1_000

/** What the devices of a token were told of, the newest change first. */
export const readLedger = (db: Db, tokenId: number, offset: number) =>
  db
    .selectFrom('kobo_ledger as l')
    .innerJoin('kobo_devices as d', 'd.id', 'l.device_id')
    .select([
      'd.public_id as device_id',
      'd.model',
      'l.entitlement_id',
      'l.title',
      'l.state',
      'l.format',
      'l.updated_at',
    ])
    .where('d.token_id', '=', tokenId)
    .orderBy('l.updated_at', 'desc')
    .orderBy('l.id', 'desc')
    .limit(PAGE)
    .offset(offset)
    .execute()
