import { DomainError, unavailable } from '#kernel/errors.ts'

/** How long to wait before each further try: 10 seconds, a minute, 5, 30, two hours. */
const WAITS_MS = [10_000, 60_000, 300_000, 1_800_000, 7_200_000]

/** The receiver said that it will not take this, however often it comes. */
const DELIVERY_REFUSED = 'notification.refused'

/**
 * What follows from a failed try.
 * @param attempts how many there were, this one included
 * @returns milliseconds until the next one; undefined where there is none
 */
export function nextTryIn(error: unknown, attempts: number): number | undefined {
  if (error instanceof DomainError && (error.code === DELIVERY_REFUSED || error.kind === 'invalid')) return undefined
  return WAITS_MS[attempts - 1]
}

/**
 * Reads the status of a webhook's answer.
 * @throws bad-gateway where trying again is of no use; unavailable where it may help
 */
export function checkStatus(host: string, status: number): void {
  if (status >= 200 && status < 300) return
  const message = `${host} answered ${status}`
  // A mistake of ours, and not one that time heals.
  const isFinal = status >= 400 && status < 500 && ![408, 425, 429].includes(status)
  if (isFinal) throw new DomainError('bad-gateway', DELIVERY_REFUSED, message)
  throw unavailable('notification.status', message)
}
