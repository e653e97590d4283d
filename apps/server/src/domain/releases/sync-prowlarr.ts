import { Type } from 'typebox'
import type { Dialect } from '#database/dialect/dialect.ts'
import type { Db, Transaction, Trx } from '#database/open.ts'
import { readSetting } from '#domain/settings/settings-store.ts'
import { defineJob } from '#jobs/define-job.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { unavailable } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { searchAllAgain } from './book-searches.ts'
import type { IndexerGateway, Prowlarr, RemoteIndexer } from './indexer-gateway.ts'
import { deleteIndexers, type IndexerRow, openedKey, updateIndexer, urlKey } from './indexer-store.ts'
import { type IndexerSync, planIndexerSync } from './plan-indexer-sync.ts'
import { findProwlarrOrThrow, listProwlarrs, type ProwlarrRow, updateProwlarr } from './prowlarr-store.ts'
import { readHealth } from './stored-health.ts'

export interface ProwlarrDeps {
  db: Db
  dialect: Dialect
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  indexers: IndexerGateway
}

export interface SyncCounts {
  added: number
  updated: number
  removed: number
}

const TIMEOUT_SECONDS = 60
/** For the whole of it: somebody waits. */
const SYNC_MS = 30_000

async function open({ db, secrets, indexers }: ProwlarrDeps, row: ProwlarrRow): Promise<Prowlarr> {
  const said = Number(await readSetting(db, 'prowlarr.search_timeout_seconds'))
  const timeoutSeconds = Number.isInteger(said) && said > 0 ? said : TIMEOUT_SECONDS
  return indexers.prowlarr({ url: row.url, apiKey: openedKey(secrets, row.api_key_sealed), timeoutSeconds })
}

/** Asks a Prowlarr for its version. @throws not-found; unavailable where it does not answer as one */
export async function testProwlarr(deps: ProwlarrDeps, id: number): Promise<string> {
  const row = await findProwlarrOrThrow(deps.db, id)
  return (await open(deps, row)).version()
}

/**
 * Makes the indexers that came from a Prowlarr those that it lists now.
 * @throws not-found; unavailable where it does not answer as it should, and then nothing is changed
 */
export async function syncProwlarr(deps: ProwlarrDeps, id: number): Promise<SyncCounts> {
  const row = await findProwlarrOrThrow(deps.db, id)
  const limit = AbortSignal.timeout(SYNC_MS)
  const listed = await (await open(deps, row)).indexers(limit).catch((error: unknown) => {
    if (limit.aborted) throw unavailable('prowlarr.slow', 'Prowlarr did not answer in time', error)
    throw error
  })
  return deps.transaction(async (trx) => {
    const current = await findProwlarrOrThrow(trx, id)
    const plan = planIndexerSync((await importedFrom(trx, id)).map(syncedOf), listed)
    const counts = await apply(deps, trx, current, plan)
    await keepLimits(trx, id, listed)
    await updateProwlarr(trx, id, { last_sync_at: instant(deps.clock.now()) })
    if (counts.added > 0) await searchAllAgain(trx)
    return counts
  })
}

const importedFrom = (trx: Trx, id: number): Promise<IndexerRow[]> =>
  trx.selectFrom('indexers').selectAll().where('prowlarr_instance_id', '=', id).orderBy('id').execute()

const syncedOf = (row: IndexerRow) => ({
  id: row.id,
  remoteId: row.prowlarr_indexer_id ?? 0,
  name: row.name,
  type: row.type,
  url: row.url,
  categories: row.categories_json,
  seedRatio: row.seed_ratio ?? undefined,
  seedRatioSource: row.seed_ratio_source,
})

async function apply(
  { dialect, clock }: ProwlarrDeps,
  trx: Trx,
  prowlarr: ProwlarrRow,
  plan: IndexerSync<RemoteIndexer>,
): Promise<SyncCounts> {
  const now = instant(clock.now())
  await deleteIndexers(trx, dialect, plan.removed)
  for (const { id, changes } of plan.updated) {
    const { name, type, url, categories, seedRatio, seedRatioSource } = changes
    await updateIndexer(trx, id, {
      ...{ name, type, url, url_key: urlKey(url), categories_json: categories, seed_ratio: seedRatio ?? null },
      ...{ seed_ratio_source: seedRatioSource, updated_at: now },
    })
  }
  let added = 0
  for (const one of plan.added) if (await addOne(trx, prowlarr, one, now)) added++
  return { added, updated: plan.updated.length, removed: plan.removed.length }
}

/** @returns false where somebody has added an indexer at this address by hand: it is theirs */
async function addOne(
  trx: Trx,
  { id, api_key_sealed }: ProwlarrRow,
  one: IndexerSync<RemoteIndexer>['added'][number],
  now: string,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('indexers')
    .values({
      name: one.name,
      type: one.type,
      url: one.url,
      url_key: urlKey(one.url),
      api_key_sealed,
      categories_json: one.categories,
      has_parent_categories: false,
      priority: one.priority,
      is_enabled: one.isEnabled,
      is_searchable: true,
      is_freeleech_only: false,
      seed_ratio: one.seedRatio ?? null,
      seed_ratio_source: one.seedRatioSource,
      prowlarr_instance_id: id,
      prowlarr_indexer_id: one.remoteId,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.column('url_key').doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0) > 0
}

/** What may be asked of each indexer is told by Prowlarr alone. */
async function keepLimits(trx: Trx, id: number, listed: readonly RemoteIndexer[]): Promise<void> {
  const limits = new Map(listed.map((one) => [one.remoteId, one.limits]))
  for (const row of await importedFrom(trx, id)) {
    const told = limits.get(row.prowlarr_indexer_id ?? 0)
    const health = readHealth(row.health_json)
    if (!told || JSON.stringify(health.limits) === JSON.stringify(told)) continue
    await updateIndexer(trx, row.id, { health_json: { ...health, limits: told } })
  }
}

/** Takes over the indexers of all Prowlarrs that are switched on; those that fail are tried again with the next run. */
export const syncProwlarrs = defineJob({
  name: 'releases.sync-prowlarr',
  queue: 'low',
  payload: Type.Object({
    /** At the start of the server: only those for which that is wanted. */
    isStart: Type.Boolean(),
  }),
  key: ({ isStart }) => String(isStart),
  attempts: 1,
  timeoutSeconds: 300,
  async run(deps: ProwlarrDeps & { logger: Logger }, { isStart }) {
    const rows = (await listProwlarrs(deps.db)).filter((row) => row.is_enabled)
    for (const { id, name } of rows.filter((row) => !isStart || row.is_synced_on_startup)) {
      try {
        await syncProwlarr(deps, id)
      } catch (error) {
        deps.logger.warn({ err: error, prowlarr: name }, 'the indexers of a Prowlarr could not be taken over')
      }
    }
  },
})
