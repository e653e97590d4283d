import type { Transaction, Trx } from '#database/open.ts'
import { DomainError, invalid } from '#kernel/errors.ts'

export interface BulkResult {
  ok: boolean
  error?: string
  id?: number
}

export type BulkResults = Record<string, BulkResult>

const MOST = 1_000

/** @throws invalid with the text that clients know, and for more things than are done at once */
export function idsOf(ids: readonly number[] | null | undefined): number[] {
  if (!ids || ids.length === 0) throw invalid('bulk.ids', 'ids required')
  if (ids.length > MOST) throw invalid('bulk.many', `at most ${MOST} ids at once`)
  return [...new Set(ids)]
}

export const unknownAction = (action: string | null | undefined) =>
  invalid('bulk.action', `unknown action: ${action ?? ''}`)

/** Does one thing for each id; what goes wrong with one says so and leaves the others alone. */
export async function forEach(ids: readonly number[], one: (id: number) => Promise<unknown>): Promise<BulkResults> {
  const results: BulkResults = {}
  for (const id of ids) {
    try {
      await one(id)
      results[id] = { ok: true }
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      results[id] = { ok: false, error: error.message }
    }
  }
  return results
}

/** The same within one transaction, for what only reads and writes rows. */
export const forEachIn = (
  transaction: Transaction,
  ids: readonly number[],
  one: (trx: Trx, id: number) => Promise<unknown>,
): Promise<BulkResults> => transaction((trx) => forEach(ids, (id) => one(trx, id)))

/** Keys beyond what a column holds are nobody's; PostgreSQL cannot even look for them. */
export const rowKey = (id: number): number => (Math.abs(id) > 2 ** 31 - 1 ? 0 : id)
