import type { Database, Transaction } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import type { Logger } from '#kernel/logger.ts'
import type { AuditAction } from './audit-actions.ts'

export interface AuditEntry {
  /** Who did it; null for the system itself. */
  by: { publicId: string } | null
  /** As library contract 12.2 lists them, and more: `book.created`. */
  action: AuditAction
  entityType: string
  /** Public id of the thing, or empty. */
  entityId: string
  metadata?: Record<string, unknown>
}

/** Writes an entry. Best effort: a failure is logged and never fails what was done. */
export type Audit = (entry: AuditEntry) => Promise<void>

export interface AuditDeps {
  database: Pick<Database, 'dialect'>
  transaction: Transaction
  clock: Clock
  logger: Logger
}

/** A transaction of its own after the change, because a failed statement inside would undo the change on PostgreSQL. */
export function createAudit({ database, transaction, clock, logger }: AuditDeps): Audit {
  return async ({ by, action, entityType, entityId, metadata }) => {
    try {
      await transaction(async (trx) => {
        await trx
          .insertInto('audit_log')
          .values({
            public_id: database.dialect.newPublicId(),
            // Whoever calls as the installation before it has an administrator is nobody.
            user_public_id: by?.publicId || null,
            action,
            entity_type: entityType,
            entity_id: entityId,
            metadata_json: metadata ?? null,
            created_at: instant(clock.now()),
          })
          .execute()
      })
    } catch (error) {
      logger.error({ err: error, action }, 'an audit entry could not be written')
    }
  }
}
