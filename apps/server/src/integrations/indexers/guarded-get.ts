import { unavailable } from '#kernel/errors.ts'
import type { Outbound, OutboundAnswer } from '../outbound/outbound.ts'
import type { Policy } from '../outbound/policy.ts'

export interface GuardedCall {
  /** The address that an administrator typed; its origin may be on this machine. */
  trusted: string
  /** Links of indexers may lead to this machine wherever they point. */
  isLoopbackAllowed?: boolean
  accept: string
  /** Go to the trusted origin alone. */
  headers?: Readonly<Record<string, string>>
  timeoutMs: number
  maxBytes: number
  signal?: AbortSignal | undefined
}

const MOST_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** An answer, or the magnet link to which it redirects. */
export type Got = OutboundAnswer | { magnet: string }

/**
 * Fetches an address and follows its redirects, each judged on its own: only the origin that an administrator typed may
 * be on this machine, wherever a redirect came from.
 * @throws invalid where it leads somewhere refused; too-large; unavailable where nothing answers
 */
export async function guardedGet(http: Outbound, address: string, call: GuardedCall): Promise<Got> {
  const limit = AbortSignal.timeout(call.timeoutMs)
  try {
    return await follow(http, address, call, limit)
  } catch (error) {
    if (!limit.aborted || call.signal?.aborted) throw error
    throw unavailable('outbound.timeout', `${new URL(address).host} did not answer in time`, error)
  }
}

async function follow(http: Outbound, address: string, call: GuardedCall, limit: AbortSignal): Promise<Got> {
  const { accept, timeoutMs, maxBytes } = call
  const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit
  let url = address
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
    const isTrusted = isSameOrigin(url, call.trusted)
    const answer = await http.request(url, {
      policy: policyFor(isTrusted, call),
      headers: isTrusted ? { ...call.headers, accept } : { accept },
      timeoutMs,
      maxBytes,
      signal,
      keepsRedirects: true,
    })
    const { location } = answer.headers
    if (!REDIRECTS.has(answer.status) || location === undefined) return answer
    if (/^magnet:/i.test(location)) return { magnet: location }
    url = URL.canParse(location, url) ? new URL(location, url).href : location
  }
  throw unavailable('outbound.redirects', `${new URL(address).host} redirects too often`)
}

function policyFor(isTrusted: boolean, { isLoopbackAllowed = false }: GuardedCall): Policy {
  return isTrusted || isLoopbackAllowed ? 'lan+loopback' : 'lan'
}

const isSameOrigin = (url: string, base: string) => URL.canParse(url) && new URL(url).origin === new URL(base).origin
