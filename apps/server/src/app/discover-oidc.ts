import { invalid } from '#kernel/errors.ts'
import type { OidcConfig } from './config.ts'

const LIMIT_MS = 10_000

/**
 * Makes sure that the provider named in the environment answers: people who sign in with it could not, and the start
 * is when somebody looks.
 * @throws DomainError `invalid`
 */
export async function discoverOidc({ issuerUrl }: OidcConfig): Promise<void> {
  const address = `${issuerUrl.replace(/\/+$/, '')}/.well-known/openid-configuration`
  const hint = 'Correct OIDC_ISSUER_URL, start the provider, or remove the variable.'
  const document = await fetch(address, { signal: AbortSignal.timeout(LIMIT_MS) })
    .then(async (response) => (response.ok ? ((await response.json()) as { issuer?: unknown }) : undefined))
    .catch((error: unknown) => {
      throw invalid('config.oidc', `The provider of OIDC_ISSUER_URL does not answer at ${address}. ${hint}`, error)
    })
  if (document?.issuer !== issuerUrl) {
    throw invalid('config.oidc', `What answers at ${address} is not the provider ${issuerUrl}. ${hint}`)
  }
}
