/** Library contract 2.7: one bucket per client over all limited routes. */
const PER_SECOND = 5
const BURST = 10
const CLIENTS_REMEMBERED = 20_000

interface Bucket {
  tokens: number
  at: number
}

export interface Limiter {
  /** @returns whether the client may pass; takes one token when so */
  take(client: string): boolean
}

/** @param now milliseconds */
export function tokenBucket(now: () => number): Limiter {
  const buckets = new Map<string, Bucket>()
  return {
    take(client) {
      const at = now()
      const before = buckets.get(client)
      const tokens = before ? Math.min(BURST, before.tokens + ((at - before.at) / 1000) * PER_SECOND) : BURST
      const passes = tokens >= 1
      // Taken out and put back, so that the map stays in the order of last use and forgets the longest unseen.
      buckets.delete(client)
      if (buckets.size >= CLIENTS_REMEMBERED) buckets.delete(buckets.keys().next().value ?? '')
      buckets.set(client, { tokens: passes ? tokens - 1 : tokens, at })
      return passes
    },
  }
}

/** For tests of other things. */
export const unlimited: Limiter = { take: () => true }
