import type { Db, Transaction } from '#database/open.ts'
import type { Clock } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { categoriesFor } from './categories.ts'
import { checkedAddress, checkedType, type EditIndexerDeps, type IndexerInput } from './edit-indexers.ts'
import type { IndexerGateway } from './indexer-gateway.ts'
import { afterFailure, afterSuccess, counted } from './indexer-health.ts'
import { changeHealth, findIndexer, keepCapabilities, settingsOf } from './indexer-store.ts'
import { type IndexerProbe, probeIndexer } from './probe-indexer.ts'
import { limitsOf } from './stored-health.ts'

export interface TestIndexerDeps {
  db: Db
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  indexers: IndexerGateway
}

/**
 * Tests a stored indexer, and keeps what it says it can do and how it behaved.
 * @throws not-found; invalid where its address may not be called any more
 */
export async function testIndexer(
  deps: TestIndexerDeps & Pick<EditIndexerDeps, 'checkAddress'>,
  id: number,
): Promise<IndexerProbe> {
  const { db, transaction, clock, secrets, indexers } = deps
  const row = await findIndexer(db, id)
  if (!row) throw notFound('indexer', id)
  await checkedAddress(deps, row)
  const probe = await probeIndexer(indexers.open(settingsOf(row, secrets)), bothSlots(row.categories_json))
  await transaction(async (trx) => {
    if (probe.ok) await keepCapabilities(trx, id, probe.capabilities, clock)
    await changeHealth(trx, id, (health) => {
      const asked = counted(health, limitsOf(health), clock.now(), { requests: 2 })
      if (!probe.ok) return afterFailure(asked, probe.failure, clock.now())
      return probe.searchError === undefined ? afterSuccess(asked, clock.now()) : asked
    })
  })
  return probe
}

/** Tests an indexer that is not saved. @throws invalid without an address, or for one that may not be called */
export async function testUnsavedIndexer(
  deps: Pick<TestIndexerDeps, 'indexers'> & Pick<EditIndexerDeps, 'checkAddress'>,
  input: IndexerInput,
): Promise<IndexerProbe> {
  const { url, apiKey } = await checkedAddress(deps, input)
  const name = input.name?.trim() || 'unsaved'
  const settings = { id: 0, name, type: checkedType(input.type), url, apiKey: apiKey ?? '', priority: 0 }
  return probeIndexer(deps.indexers.open(settings), bothSlots(input.categories ?? []))
}

const bothSlots = (configured: readonly number[]) => [
  ...new Set([...categoriesFor('ebook', configured), ...categoriesFor('audiobook', configured)]),
]
