import { setTimeout as sleep } from 'node:timers/promises'

/** PostgreSQL: the transaction lost against another one, and would win alone (serialization failure, deadlock). */
const LOST = new Set(['40001', '40P01'])

export const isWorthAnotherTry = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && LOST.has(String(error.code))

/** A short wait that grows and differs, so that two losers do not meet again. */
export const pause = (tried: number): Promise<void> => sleep(10 * 2 ** tried * (0.5 + Math.random()))
