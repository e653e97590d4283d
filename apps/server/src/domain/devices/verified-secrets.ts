import { createHmac, randomBytes } from 'node:crypto'
import type { Clock } from '#kernel/clock.ts'

const KEPT_MS = 5 * 60_000
const MOST = 1_000

/**
 * Remembers for a while that a secret was right, because devices send theirs with every request and hashing it takes 11 ms. A change of the
 * credential changes its version, so what was remembered of the old one counts no more.
 */
export class VerifiedSecrets {
  readonly #key = randomBytes(32)
  readonly #until = new Map<string, number>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether this secret was right a moment ago. */
  isKnown(version: string, secret: string): boolean {
    return (this.#until.get(this.#keyOf(version, secret)) ?? 0) > this.#clock.now().getTime()
  }

  /** @param version of the credential, e.g. its id and when it was changed @param verify the slow check */
  async check(version: string, secret: string, verify: () => Promise<boolean>): Promise<boolean> {
    if (this.isKnown(version, secret)) return true
    if (!(await verify())) return false
    if (this.#until.size >= MOST) this.#until.delete(this.#until.keys().next().value ?? '')
    this.#until.set(this.#keyOf(version, secret), this.#clock.now().getTime() + KEPT_MS)
    return true
  }

  #keyOf(version: string, secret: string): string {
    return createHmac('sha256', this.#key).update(`${version}\0${secret}`).digest('base64')
  }
}
