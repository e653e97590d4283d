import { DomainError } from '#kernel/errors.ts'

const LONGEST_MS = 60 * 60_000

/**
 * How long to wait after a failure: 5 s, 20 s, 80 s, … up to an hour, a fifth more or less by chance, so that jobs that
 * failed together do not come back together.
 * @param attempt the try that failed, from 1
 * @param random 0 to 1
 */
export function backOffMs(attempt: number, firstMs: number, random: number): number {
  const full = Math.min(firstMs * 4 ** (attempt - 1), LONGEST_MS)
  return Math.round(full * (0.8 + 0.4 * random))
}

/** Whether another try can end differently. What was asked for wrongly stays wrong. */
export function isWorthRetrying(error: unknown): boolean {
  return !(error instanceof DomainError && error.kind === 'invalid')
}
