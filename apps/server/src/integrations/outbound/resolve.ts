import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { unavailable } from '#kernel/errors.ts'
import { checkAddress, type Policy, refused } from './policy.ts'

/** Asks for all addresses of a name. */
export type Resolver = (host: string) => Promise<LookupAddress[]>

const LIMIT_MS = 5_000

/** The machine's own way: its hosts file, then its name servers. */
export const systemResolver: Resolver = (host) =>
  new Promise((resolve, reject) =>
    lookup(host, { all: true, verbatim: true }, (error, found) => (error ? reject(error) : resolve(found))),
  )

/**
 * Resolves a name and checks everything it resolves to: one address that is refused spoils the name.
 * @throws invalid where an address is refused; unavailable where the name resolves to nothing in time
 */
export async function resolveChecked(host: string, policy: Policy, resolver: Resolver): Promise<LookupAddress[]> {
  const found = await withinLimit(host, resolver(host))
  if (found.length === 0) throw unresolved(host)
  for (const { address } of found) checkAddress(address, policy)
  return found
}

/** For `connect`: a socket is given checked addresses only, and so connects to one that was checked. */
export function guardedLookup(policy: Policy, resolver: Resolver): LookupFunction {
  return (host, { all, family }, callback) => {
    resolveChecked(host, policy, resolver).then(
      (found) => {
        const wanted = family === 4 || family === 6 ? found.filter((one) => one.family === family) : found
        const [first] = wanted
        if (!first) callback(unresolved(host), '')
        else if (all) callback(null, wanted)
        else callback(null, first.address, first.family)
      },
      (error: Error) => callback(error, ''),
    )
  }
}

/** The same failure as a refusal, for the moment when an address is first given by somebody who can mend it. */
export const refusedName = (): Error => refused('its name does not resolve')

async function withinLimit(host: string, answer: Promise<LookupAddress[]>): Promise<LookupAddress[]> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unresolved(host)), LIMIT_MS)
  })
  try {
    return await Promise.race([answer, late])
  } catch (cause) {
    throw unresolved(host, cause)
  } finally {
    clearTimeout(timer)
  }
}

const unresolved = (host: string, cause?: unknown) =>
  unavailable('outbound.unresolved', `the name ${host} does not resolve`, cause)
