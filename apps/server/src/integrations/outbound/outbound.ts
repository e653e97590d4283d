import { DomainError, unavailable } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import { type Connections, openConnections } from './connections.ts'
import { checkUrl, hostOf, literalOf, type Policy, refusalIn } from './policy.ts'
import { ACCEPTED_CODINGS, discardBody, readBody } from './read-body.ts'
import { type Hop, nextHop } from './redirect.ts'
import { type Resolver, refusedName, resolveChecked, systemResolver } from './resolve.ts'

export interface OutboundCall {
  policy: Policy
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Names in lower case. They go to the origin that was asked for and are left behind by a redirect to another one. */
  headers?: Readonly<Record<string, string>>
  body?: string | Uint8Array
  /** For the whole call with its redirects; 30 s unless said. */
  timeoutMs?: number
  /** Of the answer, unpacked; 10 MB unless said. */
  maxBytes?: number
  /** 5 unless said. */
  maxRedirects?: number
  /** A redirect is answered as it is, for a caller who judges by itself where it may lead. */
  keepsRedirects?: boolean
  signal?: AbortSignal
}

export interface OutboundAnswer {
  /** Where the answer came from in the end. */
  url: URL
  /** Any status but a redirect that was followed: what it means is for the caller to say. */
  status: number
  /** Names in lower case; of a name that stands several times, the first. */
  headers: Readonly<Record<string, string>>
  bytes: Uint8Array
}

/** The one way out. No cookies, no credentials but those of the call, and never to an address that the policy refuses. */
export interface Outbound {
  /**
   * Checks an address when it is given: its form, and every address that its name resolves to.
   * @throws invalid with a sentence that begins `url not allowed:`
   */
  check(address: string | URL, policy: Policy): Promise<URL>
  /**
   * Calls an address; each redirect is judged like the first address, and so is what is connected to.
   * @throws invalid where it leads somewhere refused; too-large; unavailable where nothing answers in time
   */
  request(address: string | URL, call: OutboundCall): Promise<OutboundAnswer>
  close(): Promise<void>
}

export interface OutboundOptions {
  userAgent: string
  logger: Logger
  /** Tests only: every policy lets this machine and its network be called. */
  isPrivateAllowed?: boolean
  resolver?: Resolver
  /** Opened by the resolver unless given. */
  connections?: Connections
}

const TIMEOUT_MS = 30_000
const MAX_BYTES = 10 << 20
const MAX_REDIRECTS = 5

/** Makes the client. Nothing is loaded or opened before the first call. */
export function createOutbound({
  userAgent,
  logger,
  isPrivateAllowed = false,
  resolver = systemResolver,
  connections = openConnections(resolver),
}: OutboundOptions): Outbound {
  const effective = (policy: Policy): Policy => (isPrivateAllowed ? 'lan+loopback' : policy)

  async function check(address: string | URL, asked: Policy) {
    const policy = effective(asked)
    const url = checkUrl(address, policy)
    if (literalOf(url) !== undefined) return url
    try {
      await resolveChecked(hostOf(url), policy, resolver)
    } catch (error) {
      throw refusalIn(error) ?? refusedName()
    }
    return url
  }

  async function request(address: string | URL, call: OutboundCall): Promise<OutboundAnswer> {
    const policy = effective(call.policy)
    const limit = AbortSignal.timeout(call.timeoutMs ?? TIMEOUT_MS)
    const signal = call.signal ? AbortSignal.any([call.signal, limit]) : limit
    let hop: Hop = {
      url: checkUrl(address, policy),
      method: call.method ?? 'GET',
      headers: call.headers ?? {},
      ...bodyOf(call),
    }
    for (let redirects = 0; ; redirects++) {
      const began = performance.now()
      try {
        const response = await send(hop, policy, signal)
        const headers = firstValues(response.headers)
        logger.debug({ host: hop.url.host, status: response.statusCode, ms: since(began) }, 'outbound call')
        const next = call.keepsRedirects ? undefined : nextHop(hop, response.statusCode, headers.location)
        if (!next) {
          const bytes = await readBody(response.body, headers['content-encoding'] ?? '', call.maxBytes ?? MAX_BYTES)
          return { url: hop.url, status: response.statusCode, headers, bytes }
        }
        discardBody(response.body)
        if (redirects >= (call.maxRedirects ?? MAX_REDIRECTS)) {
          throw unavailable('outbound.redirects', `${hop.url.host} redirects too often`)
        }
        hop = { ...next, url: checkUrl(next.url, policy) }
      } catch (error) {
        call.signal?.throwIfAborted()
        const told = explain(error, hop.url, limit.aborted)
        logger.debug({ host: hop.url.host, code: told.code, ms: since(began) }, 'outbound call failed')
        throw told
      }
    }
  }

  async function send({ url, method, headers, body }: Hop, policy: Policy, signal: AbortSignal) {
    const dispatcher = await connections.of(policy)
    return dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method,
      headers: { accept: '*/*', ...headers, 'user-agent': userAgent, 'accept-encoding': ACCEPTED_CODINGS },
      body: body ?? null,
      signal,
    })
  }

  return { check, request, close: () => connections.close() }
}

const bodyOf = ({ body }: OutboundCall) => (body === undefined ? {} : { body })
const since = (began: number) => Math.round(performance.now() - began)

/** Names the host and nothing else of the address: paths and queries hold keys. */
function explain(error: unknown, { host }: URL, isLate: boolean): DomainError {
  const refusal = refusalIn(error)
  if (refusal) return refusal
  if (error instanceof DomainError) return error
  if (isLate) return unavailable('outbound.timeout', `${host} took too long to answer`, error)
  return unavailable('outbound.failed', `${host} cannot be reached`, error)
}

function firstValues(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const first: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    const one = Array.isArray(value) ? value[0] : value
    if (one !== undefined) first[name.toLowerCase()] = one
  }
  return first
}
