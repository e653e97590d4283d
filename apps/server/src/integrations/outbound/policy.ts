import { DomainError, invalid } from '#kernel/errors.ts'
import { type AddressClass, classOfAddress } from './address-class.ts'

/**
 * Where a call may lead. `strict`: the internet alone, for addresses from content, providers and ordinary users. `lan`: the
 * local network too. `lan+loopback`: this machine too; both for what an administrator configures.
 */
export type Policy = 'strict' | 'lan' | 'lan+loopback'

const ALLOWED: Record<Policy, readonly AddressClass[]> = {
  strict: ['public'],
  lan: ['public', 'private'],
  'lan+loopback': ['public', 'private', 'loopback'],
}

/** Names by which clouds hand out credentials to whoever asks; never called, under any policy. */
const METADATA_NAMES = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'instance-data',
  'instance-data.ec2.internal',
])

const CODE = 'outbound.refused'

/** The call would lead where it must not. */
export const refused = (why: string): DomainError => invalid(CODE, `url not allowed: ${why}`)

/** Finds a refusal in an error or among its causes: what fails while connecting arrives wrapped. */
export function refusalIn(error: unknown): DomainError | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if (at instanceof DomainError && at.code === CODE) return at
  }
  return undefined
}

/** @throws invalid where the policy refuses the address */
export function checkAddress(address: string, policy: Policy): void {
  const kind = classOfAddress(address)
  // The address itself is not told: it would answer what a name means inside this network.
  if (!ALLOWED[policy].includes(kind)) throw refused(`it leads to an address that may not be called (${kind})`)
}

/**
 * Checks all of an address that can be checked without asking anybody.
 * @throws invalid for anything but http and https to a host that the policy lets be called
 */
export function checkUrl(address: string | URL, policy: Policy): URL {
  const text = String(address)
  if (!URL.canParse(text)) throw refused('it is no address')
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refused('only http and https are called')
  if (url.username !== '' || url.password !== '') throw refused('it holds a name or a password')
  const host = hostOf(url)
  if (host === '') throw refused('it names no host')
  if (METADATA_NAMES.has(host)) throw refused('it leads to an address that may not be called (metadata)')
  const isLocal = host === 'localhost' || host.endsWith('.localhost')
  if (isLocal && policy !== 'lan+loopback') throw refused('it leads to this machine')
  const literal = literalOf(url)
  if (literal !== undefined) checkAddress(literal, policy)
  return url
}

/** Lower case, without the dot that ends a complete name. */
export const hostOf = (url: URL): string => url.hostname.toLowerCase().replace(/\.$/, '')

/** The address where a URL holds one instead of a name; every spelling of an IPv4 address has been evened out by the parser. */
export function literalOf(url: URL): string | undefined {
  const host = hostOf(url)
  if (host.startsWith('[')) return host.slice(1, -1)
  return /^\d+\.\d+\.\d+\.\d+$/.test(host) ? host : undefined
}
