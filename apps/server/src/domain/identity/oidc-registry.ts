import type { Db } from '#database/open.ts'
import { type Clock, instant } from '#kernel/clock.ts'
import { DomainError } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import type { SecretBox } from '#kernel/secret-box.ts'
import type { OidcClient, OidcGateway } from './oidc-port.ts'
import { type OidcProvider, readProviders } from './oidc-providers.ts'

const TRIED_AGAIN_AFTER_MS = 30_000

export type OidcStatus = { state: 'ok' } | { state: 'failed'; error: string; triedAt: string }

/** Knows which providers answer. What it knows is of this process alone and is found out anew when the list changes. */
export interface OidcRegistry {
  /** The list, with what is known of each; nothing is known yet where `status` is undefined. */
  list(): Promise<{ provider: OidcProvider; status: OidcStatus | undefined }[]>
  /** A provider that answers; one that did not is tried again, but not at every click. Undefined where there is none. */
  find(id: string): Promise<{ provider: OidcProvider; client: OidcClient } | undefined>
  /** Looks for all providers that nothing is known of. Never fails. */
  refresh(): Promise<void>
}

export interface OidcRegistryDeps {
  db: Db
  clock: Clock
  logger: Logger
  secrets: SecretBox
  gateway: OidcGateway
}

interface Known {
  client?: OidcClient
  status: OidcStatus
  triedAtMs: number
}

export function createOidcRegistry({ db, clock, logger, secrets, gateway }: OidcRegistryDeps): OidcRegistry {
  /** By everything that finding a provider depends on: a changed one is another one. */
  const known = new Map<string, Known>()
  const running = new Map<string, Promise<Known>>()
  const keyOf = ({ issuer, clientId, secret }: OidcProvider) => JSON.stringify([issuer, clientId, secret])

  async function look(provider: OidcProvider): Promise<Known> {
    const now = clock.now()
    const tried = { triedAtMs: now.getTime() }
    try {
      const clientSecret = secrets.open(provider.secret)
      if (clientSecret === undefined) throw new Error('its client secret cannot be read any more; enter it again')
      const { issuer, clientId } = provider
      const client = await gateway.discover({ issuer, clientId, clientSecret })
      return { ...tried, client, status: { state: 'ok' } }
    } catch (error) {
      logger.warn({ err: error, provider: provider.id }, 'a provider to sign in with does not answer')
      return { ...tried, status: { state: 'failed', error: explain(error), triedAt: instant(now) } }
    }
  }

  function lookOnce(provider: OidcProvider): Promise<Known> {
    const key = keyOf(provider)
    const looking =
      running.get(key) ??
      look(provider).then((found) => {
        running.delete(key)
        known.set(key, found)
        return found
      })
    running.set(key, looking)
    return looking
  }

  return {
    async list() {
      return (await readProviders(db)).map((provider) => ({ provider, status: known.get(keyOf(provider))?.status }))
    },
    async find(id) {
      const provider = (await readProviders(db)).find((one) => one.id === id)
      if (!provider) return undefined
      const before = known.get(keyOf(provider))
      const isDue = !before?.client && clock.now().getTime() - (before?.triedAtMs ?? 0) >= TRIED_AGAIN_AFTER_MS
      const { client } = isDue ? await lookOnce(provider) : (before ?? {})
      return client && { provider, client }
    },
    async refresh() {
      const providers = await readProviders(db)
      const wanted = new Set(providers.map(keyOf))
      for (const key of known.keys()) if (!wanted.has(key)) known.delete(key)
      await Promise.all(providers.filter((provider) => !known.get(keyOf(provider))?.client).map(lookOnce))
    },
  }
}

/** For the administrator: no stack, and nothing that a library says of its insides but its last cause. */
function explain(error: unknown): string {
  for (let at = error; at instanceof Error; at = at.cause) {
    if (at instanceof DomainError || at.cause === undefined) return at.message
  }
  return 'it does not answer as a provider'
}
