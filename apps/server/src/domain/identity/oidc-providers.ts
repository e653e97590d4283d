import type { Db, Transaction } from '#database/open.ts'
import type { Clock } from '#kernel/clock.ts'
import { invalid } from '#kernel/errors.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import { readSetting, writeSettings } from '../settings/settings-store.ts'

/** Where people can sign in, as an administrator has set it up. */
export interface OidcProvider {
  id: string
  name: string
  issuer: string
  clientId: string
  /** Sealed. */
  secret: string
  /** Never empty. */
  scopes: string[]
  /** Of these groups one is needed; empty: everybody may come. */
  allowedGroups: string[]
}

export type OidcProviderInput = Omit<OidcProvider, 'secret'> & {
  /** Empty keeps the one that is stored under this id. */
  clientSecret: string
}

const KEY = 'auth.oidc.providers'
const ID = /^[a-z0-9_-]{1,32}$/
const SCOPES = ['openid', 'profile', 'email']

export const isProviderId = (text: string): boolean => ID.test(text)

/** In the order in which they were saved. */
export async function readProviders(db: Db): Promise<OidcProvider[]> {
  const text = await readSetting(db, KEY)
  return text === undefined ? [] : (JSON.parse(text) as OidcProvider[])
}

export interface ProviderDeps {
  db: Db
  transaction: Transaction
  clock: Clock
  secrets: SecretBox
}

/**
 * Replaces the whole list.
 * @throws DomainError `invalid` naming the provider and what is wrong with it
 */
export async function replaceProviders(
  { db, transaction, clock, secrets }: ProviderDeps,
  given: readonly OidcProviderInput[],
): Promise<void> {
  const stored = new Map((await readProviders(db)).map((provider) => [provider.id, provider]))
  const seen = new Set<string>()
  const providers = given.map(({ clientSecret, ...provider }): OidcProvider => {
    const { id, issuer } = provider
    if (!isProviderId(id)) {
      throw invalid('oidc.id', `"${id}" is no id of a provider: up to 32 of a-z, 0-9, _ and -`)
    }
    if (seen.has(id)) throw invalid('oidc.id', `two providers have the id "${id}"`)
    seen.add(id)
    if (!/^https?:\/\//.test(issuer) || !URL.canParse(issuer)) {
      throw invalid('oidc.issuer', `the issuer of "${id}" is no address such as https://id.example.org`)
    }
    if (provider.clientId === '') throw invalid('oidc.client', `the provider "${id}" needs a client id`)
    const known = stored.get(id)
    // A secret goes to nobody but the issuer that it was entered for.
    const secret =
      clientSecret !== '' ? secrets.seal(clientSecret) : known?.issuer === issuer ? known.secret : undefined
    if (secret === undefined) throw invalid('oidc.secret', `the provider "${id}" needs its client secret`)
    const scopes = provider.scopes.length === 0 ? SCOPES : [...new Set(['openid', ...provider.scopes])]
    return { ...provider, name: provider.name || id, scopes, secret }
  })
  await transaction((trx) => writeSettings(trx, { [KEY]: JSON.stringify(providers) }, clock.now()))
}
