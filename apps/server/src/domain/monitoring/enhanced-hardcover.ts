import type { Db } from '#database/open.ts'
import type { MetadataProvider } from '#domain/metadata/provider.ts'
import { enabledProviders, type ProviderDeps } from '#domain/metadata/provider-settings.ts'
import { readSecretSetting } from '#domain/settings/edit-settings.ts'
import { readSetting } from '#domain/settings/settings-store.ts'
import { DomainError, unavailable } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'

/** Why series cannot be looked up at Hardcover. */
export type WhyNotEnhanced = 'env_disabled' | 'missing_token' | 'admin_disabled'

export interface EnhancedDeps {
  db: Db
  secrets: SecretBox
  /** Whether the environment lets it be used. */
  isHardcoverEnhanced: boolean
}

/** @returns undefined where the feature can be used */
export async function whyNotEnhanced({
  db,
  secrets,
  isHardcoverEnhanced,
}: EnhancedDeps): Promise<WhyNotEnhanced | undefined> {
  if (!isHardcoverEnhanced) return 'env_disabled'
  if ((await readSecretSetting(db, secrets, 'hardcover.api_token')) === undefined) return 'missing_token'
  const isOn = /^true$/i.test((await readSetting(db, 'hardcover.enhanced_series_enabled')) ?? '')
  return isOn ? undefined : 'admin_disabled'
}

/** @throws not-found with the reason where the feature is off (acquisition contract 4.9) */
export async function checkEnhanced(deps: EnhancedDeps): Promise<void> {
  const reason = await whyNotEnhanced(deps)
  if (reason === undefined) return
  throw new DomainError('not-found', 'hardcover.off', 'enhanced hardcover api disabled', { details: { reason } })
}

/** @throws unavailable where Hardcover cannot be asked now */
export async function hardcoverProvider(deps: ProviderDeps): Promise<MetadataProvider> {
  const found = (await enabledProviders(deps)).find(({ id }) => id === 'hardcover')
  if (!found) throw unavailable('hardcover.off', 'Hardcover cannot be asked: its token was refused')
  return found
}
