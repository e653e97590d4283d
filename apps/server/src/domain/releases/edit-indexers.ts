import type { Dialect } from '#database/dialect/dialect.ts'
import type { Transaction } from '#database/open.ts'
import type { CheckAddress } from '#domain/settings/setting-rules.ts'
import { readSetting, writeSettings } from '#domain/settings/settings-store.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { conflict, invalid, notFound } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { searchAllAgain } from './book-searches.ts'
import {
  deleteIndexers,
  findIndexer,
  type IndexerRow,
  insertIndexer,
  sealedKey,
  updateIndexer,
  urlKey,
} from './indexer-store.ts'
import { readHealth } from './stored-health.ts'

/** What an administrator says of an indexer; what is left out keeps its value, or gets its default. */
export interface IndexerInput {
  name?: string | undefined
  type?: string | undefined
  url?: string | undefined
  apiKey?: string | undefined
  categories?: number[] | undefined
  hasParentCategories?: boolean | undefined
  priority?: number | undefined
  isEnabled?: boolean | undefined
  isSearchable?: boolean | undefined
  isFreeleechOnly?: boolean | undefined
  /** Null takes it away. */
  seedRatio?: number | null | undefined
}

export interface EditIndexerDeps {
  dialect: Dialect
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  checkAddress: CheckAddress
}

const CATEGORIES = [7000, 7020, 3030]
/** When the first indexer came, which the guide for new installations looks at. */
const FIRST = 'funnel.first_indexer_at'

/**
 * Adds an indexer. What could not be found so far is searched again when its turn comes.
 * @throws invalid without name or address, and for an address that may not be called; conflict where it is there already
 */
export async function addIndexer(deps: EditIndexerDeps, input: IndexerInput): Promise<IndexerRow> {
  const { transaction, clock, secrets } = deps
  const { url, apiKey } = await checkedAddress(deps, input)
  const now = instant(clock.now())
  const values = {
    name: checkedName(input.name),
    type: checkedType(input.type),
    url,
    url_key: urlKey(url),
    api_key_sealed: sealedKey(secrets, apiKey ?? ''),
    categories_json: input.categories ?? CATEGORIES,
    has_parent_categories: input.hasParentCategories ?? false,
    priority: input.priority ?? 0,
    is_enabled: input.isEnabled ?? false,
    is_searchable: input.isSearchable ?? false,
    is_freeleech_only: input.isFreeleechOnly ?? false,
    seed_ratio: input.seedRatio ?? null,
    seed_ratio_source: input.seedRatio === undefined || input.seedRatio === null ? ('' as const) : ('user' as const),
    created_at: now,
    updated_at: now,
  }
  return refusingTwins(deps, () =>
    transaction(async (trx) => {
      const id = await insertIndexer(trx, values)
      if ((await readSetting(trx, FIRST)) === undefined) await writeSettings(trx, { [FIRST]: now }, clock.now())
      if (values.is_enabled) await searchAllAgain(trx)
      return found(await findIndexer(trx, id), id)
    }),
  )
}

/**
 * Changes an indexer. Whoever edits it has looked after it, so that it is asked again at once.
 * @throws as addIndexer; not-found
 */
export async function changeIndexer(deps: EditIndexerDeps, id: number, input: IndexerInput): Promise<IndexerRow> {
  const { transaction, clock, secrets } = deps
  const address = input.url === undefined ? undefined : await checkedAddress(deps, input)
  const apiKey = address?.apiKey ?? input.apiKey
  return refusingTwins(deps, () =>
    transaction(async (trx) => {
      const row = found(await findIndexer(trx, id), id)
      const isElsewhere = address !== undefined && address.url !== row.url
      const type = input.type === undefined ? row.type : checkedType(input.type)
      await updateIndexer(trx, id, {
        ...(input.name === undefined ? {} : { name: checkedName(input.name) }),
        type,
        ...(address === undefined ? {} : { url: address.url, url_key: urlKey(address.url) }),
        ...(apiKey === undefined ? {} : { api_key_sealed: sealedKey(secrets, apiKey) }),
        ...(input.categories === undefined ? {} : { categories_json: input.categories }),
        ...(input.hasParentCategories === undefined ? {} : { has_parent_categories: input.hasParentCategories }),
        ...(input.priority === undefined ? {} : { priority: input.priority }),
        ...(input.isEnabled === undefined ? {} : { is_enabled: input.isEnabled }),
        ...(input.isSearchable === undefined ? {} : { is_searchable: input.isSearchable }),
        ...(input.isFreeleechOnly === undefined ? {} : { is_freeleech_only: input.isFreeleechOnly }),
        ...(input.seedRatio === undefined ? {} : { seed_ratio: input.seedRatio }),
        seed_ratio_source: 'user',
        // What it can do is asked anew where something about it changed.
        ...(isElsewhere || type !== row.type ? { capabilities_json: null, capabilities_at: null } : {}),
        health_json: { ...readHealth(row.health_json), failures: 0, disabledUntil: undefined, lastError: undefined },
        updated_at: instant(clock.now()),
      })
      if (input.isEnabled && !row.is_enabled) await searchAllAgain(trx)
      return found(await findIndexer(trx, id), id)
    }),
  )
}

/** Forgets an indexer; downloads and blocked releases that came from it stay. */
export const deleteIndexer = ({ transaction, dialect }: EditIndexerDeps, id: number): Promise<void> =>
  transaction((trx) => deleteIndexers(trx, dialect, [id]))

function found<Row>(row: Row | undefined, id: number): Row {
  if (!row) throw notFound('indexer', id)
  return row
}

async function refusingTwins<Result>({ dialect }: EditIndexerDeps, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if (!dialect.isUniqueViolation(error)) throw error
    throw conflict('indexer.exists', 'there is an indexer at this address already', error)
  }
}

function checkedName(name: string | undefined): string {
  const text = name?.trim() ?? ''
  if (text === '') throw invalid('indexer.name', 'an indexer needs a name')
  return text
}

export function checkedType(type: string | undefined): IndexerRow['type'] {
  if (type === undefined || type === '' || type === 'newznab') return 'newznab'
  if (type === 'torznab') return type
  throw invalid('indexer.type', 'the type of an indexer is newznab or torznab')
}

/**
 * Looks whether an address may be called. A key that was pasted with it goes where keys are kept.
 * @throws invalid for none, or for one that may not be called
 */
export async function checkedAddress(
  { checkAddress }: Pick<EditIndexerDeps, 'checkAddress'>,
  { url, apiKey }: Pick<IndexerInput, 'url' | 'apiKey'>,
): Promise<{ url: string; apiKey: string | undefined }> {
  const text = url?.trim() ?? ''
  if (text === '') throw invalid('indexer.url', 'an indexer needs an address')
  await checkAddress(text)
  const parsed = new URL(text)
  const pasted = parsed.searchParams.get('apikey')
  if (pasted === null) return { url: text, apiKey }
  parsed.searchParams.delete('apikey')
  return { url: parsed.href, apiKey: apiKey || pasted }
}
