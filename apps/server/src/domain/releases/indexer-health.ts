import type { IndexerFailure } from './indexer-port.ts'

/** How an indexer has behaved; kept, so that a restart forgets nothing. Times are instants. */
export interface IndexerHealth {
  /** In a row. */
  failures: number
  disabledUntil?: string | undefined
  lastError?: string | undefined
  lastSuccessAt?: string | undefined
  /** When counting began; counts of an earlier window count no more. */
  countedSince?: string | undefined
  requests: number
  grabs: number
}

/** What may be asked of an indexer. */
export interface IndexerLimits {
  queries?: number | undefined
  grabs?: number | undefined
  per: 'day' | 'hour'
}

export const UNTRIED: IndexerHealth = { failures: 0, requests: 0, grabs: 0 }

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Minutes, by failures in a row. */
const LADDER = [0, 1, 5, 15, 60, 180, 360]
const CREDENTIALS = 6 * HOUR
const DISABLED = 15 * MINUTE
const LIMIT = HOUR
const LEAST_LIMIT = MINUTE
const MOST_LIMIT = 24 * HOUR

/** Everything is forgiven. */
export const afterSuccess = (health: IndexerHealth, now: Date): IndexerHealth => ({
  ...health,
  failures: 0,
  disabledUntil: undefined,
  lastError: undefined,
  lastSuccessAt: now.toISOString(),
})

/** Lets an indexer rest as long as its failure asks for. */
export function afterFailure(health: IndexerHealth, failure: IndexerFailure, now: Date): IndexerHealth {
  // A question that is not understood, or an item that is gone, says nothing about the indexer.
  if (failure.kind === 'parameter' || failure.kind === 'gone') return health
  const failures = health.failures + 1
  const rest = restOf(failure, failures)
  return {
    ...health,
    failures,
    lastError: failure.text,
    disabledUntil: rest > 0 ? new Date(now.getTime() + rest).toISOString() : undefined,
  }
}

function restOf({ kind, retryAfterSeconds }: IndexerFailure, failures: number): number {
  switch (kind) {
    case 'credentials':
      return CREDENTIALS
    case 'disabled':
      return DISABLED
    case 'limit': {
      const asked = retryAfterSeconds === undefined ? LIMIT : retryAfterSeconds * 1000
      return Math.min(Math.max(asked, LEAST_LIMIT), MOST_LIMIT)
    }
    default:
      return (LADDER[Math.min(failures, LADDER.length) - 1] ?? 0) * MINUTE
  }
}

/** Why an indexer is not asked now; undefined where it may be. */
export function restReason(health: IndexerHealth, limits: IndexerLimits, now: Date): string | undefined {
  const { disabledUntil, lastError } = health
  if (disabledUntil !== undefined && disabledUntil > now.toISOString()) {
    const minutes = Math.ceil((Date.parse(disabledUntil) - now.getTime()) / MINUTE)
    return `cooling down for ${minutes} min: ${lastError ?? 'it failed'}`
  }
  const { requests } = inWindow(health, limits, now)
  if (limits.queries === undefined || requests < limits.queries) return undefined
  return `its limit of ${limits.queries} requests per ${limits.per} is used up`
}

/** Whether one more download is within what the indexer allows. */
export const mayGrab = (health: IndexerHealth, limits: IndexerLimits, now: Date): boolean =>
  limits.grabs === undefined || inWindow(health, limits, now).grabs < limits.grabs

/** Counts what was asked for. */
export function counted(
  health: IndexerHealth,
  limits: IndexerLimits,
  now: Date,
  what: { requests?: number; grabs?: number },
): IndexerHealth {
  const current = inWindow(health, limits, now)
  return {
    ...current,
    requests: current.requests + (what.requests ?? 0),
    grabs: current.grabs + (what.grabs ?? 0),
  }
}

function inWindow(health: IndexerHealth, { per }: IndexerLimits, now: Date): IndexerHealth {
  const length = per === 'hour' ? HOUR : 24 * HOUR
  const isOver = health.countedSince === undefined || now.getTime() - Date.parse(health.countedSince) >= length
  return isOver ? { ...health, countedSince: now.toISOString(), requests: 0, grabs: 0 } : health
}
