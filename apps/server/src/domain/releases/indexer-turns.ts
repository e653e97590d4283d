import type { Db, Transaction } from '#database/open.ts'
import type { Clock } from '#kernel/clock.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { categoriesFor } from './categories.ts'
import type { IndexerTrace, IndexerTurn } from './find-releases.ts'
import type { Slot } from './formats.ts'
import type { IndexerGateway } from './indexer-gateway.ts'
import { afterFailure, afterSuccess, counted, restReason } from './indexer-health.ts'
import type { Capabilities, Indexer, IndexerFailure } from './indexer-port.ts'
import {
  capabilitiesOf,
  changeHealth,
  type IndexerRow,
  keepCapabilities,
  listIndexers,
  settingsOf,
  updateIndexer,
} from './indexer-store.ts'
import { limitsOf, readHealth } from './stored-health.ts'

export interface IndexerDeps {
  db: Db
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  indexers: IndexerGateway
}

/** An indexer that may be asked now. */
export interface OpenIndexer {
  row: IndexerRow
  indexer: Indexer
  capabilities: Capabilities | undefined
}

type Resting = { row: IndexerRow; skipReason: string }

/** Nobody waits longer for what an indexer says of itself; the search goes on without. */
const CAPABILITIES_MS = 10_000

/** All indexers: those that may be asked now, and the others with the reason why not. */
export async function openIndexers(deps: IndexerDeps, signal?: AbortSignal): Promise<(OpenIndexer | Resting)[]> {
  const rows = await listIndexers(deps.db)
  return Promise.all(
    rows.map(async (row) => {
      const skipReason = reasonToSkip(row, deps.clock.now())
      return skipReason === undefined ? openIndexer(deps, row, signal) : { row, skipReason }
    }),
  )
}

/** Opens an indexer; the first time it is asked what it can do. */
export async function openIndexer(deps: IndexerDeps, row: IndexerRow, signal?: AbortSignal): Promise<OpenIndexer> {
  const indexer = deps.indexers.open(settingsOf(row, deps.secrets))
  const known = capabilitiesOf(row)
  if (known) return { row, indexer, capabilities: known }
  const limit = AbortSignal.timeout(CAPABILITIES_MS)
  const answer = await indexer
    .capabilities(signal ? AbortSignal.any([signal, limit]) : limit)
    .catch((error: unknown) => {
      signal?.throwIfAborted()
      if (limit.aborted) return undefined
      throw error
    })
  if (!answer?.ok) return { row, indexer, capabilities: undefined }
  await deps.transaction((trx) => keepCapabilities(trx, row.id, answer.value, deps.clock))
  return { row, indexer, capabilities: answer.value }
}

function reasonToSkip(row: IndexerRow, now: Date): string | undefined {
  if (!row.is_enabled) return 'it is switched off'
  if (!row.is_searchable) return 'searching it is switched off'
  const health = readHealth(row.health_json)
  return restReason(health, limitsOf(health), now)
}

/** How each indexer is asked for a book in a slot. */
export const turnsFor = (opened: readonly (OpenIndexer | Resting)[], slot: Slot): IndexerTurn[] =>
  opened.map((one) => {
    const { row } = one
    if (!('indexer' in one))
      return { id: row.id, name: row.name, isEnabled: row.is_enabled, skipReason: one.skipReason }
    return {
      indexer: one.indexer,
      categories: slotCategories(one, slot),
      hasBookSearch: one.capabilities?.hasBookSearch ?? false,
      findsIds: false,
    }
  })

export const slotCategories = ({ row, capabilities }: OpenIndexer, slot: Slot): number[] =>
  categoriesFor(slot, row.categories_json, { includesParents: row.has_parent_categories, capabilities })

/** What became of asking an indexer. */
export interface AskedOutcome {
  id: number
  requests: number
  failure: IndexerFailure | undefined
  hasNoBookSearch?: boolean
}

export const outcomeOf = ({ id, requests, failure, hasNoBookSearch }: IndexerTrace): AskedOutcome => ({
  id,
  requests: requests.length,
  failure,
  hasNoBookSearch,
})

/** Keeps how indexers behaved: those that failed rest as long as they ask for. */
export async function noteOutcomes(
  { transaction, clock }: Pick<IndexerDeps, 'transaction' | 'clock'>,
  outcomes: readonly AskedOutcome[],
): Promise<void> {
  const asked = outcomes.filter(({ requests }) => requests > 0)
  if (asked.length === 0) return
  const now = clock.now()
  await transaction(async (trx) => {
    for (const { id, requests, failure, hasNoBookSearch } of asked) {
      await changeHealth(trx, id, (health) => {
        const used = counted(health, limitsOf(health), now, { requests })
        return failure ? afterFailure(used, failure, now) : afterSuccess(used, now)
      })
      if (!hasNoBookSearch) continue
      const row = await trx.selectFrom('indexers').select('capabilities_json').where('id', '=', id).executeTakeFirst()
      const said = row && capabilitiesOf(row)
      // It promised more than it keeps; until it is asked anew it is not believed.
      if (said) await updateIndexer(trx, id, { capabilities_json: { ...said, hasBookSearch: false } })
    }
  })
}
