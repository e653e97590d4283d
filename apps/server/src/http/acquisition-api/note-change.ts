import type { Audit } from '#domain/history/audit.ts'
import type { Principal } from '#domain/identity/principal.ts'

/** Writes down what an administrator changed on this surface: `acquisition.<thing>_<what>`, and of which row. */
export const changeNoter =
  (audit: Audit) =>
  (by: Principal, thing: string, what: string, row: { id: number | string; name?: string }): Promise<void> =>
    audit({
      by,
      action: `acquisition.${thing}_${what}`,
      entityType: thing,
      entityId: String(row.id),
      ...(row.name === undefined ? {} : { metadata: { name: row.name } }),
    })
