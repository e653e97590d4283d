import type { Transaction } from '#database/open.ts'
import type { CheckAddress } from '#domain/settings/setting-rules.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { sealedKey } from './indexer-store.ts'
import { findProwlarrOrThrow, insertProwlarr, type ProwlarrRow, updateProwlarr } from './prowlarr-store.ts'

/** What an administrator says of a Prowlarr; what is left out keeps its value, or gets its default. */
export interface ProwlarrInput {
  name?: string | undefined
  url?: string | undefined
  apiKey?: string | undefined
  isSyncedOnStartup?: boolean | undefined
  isEnabled?: boolean | undefined
}

export interface EditProwlarrDeps {
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
  checkAddress: CheckAddress
}

const NAME = 'Prowlarr'

/** @throws invalid without an address, or for one that may not be called */
export async function addProwlarr(deps: EditProwlarrDeps, input: ProwlarrInput): Promise<ProwlarrRow> {
  const { transaction, clock, secrets } = deps
  const url = await checkedUrl(deps, input.url)
  const now = instant(clock.now())
  return transaction((trx) =>
    insertProwlarr(trx, {
      name: input.name?.trim() || NAME,
      url,
      api_key_sealed: sealedKey(secrets, input.apiKey ?? ''),
      is_synced_on_startup: input.isSyncedOnStartup ?? false,
      is_enabled: input.isEnabled ?? false,
      created_at: now,
      updated_at: now,
    }),
  )
}

/** Changes what is given; a new key is the key of its indexers too. @throws not-found; invalid as addProwlarr */
export async function changeProwlarr(deps: EditProwlarrDeps, id: number, input: ProwlarrInput): Promise<ProwlarrRow> {
  const { transaction, clock, secrets } = deps
  const url = input.url === undefined ? undefined : await checkedUrl(deps, input.url)
  const sealed = input.apiKey === undefined ? undefined : sealedKey(secrets, input.apiKey)
  return transaction(async (trx) => {
    await findProwlarrOrThrow(trx, id)
    await updateProwlarr(trx, id, {
      ...(input.name?.trim() ? { name: input.name.trim() } : {}),
      ...(url === undefined ? {} : { url }),
      ...(sealed === undefined ? {} : { api_key_sealed: sealed }),
      ...(input.isSyncedOnStartup === undefined ? {} : { is_synced_on_startup: input.isSyncedOnStartup }),
      ...(input.isEnabled === undefined ? {} : { is_enabled: input.isEnabled }),
      updated_at: instant(clock.now()),
    })
    if (sealed !== undefined) {
      await trx.updateTable('indexers').set({ api_key_sealed: sealed }).where('prowlarr_instance_id', '=', id).execute()
    }
    return findProwlarrOrThrow(trx, id)
  })
}

async function checkedUrl({ checkAddress }: EditProwlarrDeps, url: string | undefined): Promise<string> {
  const text = url?.trim() ?? ''
  if (text === '') throw invalid('prowlarr.url', 'a Prowlarr needs an address')
  await checkAddress(text)
  return text
}
