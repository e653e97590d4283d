const ADDRESSES_REMEMBERED = 20_000

/** Counts failed tries to sign in by address, over a sliding window (acquisition contract 2.9). */
export interface FailedAttempts {
  isBlocked(address: string): boolean
  note(address: string): void
  /** A success clears the address. */
  clear(address: string): void
}

/** @param now milliseconds */
export function failedAttempts(
  { most, windowMinutes }: { most: number; windowMinutes: number },
  now: () => number,
): FailedAttempts {
  const failures = new Map<string, number[]>()
  const recent = (address: string) => {
    const since = now() - windowMinutes * 60_000
    return (failures.get(address) ?? []).filter((at) => at > since)
  }
  return {
    isBlocked: (address) => recent(address).length >= most,
    note(address) {
      const kept = [...recent(address), now()].slice(-most)
      // Taken out and put back, so that the map forgets whoever was unseen for longest.
      failures.delete(address)
      if (failures.size >= ADDRESSES_REMEMBERED) failures.delete(failures.keys().next().value ?? '')
      failures.set(address, kept)
    },
    clear(address) {
      failures.delete(address)
    },
  }
}

/** For tests of other things. */
export const uncounted: FailedAttempts = { isBlocked: () => false, note() {}, clear() {} }
