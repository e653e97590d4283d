import * as contract from '@colophon/contract/acquisition/indexers.ts'
import type { FastifyInstance } from 'fastify'
import type { Static } from 'typebox'
import type { Db } from '#database/open.ts'
import type { Audit } from '#domain/history/audit.ts'
import {
  addIndexer,
  changeIndexer,
  deleteIndexer,
  type EditIndexerDeps,
  type IndexerInput,
} from '#domain/releases/edit-indexers.ts'
import { findIndexer, type IndexerRow, listIndexers, openedKey } from '#domain/releases/indexer-store.ts'
import type { IndexerProbe } from '#domain/releases/probe-indexer.ts'
import { type TestIndexerDeps, testIndexer, testUnsavedIndexer } from '#domain/releases/test-indexer.ts'
import { wholeSeconds } from '#kernel/clock.ts'
import { notFound } from '#kernel/errors.ts'
import { readId } from './ids.ts'
import { changeNoter } from './note-change.ts'
import { acquisitionRoute as route } from './route.ts'

export interface IndexerRouteDeps extends EditIndexerDeps, TestIndexerDeps {
  db: Db
  audit: Audit
}

/** Where releases are looked for (acquisition contract 4.10). */
export function indexerRoutes(app: FastifyInstance, deps: IndexerRouteDeps): void {
  const { db, audit } = deps
  const present = (row: IndexerRow) => presentIndexer(row, openedKey(deps.secrets, row.api_key_sealed))
  const note = changeNoter(audit)

  route(app, contract.listIndexers, async () => (await listIndexers(db)).map(present))

  route(app, contract.getIndexer, async ({ params }) => {
    const id = readId(params.id)
    const row = await findIndexer(db, id)
    if (!row) throw notFound('indexer', id)
    return present(row)
  })

  route(app, contract.addIndexer, async ({ body, principal }) => {
    const row = await addIndexer(deps, readFields(body))
    await note(principal, 'indexer_added', row)
    return present(row)
  })

  route(app, contract.changeIndexer, async ({ params, body, principal }) => {
    const row = await changeIndexer(deps, readId(params.id), readFields(body))
    await note(principal, 'indexer_changed', row)
    return present(row)
  })

  route(app, contract.deleteIndexer, async ({ params, principal }) => {
    const id = readId(params.id)
    const row = await findIndexer(db, id)
    await deleteIndexer(deps, id)
    await note(principal, 'indexer_removed', { id, name: row?.name })
  })

  route(app, contract.testIndexer, async ({ params }) => presentProbe(await testIndexer(deps, readId(params.id))))

  route(app, contract.testUnsavedIndexer, async ({ body }) =>
    presentProbe(await testUnsavedIndexer(deps, readFields(body))),
  )
}

/** Null says nothing, but for the seed ratio, which it takes away. */
const readFields = (body: Static<typeof contract.IndexerFields>): IndexerInput => ({
  name: body.name ?? undefined,
  type: body.type ?? undefined,
  url: body.url ?? undefined,
  apiKey: body.apiKey ?? undefined,
  categories: body.categories ?? undefined,
  hasParentCategories: body.includeParentCategories ?? undefined,
  priority: body.priority ?? undefined,
  isEnabled: body.enabled ?? undefined,
  isSearchable: body.supportsSearch ?? undefined,
  isFreeleechOnly: body.freeleechOnly ?? undefined,
  seedRatio: body.seedRatio,
})

const presentIndexer = (row: IndexerRow, apiKey: string): Static<typeof contract.Indexer> => ({
  id: row.id,
  name: row.name,
  type: row.type,
  url: row.url,
  apiKey,
  categories: row.categories_json,
  includeParentCategories: row.has_parent_categories,
  priority: row.priority,
  enabled: row.is_enabled,
  supportsSearch: row.is_searchable,
  ...(row.prowlarr_instance_id === null ? {} : { prowlarrInstanceId: row.prowlarr_instance_id }),
  ...(row.prowlarr_indexer_id === null ? {} : { prowlarrIndexerId: row.prowlarr_indexer_id }),
  ...(row.seed_ratio === null ? {} : { seedRatio: row.seed_ratio }),
  freeleechOnly: row.is_freeleech_only,
  ...(row.seed_ratio_source === '' ? {} : { seedRatioSource: row.seed_ratio_source }),
  createdAt: wholeSeconds(row.created_at),
  updatedAt: wholeSeconds(row.updated_at),
})

const OK = 200

function presentProbe(probe: IndexerProbe): Static<typeof contract.IndexerTest> {
  if (!probe.ok) {
    const { status, error, latencyMs } = probe
    return { ok: false, status, categories: 0, bookSearch: false, latencyMs, searchResults: 0, error }
  }
  const { capabilities: _, ...told } = probe
  // How many results there were is told beside; clients compare the word.
  return { ...told, status: OK, message: 'ok' }
}
