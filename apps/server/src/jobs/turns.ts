import type { Queue } from './define-job.ts'

/** Shares of the queues while all of them have work (library contract 31.1). */
export const WEIGHTS: Readonly<Record<Queue, number>> = { critical: 6, default: 3, low: 1 }

export const QUEUES = Object.keys(WEIGHTS) as Queue[]

/**
 * Whose turn it is: smooth weighted turns, so that of ten jobs six are critical, three default and one low, well mixed,
 * and no queue starves. A queue without work saves up no turns, and nobody owes any for having worked alone.
 */
export function weightedTurns() {
  const credit: Record<Queue, number> = { critical: 0, default: 0, low: 0 }
  return {
    /** Queues in the order in which to look for work now. */
    order: (): Queue[] => QUEUES.toSorted((a, b) => credit[b] + WEIGHTS[b] - credit[a] - WEIGHTS[a]),
    /** A job was taken from one queue after others were found empty. */
    took(queue: Queue, empty: readonly Queue[]): void {
      for (const each of QUEUES) {
        if (empty.includes(each)) credit[each] = 0
        else {
          credit[each] += WEIGHTS[each]
          credit[queue] -= WEIGHTS[each]
        }
      }
    },
  }
}

export type Turns = ReturnType<typeof weightedTurns>
