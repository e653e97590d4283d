import { setTimeout as wait } from 'node:timers/promises'

/** Time as traffic needs it: it only goes forward, and tests can move it. */
export interface Time {
  /** Milliseconds since some moment. */
  now(): number
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

export const monotonicTime: Time = {
  now: () => performance.now(),
  sleep: (ms, signal) => wait(ms, undefined, { signal }),
}
