import type { Time } from './time.ts'

/** How much we ask of one provider, whoever asks here. */
export interface TrafficRules {
  requests: number
  perMs: number
  /** So many may go at once after a pause. */
  burst: number
  parallel: number
  perDay?: number
}

/** Why no request may be sent in time. */
export interface Closed {
  /** From now on. */
  forMs: number
  reason: 'rate' | 'refused' | 'day'
}

/** The gate in front of one provider: its own rules, and what it said about coming too often. */
export interface Traffic {
  /** Waits for a turn. Gives back why there will be none before the deadline, else undefined: then `leave` must follow. */
  enter(deadline: number, signal: AbortSignal): Promise<Closed | undefined>
  leave(): void
  /** It answered as usual. */
  answered(): void
  /** It asked to be left alone: for so long where it said so, else for longer each time. */
  refused(sentAt: number, forMs: number | undefined): void
  /** Nothing more until then, such as the end of a day's quota. */
  closeFor(ms: number): void
  closedFor(): number
}

const STEPS_MS = [5_000, 15_000, 60_000]
const COOLING_MS = 600_000
const SHORTEST_MS = 1_000
/** Whatever a provider says, it is asked again after this. */
const LONGEST_MS = 3_600_000

/**
 * @param untilNewDay how long the day of the quota still lasts
 */
export function createTraffic(rules: TrafficRules, time: Time, untilNewDay: () => number): Traffic {
  const interval = rules.perMs / rules.requests
  let nextTurn = 0
  let running = 0
  const queue: (() => void)[] = []
  let refusals = 0
  let closedSince = Number.NEGATIVE_INFINITY
  let closedUntil = Number.NEGATIVE_INFINITY
  let closedBy: Closed['reason'] = 'refused'
  let day = { sent: 0, endsAt: Number.NEGATIVE_INFINITY }

  function close(forMs: number, reason: Closed['reason']) {
    closedSince = time.now()
    closedUntil = Math.max(closedUntil, closedSince + forMs)
    closedBy = reason
  }

  function countDay(): Closed | undefined {
    if (rules.perDay === undefined) return undefined
    const now = time.now()
    if (now >= day.endsAt) day = { sent: 0, endsAt: now + untilNewDay() }
    if (day.sent >= rules.perDay) return { forMs: day.endsAt - now, reason: 'day' }
    day.sent++
    return undefined
  }

  async function takePlace(signal: AbortSignal) {
    if (running < rules.parallel) {
      running++
      return
    }
    await new Promise<void>((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', stop)
        resolve()
      }
      const stop = () => {
        queue.splice(queue.indexOf(start), 1)
        reject(signal.reason)
      }
      queue.push(start)
      signal.addEventListener('abort', stop, { once: true })
    })
  }

  /** The place goes to whoever waits longest. */
  function leave() {
    const next = queue.shift()
    if (next) next()
    else running--
  }

  /** When the next request may go, by a clock that runs ahead with each one sent. */
  function turnIn(): number {
    const now = time.now()
    return Math.max(closedUntil - now, nextTurn - (rules.burst - 1) * interval - now, 0)
  }

  async function waitForTurn(deadline: number, signal: AbortSignal): Promise<Closed | undefined> {
    for (;;) {
      const ms = turnIn()
      if (ms === 0) {
        const closed = countDay()
        if (!closed) nextTurn = Math.max(nextTurn, time.now()) + interval
        return closed
      }
      const isClosed = closedUntil > time.now()
      if (time.now() + ms > deadline) return { forMs: ms, reason: isClosed ? closedBy : 'rate' }
      await time.sleep(ms, signal)
    }
  }

  return {
    async enter(deadline, signal) {
      signal.throwIfAborted()
      await takePlace(signal)
      try {
        const closed = await waitForTurn(deadline, signal)
        if (closed) leave()
        return closed
      } catch (error) {
        leave()
        throw error
      }
    },
    leave,
    answered() {
      refusals = 0
    },
    refused(sentAt, forMs) {
      // Those that were on their way together are refused together; that is one refusal.
      if (sentAt < closedSince) return
      const pause = forMs ?? STEPS_MS[refusals] ?? COOLING_MS
      close(Math.min(Math.max(pause, SHORTEST_MS), LONGEST_MS), 'refused')
      refusals++
    },
    closeFor(ms) {
      close(ms, 'day')
    },
    closedFor: () => Math.max(0, closedUntil - time.now()),
  }
}
