import type { Audit } from '#domain/history/audit.ts'
import type { AuditVerb } from '#domain/history/audit-actions.ts'
import type { Principal } from '#domain/identity/principal.ts'

/** Writes down what an administrator changed on this surface, `<thing>_<done>`, and of which row. */
export const changeNoter =
  (audit: Audit) =>
  (
    by: Principal,
    what: AuditVerb<'acquisition'>,
    { id, name }: { id: number | string; name?: string | undefined },
  ): Promise<void> =>
    audit({
      by,
      action: `acquisition.${what}`,
      entityType: what.slice(0, what.lastIndexOf('_')),
      entityId: String(id),
      ...(name === undefined ? {} : { metadata: { name } }),
    })
