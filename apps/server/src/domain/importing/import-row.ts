import type { Selectable } from 'kysely'
import type { Db, Trx } from '#database/open.ts'
import type { Downloads, Slot } from '#database/schema.ts'
import type { Upgrade } from '#domain/downloads/grab-request.ts'

export type DownloadRow = Selectable<Downloads>

export const findDownloadRow = (db: Db | Trx, id: number): Promise<DownloadRow | undefined> =>
  db.selectFrom('downloads').selectAll().where('id', '=', id).executeTakeFirst()

/** What a person who imports by hand has said, kept with the row. */
export interface ManualOrder {
  manual: true
  format: Slot | null
  /** It comes from another book and leaves its old place. */
  isMoved: boolean
}

export function manualOrderOf({ release_json }: Pick<DownloadRow, 'release_json'>): ManualOrder | undefined {
  const order = release_json as Partial<ManualOrder> | null
  return order?.manual === true
    ? { manual: true, format: order.format ?? null, isMoved: order.isMoved ?? false }
    : undefined
}

/** What the download was to outdo; null for one that was grabbed for an empty slot, or that a person chose. */
export function upgradeOf({ release_json }: Pick<DownloadRow, 'release_json'>): Upgrade | null {
  return (release_json as { upgrade?: Upgrade } | null)?.upgrade ?? null
}

/** Somebody wants the files whatever they say of themselves: who imports by hand has looked at them. */
export function isTakenAsIs(row: Pick<DownloadRow, 'release_json'>): boolean {
  return (
    manualOrderOf(row) !== undefined || (row.release_json as { isTakenAsIs?: unknown } | null)?.isTakenAsIs === true
  )
}

/** What is written down of a download that somebody wants as it is. */
export const takenAsIs = ({ release_json }: Pick<DownloadRow, 'release_json'>) => ({
  ...(release_json as object | null),
  isTakenAsIs: true,
})

/** How surely the name of the release was that of the book; null where nobody graded it. */
export function matchLevelOf({ release_json }: Pick<DownloadRow, 'release_json'>): string | null {
  const level = (release_json as { matchLevel?: unknown } | null)?.matchLevel
  return typeof level === 'string' ? level : null
}
