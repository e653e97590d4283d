import type { ProviderCall, ProviderId, Urgency } from '#domain/metadata/provider.ts'
import { DomainError, unavailable } from '#kernel/errors.ts'
import type { Logger } from '#kernel/logger.ts'
import type { Outbound, OutboundAnswer } from '../outbound/outbound.ts'
import type { Policy } from '../outbound/policy.ts'
import { type AnswerCache, LARGEST_ANSWER } from './answer-cache.ts'
import { joinCalls } from './join-calls.ts'
import type { Time } from './time.ts'
import type { Closed, Traffic } from './traffic.ts'

export interface ProviderRequest {
  /** Below the provider's address, or a whole address of another of its hosts. */
  path: string
  query?: Readonly<Record<string, string | number | undefined>>
  /** Parameters that are no part of the question: keys. They are not kept with answers. */
  secretQuery?: Readonly<Record<string, string>>
  method?: 'GET' | 'HEAD' | 'POST'
  headers?: Readonly<Record<string, string>>
  body?: string
  /** What somebody's own account holds is not kept. */
  isPrivate?: boolean
}

/** What an answer says about coming back, where its status alone does not. */
export type Verdict = { kind: 'closed'; forMs: number } | { kind: 'nothing' } | { kind: 'error'; error: DomainError }

export interface ProviderTraits {
  id: ProviderId
  /** How people call it. */
  label: string
  base: string
  /** The internet alone, unless somebody who runs this server gave another address. */
  policy: Policy
  timeoutMs: number
  accept?: string
  /** Undefined: the usual meaning of the status. */
  judge?(answer: OutboundAnswer, body: string): Verdict | undefined
}

/**
 * Asks one provider: within its limits, again after a pause where that may help, and never twice for what is known.
 * @param read makes something of the body of an answer; what it throws counts as an answer that cannot be read
 * @returns undefined where the provider says that there is no such thing
 * @throws unavailable
 */
export type Ask = <Value>(
  request: ProviderRequest,
  read: (body: string) => Value,
  call?: ProviderCall,
) => Promise<Value | undefined>

export interface CallerDeps {
  outbound: Outbound
  traffic: Traffic
  cache: AnswerCache
  time: Time
  logger: Logger
}

/** Somebody at the page waits eight seconds; a job can sit out all pauses but the long one. */
const PATIENCE_MS: Record<Urgency, number> = { interactive: 8_000, background: 120_000 }
const SECOND_TRY_MS = 1_000
const MOST_PAUSES = 4

