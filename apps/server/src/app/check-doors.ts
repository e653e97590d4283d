import type { AuthMode } from '#domain/identity/installation-access.ts'
import { invalid } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'

/**
 * Looks at the start whether people can be told apart.
 * @throws DomainError `invalid` where a proxy shall vouch for people and none is named
 */
export function checkDoors(mode: AuthMode, trustedProxies: readonly string[], logger: Logger): void {
  if (mode === 'proxy' && trustedProxies.length === 0) {
    throw invalid(
      'config.proxy-mode',
      'People are let in by what a proxy says of them, and no proxy is named. Name it in TRUSTED_PROXIES (see docs/sign-in.md).',
    )
  }
  if (trustedProxies.some((range) => range === '0.0.0.0/0' || range === '::/0')) {
    logger.warn({}, 'TRUSTED_PROXIES names every address: anybody can pretend to come from anywhere')
  }
  if (mode === 'disabled') logger.warn({}, 'the acquisition API is open to everybody who can reach this server')
}
