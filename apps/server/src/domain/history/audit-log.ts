import type { Db } from '#database/open.ts'

export interface AuditRow {
  public_id: string
  user_public_id: string | null
  action: string
  entity_type: string
  entity_id: string
  metadata_json: Record<string, unknown> | null
  created_at: string
}

/** A page of the log, newest first, and how many entries there are. */
export async function listAuditLog(
  db: Db,
  { limit, offset }: { limit: number; offset: number },
): Promise<{ entries: AuditRow[]; total: number }> {
  const entries = await db
    .selectFrom('audit_log')
    .select(['public_id', 'user_public_id', 'action', 'entity_type', 'entity_id', 'metadata_json', 'created_at'])
    .orderBy('created_at', 'desc')
    // In the order in which they were written where one moment has several.
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute()
  const { total } = await db
    .selectFrom('audit_log')
    .select((count) => count.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
  return { entries, total: Number(total) }
}
