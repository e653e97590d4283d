import type { Db } from '#database/open.ts'
import { readSecretSetting } from '#domain/settings/edit-settings.ts'
import { readSetting } from '#domain/settings/settings-store.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import type { MetadataSources, ProviderSettings } from './metadata-sources.ts'
import type { MetadataProvider } from './provider.ts'

/** What an administrator said about providers; `google_books_api_key` is what the key was called before. */
export async function readProviderSettings(db: Db, secrets: SecretBox): Promise<ProviderSettings> {
  const primary = await readSetting(db, 'metadata.primary_provider')
  const hardcoverToken = await readSecretSetting(db, secrets, 'hardcover.api_token')
  const googleBooksKey =
    (await readSecretSetting(db, secrets, 'googlebooks.apiKey')) ??
    (await readSecretSetting(db, secrets, 'google_books_api_key'))
  return {
    ...(primary === 'dnb' ? { primary } : {}),
    ...(hardcoverToken === undefined ? {} : { hardcoverToken }),
    ...(googleBooksKey === undefined ? {} : { googleBooksKey }),
  }
}

export interface ProviderDeps {
  db: Db
  secrets: SecretBox
  sources: MetadataSources
}

/** The providers that may be asked, the primary first. */
export const enabledProviders = async ({ db, secrets, sources }: ProviderDeps): Promise<MetadataProvider[]> =>
  sources.enabled(await readProviderSettings(db, secrets))
