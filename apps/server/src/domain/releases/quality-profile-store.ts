import type { Selectable } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { QualityProfiles } from '#database/schema.ts'
import type { QualityProfile } from './quality-profile.ts'

/** A quality profile as decisions take it; undefined where nobody chose one. */
export async function readQualityProfile(db: Db | Trx, id: number | null): Promise<QualityProfile | undefined> {
  if (id === null) return undefined
  const row = await db.selectFrom('quality_profiles').selectAll().where('id', '=', id).executeTakeFirst()
  return row && asQualityProfile(row)
}

export const asQualityProfile = (row: Selectable<QualityProfiles>): QualityProfile => ({
  name: row.name,
  isUpgradeAllowed: row.is_upgrade_allowed,
  cutoff: row.cutoff,
  items: row.items_json.map(({ quality, allowed }) => ({ quality, isAllowed: allowed })),
})