export function createCaller(traits: ProviderTraits, deps: CallerDeps): Ask {
  const { outbound, traffic, cache, time, logger } = deps
  const joined = joinCalls<string | null>()
  const refusal = (status: number) => unavailable('provider.status', `${traits.label} answered ${status}`)
  const down = (cause: DomainError) => unavailable('provider.down', `${traits.label}: ${cause.message}`, cause)

  return async (request, read, { urgency = 'background', signal, isFresh = false, onStale } = {}) => {
    signal?.throwIfAborted()
    const address = addressOf(traits.base, request)
    const key = [traits.id, request.method ?? 'GET', address.href, request.body ?? ''].join(' ')
    const known = request.isPrivate || isFresh ? undefined : await cache.fresh(key)
    if (known) return known.body === null ? undefined : readOr(known.body, read)
    let body: string | null
    try {
      body = await joined(`${urgency} ${key}`, signal, (until) => send(request, address, PATIENCE_MS[urgency], until))
    } catch (error) {
      signal?.throwIfAborted()
      const old = request.isPrivate ? undefined : await cache.old(key)
      if (!old || old.body === null) throw error
      logger.info({ provider: traits.id, since: old.storedAt }, 'took an older answer of a provider')
      onStale?.(old.storedAt)
      return readOr(old.body, read)
    }
    const value = body === null ? undefined : readOr(body, read)
    if (!request.isPrivate) await cache.keep(key, body, isNothing(value))
    return value
  }

  function readOr<Value>(body: string, read: (body: string) => Value): Value {
    try {
      return read(body)
    } catch (error) {
      if (error instanceof DomainError) throw error
      throw unavailable('provider.answer', `${traits.label} gave an answer that cannot be read`, error)
    }
  }

  /** The body of an answer, null where there is no such thing. */
  async function send(request: ProviderRequest, address: URL, patienceMs: number, signal: AbortSignal) {
    const deadline = time.now() + patienceMs
    const url = new URL(address)
    for (const [name, value] of Object.entries(request.secretQuery ?? {})) url.searchParams.set(name, value)
    let triesLeft = 1
    let pausesLeft = MOST_PAUSES
    for (;;) {
      const answer = await sendOnce(request, url, deadline, signal)
      if (answer instanceof DomainError || isPassing(answer.status)) {
        const error = answer instanceof DomainError ? answer : refusal(answer.status)
        if (triesLeft-- === 0 || time.now() + SECOND_TRY_MS >= deadline) throw error
        await time.sleep(SECOND_TRY_MS, signal)
        continue
      }
      if (answer.isLater) {
        if (pausesLeft-- === 0) throw refusal(429)
        continue
      }
      return answer.body
    }
  }

  async function sendOnce(request: ProviderRequest, url: URL, deadline: number, signal: AbortSignal) {
    const closed = await traffic.enter(deadline, signal)
    if (closed) throw notNow(closed)
    const sentAt = time.now()
    try {
      const answer = await outbound.request(url, {
        policy: traits.policy,
        method: request.method ?? 'GET',
        headers: { accept: traits.accept ?? 'application/json', ...request.headers },
        ...(request.body === undefined ? {} : { body: request.body }),
        timeoutMs: Math.floor(Math.max(1_000, Math.min(traits.timeoutMs, deadline - sentAt))),
        maxBytes: LARGEST_ANSWER,
        signal,
      })
      return judge(answer, sentAt)
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof DomainError && error.code.startsWith('outbound.')) return down(error)
      throw error
    } finally {
      traffic.leave()
    }
  }

  function judge(answer: OutboundAnswer, sentAt: number) {
    const { status, headers, bytes } = answer
    const body = new TextDecoder().decode(bytes)
    const verdict = traits.judge?.(answer, body)
    if (verdict?.kind === 'error') throw verdict.error
    if (verdict?.kind === 'closed') {
      traffic.closeFor(verdict.forMs)
      throw notNow({ forMs: verdict.forMs, reason: 'day' })
    }
    if (status === 429 || status === 503) {
      traffic.refused(sentAt, retryAfter(headers['retry-after']))
      return { status: 0, isLater: true, body: null }
    }
    if (status === 404 || status === 410 || verdict?.kind === 'nothing') {
      traffic.answered()
      return { status, isLater: false, body: null }
    }
    if (isPassing(status)) return { status, isLater: false, body: null }
    if (status !== 200) throw refusal(status)
    traffic.answered()
    return { status, isLater: false, body }
  }

  function notNow({ forMs, reason }: Closed): DomainError {
    const minutes = Math.ceil(forMs / 60_000)
    const wait = forMs < 60_000 ? `${Math.ceil(forMs / 1_000)} seconds` : `${minutes} minutes`
    const why = {
      rate: `there are too many questions to ${traits.label} at the moment`,
      refused: `${traits.label} asks to be left alone`,
      day: `${traits.label} has answered as much as it does in a day`,
    }
    return unavailable('provider.busy', `${why[reason]}; try again in ${wait}`)
  }
}

/** Trouble of the moment; 429 and 503 have a pause of their own. */
const isPassing = (status: number) => status === 408 || (status >= 500 && status !== 503)

/** Absence is asked about again soon; undefined and empty lists are absence. */
const isNothing = (value: unknown) => value === undefined || (Array.isArray(value) && value.length === 0)

function addressOf(base: string, { path, query = {} }: ProviderRequest): URL {
  const url = /^https?:\/\//.test(path) ? new URL(path) : new URL(base.replace(/\/+$/, '') + path)
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, String(value))
  return url
}

/** Seconds, or an instant (RFC 9110, 10.2.3). */
function retryAfter(header: string | undefined): number | undefined {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - Date.now())
}
